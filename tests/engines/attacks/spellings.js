// The ways in which a text may be spelled by whoever echoes it.

const hex = (char, digits) => char.charCodeAt(0).toString(16).padStart(digits, "0");
const units = (text, spell) => text.split("").map(spell).join("");
const inJson = (text) => JSON.stringify(text).slice(1, -1);

/** Each gives another spelling of a text. */
export const SPELLINGS = {
  "as it is": (text) => text,
  "in upper case": (text) => text.toUpperCase(),
  "as in a URL": encodeURIComponent,
  "as in a URL, twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  "as in a URL, in small letters": (text) => encodeURIComponent(text).replace(/%../g, (escape) => escape.toLowerCase()),
  "as in a form": (text) => new URLSearchParams({ a: text }).toString().slice(2),
  "every character as in a URL": (text) => [...new TextEncoder().encode(text)].map((byte) => `%${byte.toString(16)}`).join(""),
  "as in JSON": inJson,
  "as in JSON within JSON": (text) => inJson(inJson(text)),
  "as in JSON within JSON within JSON": (text) => inJson(inJson(inJson(text))),
  "as in JSON, with slashes escaped": (text) => inJson(text).replaceAll("/", "\\/"),
  "every character as in JSON": (text) => units(text, (char) => `\\u${hex(char, 4)}`),
  "every character as in JavaScript": (text) => [...text].map((char) => `\\u{${char.codePointAt(0).toString(16)}}`).join(""),
  "as in JSON, in a URL": (text) => encodeURIComponent(inJson(text)),
  "as in a URL, in JSON": (text) => inJson(encodeURIComponent(text)),
  "as in HTML": (text) => text.replace(/[&<>"'/]/g, (char) => `&#x${hex(char, 1)};`),
  "as in HTML, by names": (text) => text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll("/", "&sol;"),
  "every character as in HTML": (text) => [...text].map((char) => `&#${char.codePointAt(0)};`).join(""),
  "every character as in JSON, and that as in HTML": (text) => [...units(text, (char) => `\\u${hex(char, 4)}`)].map((char) => `&#${char.codePointAt(0)};`).join(""),
  "every character as in JavaScript, and that as in a URL": (text) => [...units(text, (char) => `\\u${hex(char, 4)}`)].map((char) => `%${hex(char, 2)}`).join(""),
  "as in a URL, in HTML": (text) => encodeURIComponent(text).replaceAll("%", "&#37;"),
  "over several lines": (text) => text.match(/.{1,6}/gu).join("\r\n  "),
  "with marks that nobody sees": (text) => [...text].join("\u200b"),
};

/** Where an echo may stand: a body, by what is echoed. */
export const PLACES = {
  "a text": (echo) => `You sent ${echo} to us`,
  "a page": (echo) => `<html><body><h1>400</h1><p>${echo}</p></body></html>`,
  "a problem's detail": (echo) => JSON.stringify({ title: "Odd", detail: echo }),
  "a problem's title": (echo) => JSON.stringify({ title: echo }),
  "a problem's type and reason": (echo) => JSON.stringify({ title: "Odd", type: echo, reason: echo }),
  "an unknown field": (echo) => JSON.stringify({ title: "Odd", headers: { authorization: [echo] } }),
  "a name": (echo) => JSON.stringify({ title: "Odd", [echo]: 1 }),
  "an older error": (echo) => JSON.stringify({ errors: [{ code: 89, message: echo }] }),
  "JSON that is cut off": (echo) => `{"title":"Odd","detail":"${echo.replaceAll('"', "")}`,
  "JavaScript": (echo) => `{title: '${echo.replaceAll("'", "")}'}`,
};

/** What a text means, read as whoever looks for a secret in it would: in as many ways, and so often, as it takes. */
export function meanings(text) {
  const found = new Set();
  const ways = [
    (one) => decodeURIComponent(one.replaceAll("+", " ")),
    decodeURIComponent,
    (one) => JSON.parse(`"${one.replace(/(?<!\\)((\\\\)*)"/g, '$1\\"').replace(/[\r\n\t]/g, " ")}"`),
    (one) => one.replaceAll("\\", ""),
    (one) => one.replace(/&#x([\da-f]+);/gi, (_, code) => String.fromCodePoint(parseInt(code, 16))).replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
      .replaceAll("&sol;", "/").replaceAll("&quot;", '"').replaceAll("&lt;", "<").replaceAll("&amp;", "&"),
    (one) => one.replace(/\\u\{([\da-f]+)\}/gi, (_, code) => String.fromCodePoint(parseInt(code, 16))),
    (one) => one.replace(/[\s\u200b]/g, ""),
  ];
  const look = (one) => {
    if (found.has(one) || found.size > 200) return;
    found.add(one);
    for (const way of ways) {
      try {
        look(way(one));
      } catch {
        // It is not spelled so.
      }
    }
  };
  look(text);
  return [...found];
}
