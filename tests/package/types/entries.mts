// Each way into the package has its types.
import init, { mute } from "x-mutes";
import initInlined, { mute as muteInlined } from "x-mutes/inline";
import wasm from "x-mutes/x_mutes.wasm";

export const same: [typeof init, typeof mute] = [initInlined, muteInlined];
await init(wasm);
