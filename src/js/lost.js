/** Why there is no whole answer; the names are those of src/web/call.rs. */
export const KINDS = {
  network: "network",
  timeout: "timeout",
  tooLarge: "too_large",
  cancelled: "cancelled",
  notAResponse: "not_a_response",
};

/** What the promises that Rust awaits reject with. */
export class Lost {
  /** @param {string} kind one of KINDS
   *  @param {unknown} [thrown] by the platform or the caller */
  constructor(kind, thrown) {
    this.kind = kind;
    this.thrown = thrown;
  }
}
