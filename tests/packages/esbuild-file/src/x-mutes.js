import init from "x-mutes";
import wasm from "x-mutes/x_mutes.wasm";

init(new URL(wasm, import.meta.url));

export * from "x-mutes";
