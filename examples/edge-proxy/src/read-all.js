/** All of a stream, as a Blob, if it comes within the limit and has `most` bytes at most; throws `tooLarge` where it has more. */
export async function readAll(reader, most, tooLarge, limit) {
  const chunks = [];
  let size = 0;
  for (;;) {
    const { done, value } = await limit.within(reader.read());
    if (done) return new Blob(chunks);
    size += value.byteLength;
    if (size > most) throw tooLarge;
    chunks.push(value);
  }
}
