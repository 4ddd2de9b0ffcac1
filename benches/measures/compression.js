import { brotliCompressSync, constants, gzipSync } from "node:zlib";

/** The bytes of something as it is, by gzip at 9 and by brotli at 11. */
export function sizes(bytes) {
  return {
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
  };
}

/** The sizes of several that are each compressed by itself. */
export function sum(parts) {
  const of = (what) => parts.reduce((total, part) => total + part[what], 0);
  return { raw: of("raw"), gzip: of("gzip"), brotli: of("brotli") };
}
