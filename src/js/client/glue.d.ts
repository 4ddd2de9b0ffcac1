// Stands in for glue.js, which the build writes here with wasm-bindgen.
import type { Change, Glue } from "../types.d.ts";
import type { ReadAuth } from "./types.d.ts";

/** What src/exports has with the feature `client`. */
export interface ClientFunctions {
  mute: Change<ReadAuth>;
  unmute: Change<ReadAuth>;
  // The others have parameters of their own, as src/exports says.
  [name: string]: (...given: any[]) => any;
}

export const glue: Glue<ClientFunctions>;

/** Of the build, which the module has too. */
export const STAMP: string;
