import init from "x-mutes/client";
import wasm from "x-mutes/client.wasm";

init(new URL(wasm, import.meta.url));

export * from "x-mutes/client";
