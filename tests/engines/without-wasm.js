// What a call of each entry rejects with where WebAssembly cannot be had; twice, for the second call has to try again.
import { modules } from "./modules.js";

const FOLDER = "/copy/0/pkg/";

window.attempt = async () => {
  const errors = [];
  for (const { entry, mute } of Object.values(modules({ entry: "index.js", clientEntry: "client.js" }))) {
    const api = await import(FOLDER + entry);
    for (let times = 0; times < 2; times += 1) {
      const error = await mute(api).catch((thrown) => thrown);
      errors.push({ isXError: error instanceof api.XError, code: error?.code, message: error?.message, cause: String(error?.cause) });
    }
  }
  return errors;
};
