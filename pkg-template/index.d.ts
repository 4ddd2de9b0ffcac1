// Written by hand. It stands by itself: no lib "DOM" is needed, and where that is there, its types fit.

/**
 * A user ID: 1 to 19 decimal digits with no leading zero (but "0"), as a string or a bigint.
 *
 * A JavaScript number is refused whatever its value: IDs of 17 to 19 digits do not fit in a double, and the rounded one
 * is somebody else's.
 */
export type UserId = string | bigint;

/**
 * Load and compile the WebAssembly module. Optional: the first call that needs it does it. Call it to preload, or to say
 * where the module is (an extension, a CDN).
 *
 * Idempotent, and safe to call concurrently. Ends within 30 seconds. After a failed load the next call tries again.
 *
 * @throws {XError} `unsupported`
 * @example
 * import init from "x-mutes";
 * await init();
 */
export default function init(
  wasm?: URL | string | Request | Response | ArrayBuffer | ArrayBufferView | WebAssemblyModule | undefined,
): Promise<void>;

/**
 * Mute an account: `POST /2/users/:id/muting`.
 *
 * @param token an OAuth 2.0 user access token with the scopes `mute.write tweet.read users.read`
 * @param sourceUserId the ID of the account that the token belongs to; X refuses any other
 * @param targetUserId the ID of the account to mute
 * @returns X's own JSON, `{ data: { muting: true } }`
 * @throws {XError} see {@link XErrorCode}; or the signal's reason, as fetch does
 * @example
 * import { mute } from "x-mutes";
 * await mute(token, "2244994945", "1234567890123456789");
 */
export function mute(
  token: string, sourceUserId: UserId, targetUserId: UserId, options?: RequestOptions | undefined,
): Promise<MutingResponse>;

/**
 * Unmute an account: `DELETE /2/users/:source_user_id/muting/:target_user_id`.
 *
 * @param token an OAuth 2.0 user access token with the scopes `mute.write tweet.read users.read`
 * @param sourceUserId the ID of the account that the token belongs to; X refuses any other
 * @param targetUserId the ID of the account to unmute
 * @returns X's own JSON, `{ data: { muting: false } }`, also when the target was not muted
 * @throws {XError} see {@link XErrorCode}; or the signal's reason, as fetch does
 * @example
 * import { unmute } from "x-mutes";
 * await unmute(token, "2244994945", "1234567890123456789");
 */
export function unmute(
  token: string, sourceUserId: UserId, targetUserId: UserId, options?: RequestOptions | undefined,
): Promise<MutingResponse>;

/** X's reply, unchanged: fields that X adds later are there too. */
export interface MutingResponse {
  /** What was changed. */
  data: Muting;
  /** X's own errors, where it sends some beside `data`. */
  errors?: readonly object[];
}

/** Whether an account is muted. */
export interface Muting {
  /** True after {@link mute}, false after {@link unmute}: any other is a `bad_response`. */
  muting: boolean;
}

/** How a call is made. A plain object that has any other member is refused, as all objects of options are. */
export interface RequestOptions {
  /**
   * Where the API is. Default `"https://api.x.com"`. Must be https, or http on a loopback host, with no user, query or
   * fragment. A path prefix is kept.
   */
  baseUrl?: string | URL | undefined;
  /**
   * Cancels the call, its retries and its waits: it rejects with `signal.reason`, as fetch does. However many calls share a signal,
   * it has one listener.
   */
  signal?: AbortSignal | null | undefined;
  /** Time limit of each attempt, body included, in milliseconds, from 0 to 2147483647. Default 20000; 0 means none. */
  timeoutMs?: number | undefined;
  /**
   * Retries after a network failure, a timeout, or 500, 502, 503 and 504, with exponential backoff and full jitter.
   * Default 2. Mute and unmute are idempotent, so this is safe.
   */
  maxRetries?: number | undefined;
  /**
   * Longest time to spend waiting for a rate limit to reset before retrying, in milliseconds, from 0 to 2147483647.
   * Default 0: fail at once with `rate_limited`. A limit of which X does not say when it resets is taken for one of 15 minutes.
   */
  maxRateLimitWaitMs?: number | undefined;
  /** Used in place of the global fetch, which is otherwise looked up at each call. */
  fetch?: ((url: string, init: any) => PromiseLike<any>) | undefined;
  /** Extra request headers, for a proxy say. Authorization cannot be set here. */
  headers?: Iterable<readonly [string, string]> | Record<string, string> | HeadersLike | undefined;
  /**
   * Called once for every HTTP response. What it throws goes to `reportError` (`console.error` where there is none); the
   * call goes on.
   */
  onResponse?: ((response: ResponseInfo) => void) | undefined;
}

/** What is known of an HTTP response. */
export interface ResponseInfo {
  /** The call of X's API that it answers. */
  endpoint: Endpoint;
  /** 1 for the first request of a call. */
  attempt: number;
  /** The HTTP status, from 100 to 999. */
  status: number;
  /** From the sending of the request to the end of the body, in milliseconds. */
  durationMs: number;
  /** The limits that its headers tell of; empty where they cannot be read. */
  rateLimits: RateLimit[];
  /** `x-transaction-id`, for X's support. */
  transactionId?: string;
}

/** A call of X's API. */
export type Endpoint = "mute" | "unmute" | "muted" | "me" | "users" | "token" | "revoke";

