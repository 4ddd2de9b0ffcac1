const WAYS = ["x-mutes-client", "by-hand"];

/**
 * Reading and planning lists, by size and way: milliseconds, and bytes of memory where they are told. Each in a fresh page
 * or process, in turns.
 */
export async function lists(engine, { sizes, sizeRounds }) {
  const found = {};
  for (const count of sizes) {
    found[count] = Object.fromEntries(WAYS.map((way) => [way, { parse: [], plan: [], memory: [] }]));
    for (let round = 0; round < sizeRounds; round += 1) {
      for (const way of WAYS) {
        const { parse, plan, memory } = await once(engine, way, count);
        found[count][way].parse.push(parse);
        found[count][way].plan.push(plan);
        if (memory !== undefined) found[count][way].memory.push(memory);
      }
    }
  }
  return found;
}

async function once(engine, way, count) {
  const place = await engine.open();
  await place.run("prepareLists", { way, count, ...engine.place });
  const before = await memoryOf(engine, place);
  const { parse, plan, wasm } = await place.run("lists");
  const memory = await before?.(wasm);
  await place.close();
  return { parse, plan, memory };
}

/** Reads the memory now, and gives what tells how much more there was at the most; undefined where nobody tells. */
async function memoryOf(engine, place) {
  if (engine.kind === "node") {
    const { now } = await place.resident();
    return async () => Math.max(0, (await place.resident()).most - now);
  }
  if (!engine.tellsHeap) return undefined;
  const heap = await place.heap();
  // What is in use right after, garbage included: the browser tells of no peak. WebAssembly's memory never shrinks.
  return async (wasm) => await place.heap({ garbage: true }) - heap + wasm;
}
