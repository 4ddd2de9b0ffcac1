// @ts-check
/** Why there is no whole answer: `SendErrorKind` of src/web/call.rs. */
export const SendErrorKind = /** @type {const} */ ({
  /** What was asked of the platform or of the caller failed. */
  failed: "failed",
  timeout: "timeout",
  tooLarge: "too_large",
  cancelled: "cancelled",
  notAResponse: "not_a_response",
});

/** @typedef {typeof SendErrorKind[keyof typeof SendErrorKind]} Kind */

/** What the promises that Rust awaits reject with. */
export class SendError {
  /**
   * @param {Kind} kind
   * @param {unknown} [thrown] by the platform or the caller
   */
  constructor(kind, thrown) {
    this.kind = kind;
    this.thrown = thrown;
  }
}
