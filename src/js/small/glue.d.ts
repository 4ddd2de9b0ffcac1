// Stands in for glue.js, which the build writes here with wasm-bindgen.
import type { Change, Glue } from "../types.d.ts";

/** What src/exports has without the feature `client`. */
export interface SmallFunctions {
  mute: Change<string>;
  unmute: Change<string>;
}

export const glue: Glue<SmallFunctions>;

/** Of the build, which the module has too. */
export const STAMP: string;
