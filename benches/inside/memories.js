// The memories and the crossings of WebAssembly instances, seen from outside: in place before any candidate is loaded.

const memories = [];
let allocations;
let count;

const instantiate = WebAssembly.instantiate;

WebAssembly.instantiate = async (source, imports) => {
  const made = await instantiate(source, count === undefined ? imports : countedImports(imports));
  const instance = made.instance ?? made;
  // Node's own fetch has an instance, too.
  if (instance.exports.mute === undefined) return made;
  memories.push(instance.exports.memory);
  allocations = instance.exports.allocations;
  if (count === undefined) return made;
  const seen = { exports: counted(instance.exports, "into") };
  return made.instance === undefined ? seen : { ...made, instance: seen };
};

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
