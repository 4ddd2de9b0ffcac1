// Which browser brought what, by MDN's compatibility data.

export const BROWSERS = ["chrome", "firefox", "safari"];

/** Types that the data has under another name than TypeScript's declarations. */
const TYPES = {
  Body: "Response", Console: "console", MessageEventTarget: "MessagePort", NavigatorID: "Navigator", NavigatorLocks: "Navigator",
  NavigatorOnLine: "Navigator", ReadableStreamGenericReader: "ReadableStreamDefaultReader", ReadonlyArray: "Array",
};

/** What the data has in another place than its name says. */
const PLACES = {
  "AbortSignal.addEventListener": "api.EventTarget.addEventListener",
  "AbortSignal.removeEventListener": "api.EventTarget.removeEventListener",
  "ImportMeta.url": "javascript.operators.import_meta",
  "Module.customSections": "webassembly.api.Module.customSections_static",
  "Uint8Array.BYTES_PER_ELEMENT": "javascript.builtins.TypedArray.BYTES_PER_ELEMENT",
  "Uint8Array.byteLength": "javascript.builtins.TypedArray.byteLength",
  "Uint8Array.length": "javascript.builtins.TypedArray.length",
  "Uint8ArrayConstructor.from": "javascript.builtins.TypedArray.from",
  "WebAssembly": "webassembly.api",
  "location": "api.Window.location",
  "navigator": "api.Window.navigator",
};

export class Compat {
  #data;

  constructor(data) {
    this.#data = data;
  }

  /** The first versions that have "fetch" or "Array.flatMap", by browser; undefined where the data does not know it. */
  of(name) {
    if (Object.hasOwn(PLACES, name)) return this.at(PLACES[name]);
    const [owner, member] = name.split(".");
    const type = TYPES[owner] ?? owner.replace(/Constructor$/, "");
    const path = member === undefined ? type : `${type}.${member}`;
    if (member?.startsWith("on")) return this.at(`api.${type}.${member.slice(2)}_event`);
    const places = owner === "WebAssembly"
      ? [`webassembly.api.${member}_static`, `webassembly.api.${member}`]
      : [`javascript.builtins.${path}`, `api.${path}`, `api.${path}_static`, `webassembly.${path}`];
    return places.map((place) => this.at(place)).find((versions) => versions !== undefined);
  }

  /** The first versions that have any member of this name, of JavaScript's own objects. */
  anyMember(name) {
    const all = Object.keys(this.#data.javascript.builtins)
      .map((type) => this.at(`javascript.builtins.${type}.${name}`)).filter((versions) => versions !== undefined);
    return all.length === 0 ? undefined : all.reduce((one, other) => merge(one, other, Math.min));
  }

  /** The first versions by browser of what has this place in the data. */
  at(place) {
    const step = (data, key) => (Object.hasOwn(data ?? {}, key) ? data[key] : undefined);
    const found = place.split(".").reduce(step, this.#data);
    const support = found?.__compat?.support;
    return support && Object.fromEntries(BROWSERS.map((browser) => [browser, first(support[browser])]));
  }
}

/** The versions of the one and the other, the later of each by `Math.max`, the earlier by `Math.min`. */
export function merge(one, other, choose = Math.max) {
  return Object.fromEntries(BROWSERS.map((browser) => [browser, choose(one[browser], other[browser])]));
}

/** The first version without a flag, prefix or other name; Infinity where there is none. */
function first(statements) {
  const isPlain = ({ flags, prefix, alternative_name, version_added, version_removed }) =>
    !flags && !prefix && !alternative_name && version_added && !version_removed;
  const plain = [statements].flat().filter(isPlain);
  return Math.min(Infinity, ...plain.map(({ version_added }) => version(version_added)));
}

/** "≤13.1" as 13.1: no browser of which that is a fault is newer than the bar. */
function version(text) {
  return Number.parseFloat(String(text).replace("≤", ""));
}
