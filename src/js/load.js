import { XError } from "./error.js";
import { glue, STAMP } from "./glue.js";
import { guard, Life } from "./guard.js";
import { isWorkerd } from "./runtime.js";
import { within } from "./waiting.js";

/** How long the module may take to load, in milliseconds. */
const LOAD_MS = 30_000;

/** Where the entry in use has the module; set once, when it is imported. */
let whereabouts;

/** The compiled module: kept, so that a fresh instance costs no second download. */
let compiled;

/** The instance in use: its functions, where the glue wraps them so, and its life. */
let running;

/** The load under way, and what it loads from. */
let loading;
let loadingFrom;

/** Tells where the module is, as a function that gives one of init()'s arguments. */
export function from(where) {
  whereabouts = where;
}

/** The running instance, or undefined: then load() gives it. */
export function instance() {
  if (!running?.life.dead) return running;
  // Its death may have come where there was no stack left to tell of it.
  running.life.tell();
  return undefined;
}

/** The instance, loaded from `wasm` or from where the entry has it. After a failed load, the next call tries again. */
export function load(wasm) {
  const alive = instance();
  if (alive !== undefined) return Promise.resolve(alive);
  if (loading === undefined) {
    loadingFrom = wasm;
    // Not at once: the caller's stack may be full.
    loading = Promise.resolve().then(() => startInTime(wasm)).finally(() => {
      loading = undefined;
    });
    return loading;
  }
  // In workerd a promise is of the request that made it, so nobody waits for another's load: the module is there already.
  if (isWorkerd()) return Promise.resolve(wasm ?? whereabouts()).then(startAtOnce).catch(failed);
  // Should a load from elsewhere fail, that is not this one's failure.
  return loadingFrom === wasm ? loading : loading.catch(() => load(wasm));
}

/** Rejects with `unsupported`, also where the start never ends. */
function startInTime(wasm) {
  const late = () => unsupported(`it did not load in ${LOAD_MS / 1000} s`);
  return within(LOAD_MS, (signal) => start(wasm, signal).catch(failed), late);
}

function failed(thrown) {
  throw unsupported(wordsOf(thrown), thrown);
}

async function start(wasm, signal) {
  if (typeof WebAssembly !== "object") throw new Error("WebAssembly is missing");
  const module = compiled ?? fitting(await compile(await (wasm ?? whereabouts()), signal));
  const { imports, begin } = prepared(module);
  return begin(await WebAssembly.instantiate(module, imports));
}

function startAtOnce(wasm) {
  const alive = instance();
  if (alive !== undefined) return alive;
  if (!(wasm instanceof WebAssembly.Module)) throw new Error("workerd compiles nothing: give init() the module that is imported");
  const module = compiled ?? fitting(wasm);
  const { imports, begin } = prepared(module);
  return begin(new WebAssembly.Instance(module, imports));
}

/** The imports of a new instance, and what makes it the one in use. */
function prepared(module) {
  const life = new Life();
  const { imports, start: startGlue } = glue((exports) => guard(exports, life));
  const begin = (started) => {
    // Another call may have started one meanwhile.
    const alive = instance();
    if (alive !== undefined) return alive;
    const functions = startGlue(started);
    if (life.dead) throw life.thrown;
    compiled = module;
    running = { functions, life };
    return running;
  };
  return { imports, begin };
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

/** The module, where it is of the same build as these scripts: any other has other imports, or worse, the same. */
function fitting(module) {
  const [section = new ArrayBuffer()] = WebAssembly.Module.customSections(module, "x-mutes");
  const stamp = new TextDecoder().decode(section);
  if (stamp === STAMP) return module;
  throw new Error(`it is ${stamp || "not x-mutes"}, and the scripts are ${STAMP}`);
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
