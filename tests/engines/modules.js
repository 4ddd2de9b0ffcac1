// The two modules of the package, for suites that try the same on both.

/** A call of each module's by the entry that has it, given what that entry exports and the call's options. */
const MUTES = {
  small: ({ mute }, options) => mute("token", "1", "2", options),
  client: ({ Client }, options) => new Client({ auth: "token", userId: "1", ...options }).mute("2"),
};

/** The modules by name: the entry that has each, the file that it is in, and a call of it. */
export const modules = ({ entry, clientEntry }) => ({
  small: { entry, wasm: "x_mutes.wasm", mute: MUTES.small },
  client: { entry: clientEntry, wasm: "client.wasm", mute: MUTES.client },
});

/** How to enter Rust in each module of the test build in a folder; each function takes what lib/run.js calls `prepare`. And the modules. */
export async function ways(folder) {
  const scripts = ["run", "small/module", "client/module"].map((name) => import(`${folder}lib/${name}.js`));
  const [{ run }, { small }, { run: client, complete }] = await Promise.all(scripts);
  return { small: (prepare) => run(small, prepare), client, smallModule: small, clientModule: complete };
}

/** The bytes of a module of the package in a folder; workerd gives them to nobody. */
export async function bytesOf(folder, wasm, { engine }) {
  if (engine !== "node") return new Uint8Array(await (await fetch(folder + wasm)).arrayBuffer());
  const { readFile } = await import("node:fs/promises");
  return new Uint8Array(await readFile(new URL(wasm, folder)));
}
