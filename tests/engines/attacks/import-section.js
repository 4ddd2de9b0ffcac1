// Reads the imports of a WebAssembly module with their types (WebAssembly core specification, 5.5).

const TYPES = new Map([[0x7f, "i32"], [0x7e, "i64"], [0x7d, "f32"], [0x7c, "f64"], [0x70, "funcref"], [0x6f, "externref"]]);
const [TYPE_SECTION, IMPORT_SECTION] = [1, 2];
const FUNCTION = 0;

/** The functions that a module imports: `{ name, params, results }`. */
export function functionImports(bytes) {
  const reader = new Reader(bytes, 8);
  let types = [];
  while (!reader.isAtEnd) {
    const section = reader.byte();
    const end = reader.number() + reader.at;
    if (section === TYPE_SECTION) types = reader.list(() => reader.functionType());
    if (section === IMPORT_SECTION) {
      return reader.list(() => {
        reader.text();
        const name = reader.text();
        if (reader.byte() !== FUNCTION) throw new Error(`the import ${name} is no function`);
        return { name, ...types[reader.number()] };
      });
    }
    reader.at = end;
  }
  return [];
}

class Reader {
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }

  get isAtEnd() {
    return this.at >= this.bytes.length;
  }

  byte() {
    return this.bytes[this.at++];
  }

  /** An unsigned number in LEB128. */
  number() {
    let [number, shift, byte] = [0, 0, 0];
    do {
      byte = this.byte();
      number += (byte & 0x7f) * 2 ** shift;
      shift += 7;
    } while (byte >= 0x80);
    return number;
  }

  list(item) {
    return Array.from({ length: this.number() }, item);
  }

  text() {
    const length = this.number();
    this.at += length;
    return new TextDecoder().decode(this.bytes.slice(this.at - length, this.at));
  }

  functionType() {
    if (this.byte() !== 0x60) throw new Error("a type that is no function's");
    const values = () => this.list(() => TYPES.get(this.byte()));
    return { params: values(), results: values() };
  }
}
