// @ts-check
import { XError } from "./error.js";
import { guard, Life } from "./guard.js";
import { isWorkerd } from "./runtime.js";
import { within } from "./waiting.js";

/** @import { Functions, Glue, Instance, Where } from "./types.d.ts" */

/** How long a module may take to load, in milliseconds. */
const LOAD_MS = 30_000;

/**
 * Loads a module and keeps its instance.
 *
 * @template F what the module exports
 */
export class Loader {
  #glue;
  #stamp;
  #where;
  /** Kept, so that a fresh instance costs no second download. @type {WebAssembly.Module | undefined} */
  #compiled;
  /** The instance in use. @type {Instance | undefined} */
  #running;
  /** The load under way. @type {Promise<Instance> | undefined} */
  #loading;
  /** What that loads from. @type {unknown} */
  #loadingFrom;

  /**
   * @param {Glue<F>} glue
   * @param {string} stamp of the build, which the module has too
   * @param {Where} where
   */
  constructor(glue, stamp, where) {
    this.#glue = glue;
    this.#stamp = stamp;
    this.#where = where;
  }

  /** The running instance; undefined if there is none, and load() has to start one. */
  instance() {
    const running = this.#running;
    if (!running?.life.dead) return running;
    // Its death may have come where there was no stack left to tell of it.
    running.life.tell();
    return undefined;
  }

  /**
   * The instance, loaded from `wasm` or from where the entry has it. After a failed load, the next call tries again.
   *
   * @param {unknown} [wasm] an argument of init()
   * @returns {Promise<Instance>}
   */
  load(wasm) {
    const alive = this.instance();
    if (alive !== undefined) return Promise.resolve(alive);
    if (this.#loading === undefined) {
      this.#loadingFrom = wasm;
      // Not at once: the caller's stack may be full.
      this.#loading = Promise.resolve().then(() => this.#startInTime(wasm)).finally(() => {
        this.#loading = undefined;
      });
      return this.#loading;
    }
    // In workerd a promise belongs to the request that made it, so no call waits for another's load: the module is there already.
    if (isWorkerd()) return Promise.resolve(wasm ?? this.#where.find()).then((module) => this.#startAtOnce(module)).catch((thrown) => this.#failed(thrown));
    // A failure to load from elsewhere is not this call's.
    return this.#loadingFrom === wasm ? this.#loading : this.#loading.catch(() => this.load(wasm));
  }

  /**
   * Rejects with `unsupported`, also if the start never ends.
   *
   * @param {unknown} wasm
   */
  #startInTime(wasm) {
    const late = () => this.#unsupported({ why: `it did not load in ${LOAD_MS / 1000} s` });
    return within(LOAD_MS, (signal) => this.#start(wasm, signal).catch((thrown) => this.#failed(thrown)), late);
  }

  /** @param {unknown} wasm @param {AbortSignal} signal */
  async #start(wasm, signal) {
    if (typeof WebAssembly !== "object") throw new LoadError("WebAssembly is missing", "switch it on, if this engine has it");
    let module = this.#compiled;
    if (module === undefined) {
      const source = await (wasm ?? this.#where.find());
      module = this.#fitting(await compile(source, signal));
    }
    const { functions, life } = this.#prepared();
    try {
      // Sooner than asynchronously, but older engines refuse that on a page's own thread.
      functions.initSync({ module });
    } catch {
      await functions({ module_or_path: module });
    }
    return this.#begin(functions, life, module);
  }

  /** @param {unknown} wasm */
  #startAtOnce(wasm) {
    const alive = this.instance();
    if (alive !== undefined) return alive;
    if (kindOf(wasm) !== "WebAssembly.Module") throw new LoadError("workerd compiles nothing", "give init() the module that is imported");
    const module = this.#compiled ?? this.#fitting(/** @type {WebAssembly.Module} */ (wasm));
    const { functions, life } = this.#prepared();
    functions.initSync({ module });
    return this.#begin(functions, life, module);
  }

  /** The functions and the life of an instance that is still to be started. */
  #prepared() {
    const life = new Life();
    return { functions: this.#glue((exports) => guard(exports, life)), life };
  }

  /**
   * Makes an instance the one in use, unless another call has started one meanwhile.
   *
   * @param {Functions} functions
   * @param {Life} life
   * @param {WebAssembly.Module} module
   */
  #begin(functions, life, module) {
    if (life.dead) throw life.thrown;
    const alive = this.instance();
    if (alive !== undefined) return alive;
    this.#compiled = module;
    this.#running = { functions, life };
    return this.#running;
  }

  /**
   * The module, if it is of the same build as these scripts: any other has other imports or, worse, the same.
   *
   * @param {WebAssembly.Module} module
   */
  #fitting(module) {
    const [section = new ArrayBuffer()] = WebAssembly.Module.customSections(module, "x-mutes");
    const stamp = new TextDecoder().decode(section);
    if (stamp === this.#stamp) return module;
    const why = `it is ${stamp || "not x-mutes"}, and the scripts are ${this.#stamp}`;
    throw new LoadError(why, "take both from one x-mutes, and keep no old copy in a cache");
  }

  /**
   * @param {unknown} thrown
   * @returns {never}
   */
  #failed(thrown) {
    throw this.#unsupported(explain(thrown), thrown);
  }

  /** @param {Explanation} explanation @param {unknown} [cause] */
  #unsupported({ why, fix = this.#where.advice }, cause) {
    const message = `the WebAssembly module cannot be had: ${why}; ${fix}`;
    return new XError("unsupported", message, {}, cause === undefined ? undefined : { cause });
  }
}

