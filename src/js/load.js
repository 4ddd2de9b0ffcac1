import { XError } from "./error.js";
import { glue } from "./glue.js";
import { guard } from "./guard.js";

/** How long the module may take to load, in milliseconds. */
const LOAD_MS = 30_000;

/** Where the entry in use has the module; set once, when it is imported. */
let whereabouts;

/** The compiled module: kept, so that a fresh instance costs no second download. */
let compiled;

/** The instance in use, as the glue's functions. */
let running;

/** The load under way. */
let loading;

/** The calls that the instance in use has under way. */
const inFlight = new Set();

/** Tells where the module is, as a function that gives one of init()'s arguments. */
export function from(where) {
  whereabouts = where;
}

/** The running instance, or undefined: then load() gives it. */
export function instance() {
  return running;
}

/** The instance, loaded from `wasm` or from where the entry has it. After a failed load, the next call tries again. */
export function load(wasm) {
  if (running !== undefined) return Promise.resolve(running);
  if (loading === undefined) {
    loading = withinLimit(start(wasm)).finally(() => {
      loading = undefined;
    });
    return loading;
  }
  // Who says where the module is gets it from there, should the load under way fail.
  return wasm === undefined ? loading : loading.catch(() => load(wasm));
}

/** Has a call enter the instance, and rejected should the instance die while it is under way. */
export function enter(instance, call, begin) {
  if (call.settled) return;
  inFlight.add(call);
  call.enter(instance, begin);
}

/** The call is settled. */
export function left(call) {
  inFlight.delete(call);
}

async function start(wasm) {
  const module = compiled ?? await compile(await (wasm ?? whereabouts()));
  const { imports, finish, ...functions } = glue((exports) => guard(exports, died));
  finish(await WebAssembly.instantiate(module, imports));
  compiled = module;
  running = functions;
  return running;
}

async function compile(wasm) {
  if (wasm instanceof WebAssembly.Module) return wasm;
  if (wasm instanceof ArrayBuffer || ArrayBuffer.isView(wasm)) return WebAssembly.compile(wasm);
  const response = typeof Response === "function" && wasm instanceof Response ? wasm : await fetch(wasm);
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}`);
  return WebAssembly.compile(await response.arrayBuffer());
}

function withinLimit(promise) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      reject(unsupported(`it did not load within ${LOAD_MS / 1000} seconds`));
    }, LOAD_MS);
    promise.then(resolve, (thrown) => reject(unsupported(String(thrown?.message ?? thrown), thrown)))
      .finally(() => clearTimeout(timer));
  });
}

function unsupported(why, cause) {
  const message = `The WebAssembly module of x-mutes cannot be had: ${why}`;
  return new XError("unsupported", message, {}, cause === undefined ? undefined : { cause });
}

function died(thrown) {
  running = undefined;
  const message = "x-mutes failed inside and starts afresh at the next call; please report it with the cause";
  for (const call of inFlight) call.reject(new XError("internal", message, {}, { cause: thrown }));
  inFlight.clear();
}
