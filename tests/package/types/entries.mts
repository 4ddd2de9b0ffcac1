// Each way into the package has its types.
import init, { mute, XError } from "x-mutes";
import wasm from "x-mutes/x_mutes.wasm";
import initClient, { Client, XError as ClientXError } from "x-mutes/client";
import initInlined, { Client as InlinedClient } from "x-mutes/client/inline";
import clientWasm from "x-mutes/client.wasm";

export const same: [typeof initClient, typeof Client, typeof XError] = [initInlined, InlinedClient, ClientXError];
export { mute };
await init(wasm);
await initClient(clientWasm);
