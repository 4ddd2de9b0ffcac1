import { XError } from "./error.js";
import { guard, Life } from "./guard.js";
import { isWorkerd } from "./runtime.js";
import { within } from "./waiting.js";

/** How long a module may take to load, in milliseconds. */
const LOAD_MS = 30_000;

/**
 * Loads a module and keeps its instance; one for each module.
 *
 * @param glue wasm-bindgen's, as a function of the guard
 * @param {string} stamp of the build, which the module has too
 * @param where gives one of init()'s arguments: what the entry has for a module
 */
export function loader(glue, stamp, where) {
  return new Loader(glue, stamp, where);
}

class Loader {
  #glue;
  #stamp;
  #where;
  /** The compiled module: kept, so that a fresh instance costs no second download. */
  #compiled;
  /** The instance in use: its functions and its life. */
  #running;
  /** The load under way, and what it loads from. */
  #loading;
  #loadingFrom;

  constructor(glue, stamp, where) {
    this.#glue = glue;
    this.#stamp = stamp;
    this.#where = where;
  }

  /** The running instance, or undefined: then load() gives it. */
  instance() {
    const running = this.#running;
    if (!running?.life.dead) return running;
    // Its death may have come where there was no stack left to tell of it.
    running.life.tell();
    return undefined;
  }

  /** The instance, loaded from `wasm` or from where the entry has it. After a failed load, the next call tries again. */
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
    // In workerd a promise is of the request that made it, so nobody waits for another's load: the module is there already.
    if (isWorkerd()) return Promise.resolve(wasm ?? this.#where()).then((module) => this.#startAtOnce(module)).catch(failed);
    // Should a load from elsewhere fail, that is not this one's failure.
    return this.#loadingFrom === wasm ? this.#loading : this.#loading.catch(() => this.load(wasm));
  }

  /** Rejects with `unsupported`, also where the start never ends. */
  #startInTime(wasm) {
    const late = () => unsupported(`it did not load in ${LOAD_MS / 1000} s`);
    return within(LOAD_MS, (signal) => this.#start(wasm, signal).catch(failed), late);
  }

  async #start(wasm, signal) {
    if (typeof WebAssembly !== "object") throw new Error("WebAssembly is missing");
    const module = this.#compiled ?? this.#fitting(await compile(await (wasm ?? this.#where()), signal));
    const { imports, begin } = this.#prepared(module);
    return begin(await WebAssembly.instantiate(module, imports));
  }

  #startAtOnce(wasm) {
    const alive = this.instance();
    if (alive !== undefined) return alive;
    if (!(wasm instanceof WebAssembly.Module)) throw new Error("workerd compiles nothing: give init() the module that is imported");
    const module = this.#compiled ?? this.#fitting(wasm);
    const { imports, begin } = this.#prepared(module);
    return begin(new WebAssembly.Instance(module, imports));
  }

  /** The imports of a new instance, and what makes it the one in use. */
  #prepared(module) {
    const life = new Life();
    const { imports, start: startGlue } = this.#glue((exports) => guard(exports, life));
    const begin = (started) => {
      // Another call may have started one meanwhile.
      const alive = this.instance();
      if (alive !== undefined) return alive;
      const functions = startGlue(started);
      if (life.dead) throw life.thrown;
      this.#compiled = module;
      this.#running = { functions, life };
      return this.#running;
    };
    return { imports, begin };
  }

  /** The module, where it is of the same build as these scripts: any other has other imports, or worse, the same. */
  #fitting(module) {
    const [section = new ArrayBuffer()] = WebAssembly.Module.customSections(module, "x-mutes");
    const stamp = new TextDecoder().decode(section);
    if (stamp === this.#stamp) return module;
    throw new Error(`it is ${stamp || "not x-mutes"}, and the scripts are ${this.#stamp}`);
  }
}

function failed(thrown) {
  throw unsupported(wordsOf(thrown), thrown);
}

async function compile(wasm, signal) {
  if (wasm instanceof WebAssembly.Module) return wasm;
  if (wasm instanceof ArrayBuffer || ArrayBuffer.isView(wasm)) return WebAssembly.compile(wasm);
  const response = typeof Response === "function" && wasm instanceof Response ? wasm : await fetch(wasm, { __proto__: null, signal });
  const { ok, status, url, headers } = response;
  if (!ok) throw new Error(`${url} answered ${status}`);
  const type = headers.get("content-type");
  if (/html/.test(type)) throw new Error(`${url} is a page, not the module`);
  // As it arrives, which Firefox does 4 ms faster; no engine does so with another type.
  if (type === "application/wasm" && WebAssembly.compileStreaming !== undefined) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}

/** What an error says, of whichever realm it is; some things that are thrown cannot even be asked. */
function wordsOf(thrown) {
  try {
    return `${thrown.message || "it failed"}`;
  } catch {
    return "it failed";
  }
}

function unsupported(why, cause) {
  const fix = /missing/.test(why) ? "switch it on, if this engine has it"
    : /not defined/.test(why) ? "this engine lacks it: see Bundlers and runtimes in the README"
    // In its world of userscripts, Chromium says no more than the last of these.
    : /content.security|csp|unsafe-eval|compile(Streaming)?\(\): *$/i.test(why) ? "allow 'wasm-unsafe-eval' in the Content-Security-Policy's script-src"
    : /scripts are/.test(why) ? "take both from one x-mutes, and keep no old copy in a cache"
    : "serve x_mutes.wasm beside the scripts, give it to init(), or import x-mutes/inline";
  const message = `the WebAssembly module cannot be had: ${why}; ${fix}`;
  return new XError("unsupported", message, {}, cause === undefined ? undefined : { cause });
}
