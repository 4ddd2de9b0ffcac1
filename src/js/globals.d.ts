// What platforms have and lib "DOM" has not.

declare global {
  // A literal of one of these without a prototype is one, too.
  interface RequestInit { __proto__?: null }
  interface ErrorOptions { __proto__?: null }
  interface PropertyDescriptor { __proto__?: null }
  interface LockOptions { __proto__?: null }

  interface Uint8ArrayConstructor {
    /** Missing in Node 24 and older. */
    fromHex?(hex: string): Uint8Array<ArrayBuffer>;
  }

  /** What extensions have. */
  var browser: { storage?: Record<string, unknown> } | undefined;
  var chrome: typeof browser;

  interface BroadcastChannel {
    /** Node's: it does not keep the process from ending. */
    unref?(): void;
  }

  /** Node's. */
  var setImmediate: (callback: () => void) => void;

  /** Node's and workerd's. */
  var Buffer: { from(text: string, encoding: "hex"): Uint8Array<ArrayBuffer> } | undefined;
}

export {};
