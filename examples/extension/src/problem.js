// What this extension itself refuses to do. What the package refuses is an XError.

export class Problem extends Error {
  name = "Problem";

  /** @param {string} code one of the extension's own in words.js */
  constructor(code, message = code) {
    super(message);
    this.code = code;
  }
}

/**
 * An error as plain data, for messages and the storage: what words.js needs of it. The messages of XErrors have no tokens.
 *
 * @param {any} error
 */
export function plain({ code = "unknown", message, detail, retryAt }) {
  return { code, message: String(message), ...detail && { detail }, ...retryAt && { retryAt: Number(retryAt) } };
}

/** Whether nothing helps but to sign in. @param {{ code?: string } | undefined} error */
export function needsSignIn(error) {
  return ["signed_out", "sign_in", "unauthorized"].includes(error?.code);
}
