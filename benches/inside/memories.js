// The memories and the crossings of WebAssembly instances, seen from outside: in place before any candidate is loaded.

const memories = [];
let allocations;
let count;

for (const name of ["instantiate", "instantiateStreaming"]) {
  const start = WebAssembly[name];
  // Not every engine has both.
  if (start === undefined) continue;
  WebAssembly[name] = async (source, imports) => seen(await start(source, count === undefined ? imports : countedImports(imports)));
}

const { Instance } = WebAssembly;
WebAssembly.Instance = function Watched(module, imports) {
  return seen(new Instance(module, count === undefined ? imports : countedImports(imports)));
};
// The glue asks whether something is one.
WebAssembly.Instance.prototype = Instance.prototype;

function seen(made) {
  const instance = made.instance ?? made;
  const { memory, allocations: counter, llhttp_execute: ofNode } = instance.exports;
  // Node's own fetch has an instance, too.
  if (memory === undefined || ofNode !== undefined) return made;
  memories.push(memory);
  allocations = counter;
  if (count === undefined) return made;
  // Still an instance, for those who ask whether it is one.
  const counting = Object.create(instance, { exports: { value: counted(instance.exports, "into") } });
  return made.instance === undefined ? counting : { ...made, instance: counting };
}

/** The bytes of WebAssembly memory so far. */
export function wasmBytes() {
  return memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
}

/** How often Rust has allocated; undefined where the build does not count it. */
export function allocationsSoFar() {
  return allocations?.();
}

/** Counts crossings of instances that are made from now on. */
export function countCrossings() {
  return count = { into: {}, out: {} };
}

function countedImports(imports) {
  return Object.fromEntries(Object.entries(imports).map(([module, functions]) => [module, counted(functions, "out")]));
}

function counted(functions, way) {
  return Object.fromEntries(Object.entries(functions).map(([name, value]) => {
    if (typeof value !== "function") return [name, value];
    return [name, (...args) => {
      count[way][name] = (count[way][name] ?? 0) + 1;
      return value(...args);
    }];
  }));
}
