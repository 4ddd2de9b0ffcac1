import { XError } from "./error.js";
import { glue, STAMP } from "./glue.js";
import { guard, Life } from "./guard.js";
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
  // Should a load from elsewhere fail, that is not this one's failure.
  return loadingFrom === wasm ? loading : loading.catch(() => load(wasm));
}

/** Rejects with `unsupported`, also where the start never ends. */
function startInTime(wasm) {
  const late = () => unsupported(`it did not load in ${LOAD_MS / 1000} s`);
  const failed = (thrown) => {
    throw unsupported(wordsOf(thrown), thrown);
  };
  return within(LOAD_MS, (signal) => start(wasm, signal).catch(failed), late);
}

async function start(wasm, signal) {
  if (typeof WebAssembly !== "object") throw new Error("WebAssembly is missing");
  const module = compiled ?? fitting(await compile(await (wasm ?? whereabouts()), signal));
  const life = new Life(died);
  const glued = glue((exports) => guard(exports, life));
  const functions = glued.start(await WebAssembly.instantiate(module, glued.imports));
  if (life.dead) throw life.thrown;
  compiled = module;
  running = { functions, life };
  return running;
}

async function compile(wasm, signal) {
  if (wasm instanceof WebAssembly.Module) return wasm;
  if (wasm instanceof ArrayBuffer || ArrayBuffer.isView(wasm)) return WebAssembly.compile(wasm);
  const response = typeof Response === "function" && wasm instanceof Response ? wasm : await fetch(wasm, { signal });
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

function died({ calls, thrown }) {
  const message = "x-mutes failed inside; please report the cause; the next call starts afresh";
  for (const call of calls) call.abandon(new XError("internal", message, {}, { cause: thrown }));
}