/** What X says of one limit. None are known where the headers cannot be read (a proxy that does not expose them). */
export interface RateLimit {
  /** Whose limit it is, and how long its window is. */
  scope: "user-15min" | "user-24h" | "app-24h";
  /** Calls in a window. */
  limit: number;
  /** Calls that are left in it. */
  remaining: number;
  /** When the window ends. */
  resetAt: Date;
}

/**
 * The one error class of the package.
 *
 * `toJSON()` keeps everything but the cause; structured clones go through it. What was sent of secrets and came back is
 * `[token]` in all of it, however it was spelled.
 *
 * @example
 * import { mute, XError } from "x-mutes";
 * try {
 *   await mute(token, "2244994945", "1234567890123456789");
 * } catch (error) {
 *   if (error instanceof XError && error.code === "rate_limited") console.log("again at", error.retryAt);
 *   else throw error;
 * }
 */
export class XError extends Error {
  /** Of every one. */
  readonly name: "XError";
  /** What kind of failure it was. */
  readonly code: XErrorCode;
  /** The call that failed. */
  readonly endpoint?: Endpoint;
  /** HTTP status, where there was a response. */
  readonly status?: number;
  /** The title of X's problem. */
  readonly title?: string;
  /** The detail of X's problem. */
  readonly detail?: string;
  /** The problem type's last path segment, e.g. `"resource-not-found"`. */
  readonly type?: string;
  /** X's reason within a type, e.g. `"client-not-enrolled"`. */
  readonly reason?: string;
  /** X's own errors array. Numbers that a double would round are strings. */
  readonly errors?: readonly object[];
  /** The limit that was hit. */
  readonly rateLimit?: RateLimit;
  /** When a retry can succeed; absent when waiting does not help or nothing is known. */
  readonly retryAt?: Date;
  /** `x-transaction-id`, for X's support. */
  readonly transactionId?: string;
  /** The start of a reply that could not be understood, at most 1 KiB; never one of the token or revoke endpoint. */
  readonly body?: string;
  /** How many requests were sent. */
  readonly attempts: number;
  /** Where a list stopped: give it to `Client.muted()` to go on from there. */
  readonly nextToken?: string;
  /** What the platform threw, where it threw; of `Client.plan()` `{ partial, cause }`, with that as `cause`. */
  readonly cause?: unknown;
  private constructor();
  /**
   * Everything but the cause, as plain data.
   *
   * @example
   * postMessage(error.toJSON());
   */
  toJSON(): object;
  /**
   * The XError that `toJSON()` or a structured clone of it came from.
   *
   * @throws {XError} `invalid_argument` for anything else
   * @example
   * const error = XError.from(message.data);
   */
  static from(json: object): XError;
}

/**
 * What kind of failure it was. What to do about each is in README.md, under "Errors"; each links there.
 */
export type XErrorCode =
  /** Refused before anything was sent; the message names the argument and what it must be. See [invalid_argument](./README.md#invalid_argument). */
  | "invalid_argument"
  /** 400, and the 4xx that have no code of their own. See [bad_request](./README.md#bad_request). */
  | "bad_request"
  /** 401: the token is wrong, expired or revoked. See [unauthorized](./README.md#unauthorized). */
  | "unauthorized"
  /** 402, or a usage cap: waiting for the window does not help. See [payment_required](./README.md#payment_required). */
  | "payment_required"
  /** 403: scope, app permission, enrolment, app-only token. See [forbidden](./README.md#forbidden). */
  | "forbidden"
  /** A 404 that is X's or empty, or 200 with only `errors`. See [not_found](./README.md#not_found). */
  | "not_found"
  /** 429. See [rate_limited](./README.md#rate_limited). */
  | "rate_limited"
  /** 5xx. See [server_error](./README.md#server_error). */
  | "server_error"
  /** A reply that is not what X promises, or not X's: a web page or something else answered. See [bad_response](./README.md#bad_response). */
  | "bad_response"
  /** fetch failed: offline, DNS, TLS, or CORS; the message says which is likely. See [network](./README.md#network). */
  | "network"
  /** `timeoutMs` passed. See [timeout](./README.md#timeout). */
  | "timeout"
  /** OAuth 2.0 sign-in or refresh was refused; `detail` has X's words. See [sign_in](./README.md#sign_in). */
  | "sign_in"
  /** The store failed, or stayed locked; the cause is what it threw. See [storage](./README.md#storage). */
  | "storage"
  /** WebAssembly or WebCrypto cannot be had here; the message names the cause and the fix. See [unsupported](./README.md#unsupported). */
  | "unsupported"
  /** A fault of this package; what was in flight is rejected, the next call starts afresh. See [internal](./README.md#internal). */
  | "internal";

// The platform's own types, as far as they are met here: they are where lib "DOM", Node's or Deno's types are, too.
interface URL {
  /** The URL as text. */
  readonly href: string;
}
interface AbortSignal {
  readonly aborted: boolean;
  readonly reason: any;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}
interface HeadersLike { forEach(callback: (value: string, name: string) => void): void }
interface Request { readonly url: string; readonly method: string }
interface Response { readonly status: number; readonly ok: boolean; arrayBuffer(): Promise<ArrayBuffer> }
/** A `WebAssembly.Module`. */
type WebAssemblyModule = object;

export {};
