// Puts the extension together in dist/: what is in src/, and of the package what a browser needs.
//
//   node build.js [--out FOLDER] [--api URL] [--authorize URL] [--client-id ID]
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";

const X_API = "https://api.x.com";

const { values } = parseArgs({
  options: {
    out: { type: "string", default: join(import.meta.dirname, "dist") },
    api: { type: "string", default: X_API },
    authorize: { type: "string", default: "https://x.com/i/oauth2/authorize" },
    "client-id": { type: "string", default: "" },
  },
});

const source = join(import.meta.dirname, "src");
const packageFolder = join(import.meta.dirname, "node_modules/x-mutes");
const { out } = values;

await rm(out, { recursive: true, force: true });
await mkdir(join(out, "x-mutes"), { recursive: true });
await cp(source, out, { recursive: true });
for (const part of ["client.js", "lib", "client.wasm", "LICENSE-APACHE", "LICENSE-MIT"]) {
  await cp(join(packageFolder, part), join(out, "x-mutes", part), { recursive: true }).catch((cause) => {
    throw new Error(`x-mutes has no ${part} in ${packageFolder}: run npm install first`, { cause });
  });
}
await writeFile(join(out, "config.js"), config());
await writeFile(join(out, "manifest.json"), manifest(await readFile(join(source, "manifest.json"), "utf8")));
console.log(`The extension is in ${out}`);

function config() {
  const lines = { API: values.api, AUTHORIZE_URL: values.authorize, CLIENT_ID: values["client-id"] };
  const code = Object.entries(lines).map(([name, value]) => `export const ${name} = ${JSON.stringify(value)};\n`);
  return `// Written by build.js.\n${code.join("")}`;
}

/** The manifest lets the extension reach X's API and no other host: where that is elsewhere, it changes there, too. */
function manifest(text) {
  const { protocol, hostname, origin } = new URL(values.api);
  // Firefox's match patterns have no ports: those without one fit every port.
  return text.replaceAll(`${X_API}/*`, `${protocol}//${hostname}/*`).replaceAll(X_API, origin);
}
