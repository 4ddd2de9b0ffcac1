// Looks for secrets in whatever can be got hold of.

/** Which texts have the secret, as it is or in another spelling. */
export function withSecret(texts, secret) {
  const inJson = JSON.stringify(secret).slice(1, -1);
  const spellings = [secret, encodeURIComponent(secret), encodeURI(secret), inJson, escapedAs(secret), btoa(secret)];
  return texts.filter((text) => spellings.some((spelling) => text.toLowerCase().includes(spelling.toLowerCase())));
}

/** As JSON may spell it. */
export function escapedAs(text) {
  return [...text].map((char) => `\\u00${char.charCodeAt(0).toString(16)}`).join("");
}

/** Every text that can be got out of a value. */
export function textsOf(value, known = new Set()) {
  if (typeof value === "symbol") return [String(value)];
  if (typeof value !== "object" || value === null) return [String(value)];
  if (known.has(value)) return [];
  known.add(value);
  const texts = [String(Object.prototype.toString.call(value))];
  if (value instanceof Error) texts.push(String(value), String(value.stack));
  try {
    texts.push(JSON.stringify(value) ?? "");
  } catch {
    // It is cyclic: its parts are looked at all the same.
  }
  if (value instanceof Map || value instanceof Set) for (const item of value) texts.push(...textsOf(item, known));
  for (const key of Reflect.ownKeys(value)) {
    texts.push(String(key));
    try {
      texts.push(...textsOf(value[key], known));
    } catch {
      // A getter that throws tells nothing.
    }
  }
  return texts;
}
