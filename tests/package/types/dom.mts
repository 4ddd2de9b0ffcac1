// Node's types of its version 20 do not know WebAssembly; the DOM's do.
import init from "x-mutes";
import initClient from "x-mutes/client";

await init(await WebAssembly.compile(new Uint8Array()));
await initClient(await WebAssembly.compile(new Uint8Array()));
