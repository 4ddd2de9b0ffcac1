// Types that several scripts share. They are for the check of these scripts; pkg-template/ has the ones that are published.
import type { MutingResponse, ResponseInfo, XError, XErrorCode } from "x-mutes";
import type { Life } from "./guard.js";

/** An object literal with `__proto__: null`, which TypeScript takes for a member. */
export interface Bare {
  __proto__?: null;
}

/** What `member(object, name)` gives: unknown if the object's type has no such member. */
export type Member<T, Name extends PropertyKey> =
  unknown extends T ? unknown
    : T extends null | undefined ? undefined
      : Name extends keyof T ? T[Name] | undefined : unknown;

/** RequestOptions, as readOptions() has read and checked them. */
export interface CallOptions extends Bare {
  /** As the platform's parser writes it; undefined for https://api.x.com. */
  baseUrl: string | undefined;
  signal: AbortSignal | undefined;
  /** Of each attempt, in milliseconds; 0 for none. */
  timeoutMs: number;
  maxRetries: number;
  /** In milliseconds. */
  maxRateLimitWaitMs: number;
  /** The caller's own. */
  fetch: CallerFetch | undefined;
  /** The caller's own, without `authorization`. */
  headers: Headers | undefined;
  onResponse: ((response: ResponseInfo) => void) | undefined;
}

/** What a call of any module may be given. */
export interface AnyCallOptions extends Partial<CallOptions> {
  /** Of each request; "omit" if it is not given. */
  credentials?: RequestCredentials | undefined;
}

/** A fetch of the caller's. */
export type CallerFetch = (url: string, init: RequestInit) => PromiseLike<MaybeResponse>;

/** A Response, or what a fetch of the caller's gives in its place. */
export type MaybeResponse = Partial<Response> | undefined;

/** The parts of a request that may have secrets in them. */
export interface Sent {
  authorization?: string | undefined;
  body?: string | undefined;
  headers?: Headers | undefined;
}

/** Characters to look for, and the length of the longest border of each of their beginnings, as Reading's search takes them. */
export interface Wanted {
  chars: string[];
  borders: number[];
}

/** A secret to look for: with its escapes decoded, and as it is written. */
export interface Secret {
  meant: Wanted;
  written: Wanted;
}

/** Where something begins and ends in a text, in UTF-16 units. */
export type Span = [start: number, end: number];

/** The members of an XError besides its name, message and cause. */
export type ErrorFields = Omit<XError, keyof Error | "toJSON">;

/** The fields of an XError as Rust describes them, with times in milliseconds. X's errors come apart from them. */
export interface RustError {
  code: XErrorCode;
  message: string;
}

/** Wraps what an instance exports. */
export type Guard = (exports: WebAssembly.Exports) => WebAssembly.Exports;

/** The functions of a fresh instance, as wasm-bindgen's glue makes them: what src/exports has, and two ways to start it. */
export interface Functions {
  (source: { module_or_path: WebAssembly.Module }): Promise<unknown>;
  initSync(source: { module: WebAssembly.Module }): unknown;
  // Each has parameters of its own: the module's glue.d.ts names them.
  [name: string]: (...given: any[]) => unknown;
}

/** wasm-bindgen's glue of a module that exports `F`. */
export type Glue<F> = (guard: Guard) => Functions & F;

/** Where an entry has its module. */
export interface Where {
  /** Gives an argument of init(), or a promise of one. */
  find: () => unknown;
  /** What to do if it cannot be loaded. */
  advice: string;
}

/** A module that runs. */
export interface Instance {
  functions: Functions;
  life: Life;
}

/** What a function of Rust's takes besides the call. */
export type Args<F, Name extends keyof F> = F[Name] extends (call: never, ...rest: infer Rest) => unknown ? Readonly<Rest> : never;

/** What a call enters: a function of Rust's. */
export interface Entry<F, Name extends keyof F, Options> {
  options: Options;
  name: Name;
  /** The second part has TypeScript infer a tuple. */
  args: Args<F, Name> & (readonly unknown[] | []);
}

/** What that function comes to. */
export type Result<F, Name extends keyof F> = F[Name] extends (...given: never[]) => infer R ? Awaited<R> : never;

/** `mute` or `unmute`, exported by src/exports/muting.rs; `Auth` is a token, or what readAuth() has read. */
export type Change<Auth> = (
  call: object, auth: Auth, sourceUserId: string, targetUserId: string, baseUrl: string | undefined, maxRetries: number,
  maxRateLimitWaitMs: number,
) => Promise<MutingResponse>;