/** @typedef {{ why: string, fix?: string | undefined }} Explanation why there is no module, and what to do if that is not what the entry advises */

/** Why there is no module, and what to do about it if that is not what the entry advises. */
class LoadError extends Error {
  /** @param {string} why @param {string} [fix] */
  constructor(why, fix) {
    super(why);
    this.fix = fix;
  }
}

/**
 * Its casts are by the kind of `wasm`. What is none of these, fetch takes for a URL or a Request, or refuses.
 *
 * @param {unknown} wasm
 * @param {AbortSignal} signal
 */
async function compile(wasm, signal) {
  const kind = kindOf(wasm);
  if (kind === "WebAssembly.Module") return /** @type {WebAssembly.Module} */ (wasm);
  if (kind === "ArrayBuffer" || ArrayBuffer.isView(wasm)) return compileBytes(/** @type {BufferSource} */ (wasm));
  const url = /** @type {string | Request} */ (wasm);
  return compileResponse(kind === "Response" ? /** @type {Response} */ (wasm) : await fetch(url, { __proto__: null, signal }));
}

/**
 * At once, where the engine allows that: other threads take longer to hand a module over than this one is small.
 *
 * @param {BufferSource} bytes
 */
function compileBytes(bytes) {
  try {
    return new WebAssembly.Module(bytes);
  } catch {
    return WebAssembly.compile(bytes);
  }
}

/** @param {Response} response */
async function compileResponse(response) {
  const { ok, status, headers } = response;
  // A signed URL has a secret behind the question mark.
  const [url] = response.url.split("?");
  if (!ok) throw new LoadError(`${url} answered ${status}`);
  const type = headers.get("content-type");
  if (type?.includes("html")) throw new LoadError(`${url} is a page, not the module`);
  // As it arrives; no engine does so with another type.
  if (type === "application/wasm" && WebAssembly.compileStreaming !== undefined) {
    try {
      return await WebAssembly.compileStreaming(response);
    } catch (thrown) {
      // A Response of another realm is refused before it is read.
      if (response.bodyUsed) throw thrown;
    }
  }
  // Next's edge sandbox moves what is handed to WebAssembly into a function that cannot await.
  const bytes = await response.arrayBuffer();
  return WebAssembly.compile(bytes);
}

/**
 * The name of a value's class, of whichever realm: `WebAssembly.Module`, `Response`, `ArrayBuffer`.
 *
 * @param {unknown} value
 */
function kindOf(value) {
  return /** @type {{ [Symbol.toStringTag]?: unknown } | null | undefined} */ (value)?.[Symbol.toStringTag];
}

/**
 * Why a load failed, by what was thrown, and what to do about it if that is known.
 *
 * @param {unknown} thrown
 * @returns {Explanation}
 */
function explain(thrown) {
  try {
    const why = `${/** @type {Error} */ (thrown).message || "it failed"}`;
    return { why, fix: thrown instanceof LoadError ? thrown.fix : fixOf(why) };
  } catch {
    // It is null, or has a getter that throws.
    return { why: "it failed" };
  }
}

/**
 * What to do about what an engine says: it has nothing but words for it.
 *
 * @param {string} words
 */
function fixOf(words) {
  if (/not defined/.test(words)) return "this engine lacks it: see Bundlers and runtimes in the README";
  // In its world of userscripts, Chromium says no more than the last of these.
  if (/content.security|csp|unsafe-eval|compile(Streaming)?\(\): *$/i.test(words)) {
    return "allow 'wasm-unsafe-eval' in the Content-Security-Policy's script-src";
  }
  return undefined;
}
