/** Decodes a module in each of the ways, once and then `again` times: milliseconds of the first time, and the mean of the others. */
export async function decoding({ ways, again, hash: wanted }) {
  const found = {};
  for (const { id, url, charset } of ways) {
    await (charset === undefined ? import(url) : classic(url, charset));
    const decode = globalThis.decoded;
    const start = performance.now();
    const bytes = await decode();
    const first = performance.now() - start;
    if (hash(bytes) !== wanted) throw new Error(`${id} gives other bytes`);
    found[id] = { first, again: await mean(decode, again) };
  }
  return found;
}

async function mean(decode, times) {
  const start = performance.now();
  for (let time = 0; time < times; time += 1) await decode();
  return (performance.now() - start) / times;
}

/** Loads a script of another charset, which no module has. */
function classic(src, charset) {
  return new Promise((resolve, reject) => {
    const onerror = () => reject(new Error(`${src} is not there`));
    document.head.append(Object.assign(document.createElement("script"), { src, charset, onload: resolve, onerror }));
  });
}

/** A number that bytes in another order, or other bytes, have not. */
export function hash(bytes) {
  return bytes.reduce((sum, byte) => (Math.imul(sum, 31) + byte) | 0, bytes.length);
}
