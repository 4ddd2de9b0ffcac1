// @ts-check
// Strikes the secrets of a request out of its reply, in case X or a proxy has echoed them.

import { isJson, withLiterals } from "./json-literals.js";
import { MIN_WANTED, Reading, withoutUnfinished } from "./reading.js";

/** @import { Secret, Sent, Span } from "./types.d.ts" */

/** How deep JSON within JSON is read as such. */
const MAX_NESTING = 3;

/** Replaces each secret. */
const STRUCK = "[token]";

/** Shorter parts of the caller's own headers are words, not secrets; in UTF-16 units. */
const MIN_OF_HEADERS = 16;

/** Headers that describe the content and the client's program, and have no credentials. */
const NO_SECRETS = ["accept", "accept-encoding", "accept-language", "cache-control", "content-language", "content-type", "pragma", "user-agent", "x-requested-with"];

/** The parameters of OAuth 1.0a's Authorization header that are credentials, or signed with them. */
const OAUTH1_SECRETS = ["oauth_consumer_key", "oauth_token", "oauth_signature"];

/** The fields of a form that are secrets. */
const SECRET_FIELDS = ["code", "code_verifier", "refresh_token", "token", "client_secret"];

/**
 * The secrets in requests, ready to be looked for: those of the Authorization header, of a form's fields, and of the caller's own
 * headers.
 *
 * @param {Sent[]} sent
 * @returns {Secret[]}
 */
export function secretsOf(sent) {
  const secrets = new Set(sent.flatMap(({ authorization, body, headers }) => [
    ...credentials(authorization),
    ...fieldsOf(body),
    ...[...headers ?? []].flatMap(([name, value]) => (NO_SECRETS.includes(name) ? [] : partsOf(value))),
  ]));
  return [...secrets].map(wantedOf).filter(({ written }) => written.chars.length >= MIN_WANTED);
}

function credentials(authorization = "") {
  const [scheme, ...rest] = authorization.split(" ");
  if (scheme === "OAuth") return OAUTH1_SECRETS.map((name) => authorization.split(`${name}="`)[1]?.split('"')[0] ?? "");
  return [rest.join(" "), ...scheme === "Basic" ? basic(rest.join(" ")) : []];
}

/**
 * The client's secret (RFC 6749, 2.3.1), and what else is behind a colon.
 *
 * @param {string} encoded in Base64; anything else has no secret
 */
function basic(encoded) {
  try {
    return atob(encoded).split(":").slice(1);
  } catch {
    return [];
  }
}

function fieldsOf(body = "") {
  if (body === "" || body.startsWith("{")) return [];
  const form = new URLSearchParams(body);
  return SECRET_FIELDS.map((name) => form.get(name) ?? "");
}

/**
 * A header's value and its parts, as a cookie and a scheme with a token have them.
 *
 * @param {string} value
 */
function partsOf(value) {
  const parts = value.split(/[\s;,="]+/);
  return [value, ...parts, ...parts.flatMap(basic)].filter(({ length }) => length >= MIN_OF_HEADERS);
}

/**
 * A secret, ready to be looked for.
 *
 * @param {string} secret
 * @returns {Secret}
 */
function wantedOf(secret) {
  return { meant: Reading.asMeant(secret).wanted, written: new Reading(secret).wanted };
}

/**
 * A text without these secrets, however they are spelled in it: as in URLs, forms, JSON, JavaScript or HTML, and one spelling
 * within another. The beginning of a secret that the text breaks off in is struck out, too. JSON stays JSON. Takes time linear in the
 * text.
 *
 * @param {string} text
 * @param {Secret[]} secrets
 */
export function redact(text, secrets) {
  return redacted(text, secrets, MAX_NESTING, true);
}

/**
 * @param {string} text
 * @param {Secret[]} secrets
 * @param {number} nesting how deep JSON within the text is still read
 * @param {boolean} mayBreakOff false for a string of JSON that is whole
 */
function redacted(text, secrets, nesting, mayBreakOff) {
  if (secrets.length === 0 || text.length < MIN_WANTED) return text;
  if (nesting === 0) return strike(text, secrets, mayBreakOff);
  const isOfJson = isJson(text);
  /** @param {string} value */
  const string = (value) => ifOther(value, redacted(value, secrets, nesting - 1, mayBreakOff && !isOfJson));
  /** @param {string} digits */
  const number = (digits) => (isOfJson ? ifOther(digits, strike(digits, secrets, false)) : undefined);
  const changed = withLiterals(text, string, number);
  return isOfJson ? changed : strike(changed, secrets, mayBreakOff);
}

/**
 * The text after a change; undefined if it has stayed the same.
 *
 * @param {string} before
 * @param {string} after
 */
function ifOther(before, after) {
  return after === before ? undefined : after;
}

/**
 * A text with these secrets struck out. It is searched as a whole, and not literal by literal.
 *
 * @param {string} text
 * @param {Secret[]} secrets
 * @param {boolean} mayBreakOff
 */
function strike(text, secrets, mayBreakOff) {
  const whole = withoutUnfinished(text);
  const meant = Reading.asMeant(text);
  const ended = whole === text ? meant : Reading.asMeant(whole);
  // Characters before a secret may make its first ones an escape: then only this finds it.
  const written = new Reading(text);
  const found = secrets.flatMap((secret) => [
    ...meant.find(secret.meant),
    ...written.find(secret.written),
    ...mayBreakOff ? ended.beginning(secret.meant).map((start) => /** @type {Span} */ ([start, text.length])) : [],
  ]);
  let kept = "";
  let at = 0;
  for (const [start, end] of found.sort(([one], [other]) => one - other)) {
    if (start >= at) kept += text.slice(at, start) + STRUCK;
    at = Math.max(at, end);
  }
  return kept + text.slice(at);
}
