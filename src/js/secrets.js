// Strikes the secrets that were sent out of what came back, should anybody on the way have echoed them.

import { isJson, withLiterals } from "./json-literals.js";
import { MIN_WANTED, Reading, withoutUnfinished } from "./reading.js";

/** How deep JSON within JSON is read as such. */
const MAX_NESTING = 3;

/** What stands in a secret's place. */
const STRUCK = "[token]";

/** Shorter parts of the caller's own headers are words, and no secrets, in UTF-16 units. */
const MIN_OF_HEADERS = 16;

/** Headers that say what is sent and wanted, and nothing of who asks. */
const NO_SECRETS = ["accept", "accept-encoding", "accept-language", "cache-control", "content-language", "content-type", "pragma", "user-agent", "x-requested-with"];

/** The parameters of OAuth 1.0a's Authorization header that are secrets, or signed by them. */
const OAUTH1_SECRETS = ["oauth_consumer_key", "oauth_token", "oauth_signature"];

/** The fields of a form that are secrets. */
const SECRET_FIELDS = ["code", "code_verifier", "refresh_token", "token", "client_secret"];

/**
 * The secrets in what was sent, ready to be looked for: the Authorization header, the fields of a form, and the headers that
 * are the caller's own.
 *
 * @param {{ authorization?: string, body?: string, headers?: Headers }[]} sent
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

/** The client's secret (RFC 6749, 2.3.1), and whatever else is behind a colon. */
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

/** A header's value as a whole and in its parts: a cookie has some, and a scheme stands before a token. */
function partsOf(value) {
  const parts = value.split(/[\s;,="]+/);
  return [value, ...parts, ...parts.flatMap(basic)].filter(({ length }) => length >= MIN_OF_HEADERS);
}

/** A secret as it is looked for: as it is meant, and as it is written. */
function wantedOf(secret) {
  return { meant: Reading.asMeant(secret).wanted, written: new Reading(secret).wanted };
}

/**
 * A text without these secrets, however they are spelled in it: as in URLs, forms, JSON, JavaScript or HTML, and one spelling
 * within another; nor with the beginning of a secret that the text breaks off in. JSON stays JSON. Takes time linear in the text.
 *
 * @param {object[]} secrets as secretsOf() gives them
 */
export function redact(text, secrets) {
  return redacted(text, secrets, MAX_NESTING, true);
}

/** @param {boolean} mayBreakOff a string of JSON that is whole does not */
function redacted(text, secrets, nesting, mayBreakOff) {
  if (secrets.length === 0 || text.length < MIN_WANTED) return text;
  if (nesting === 0) return strike(text, secrets, mayBreakOff);
  const isOfJson = isJson(text);
  const string = (value) => ifOther(value, redacted(value, secrets, nesting - 1, mayBreakOff && !isOfJson));
  const number = (digits) => (isOfJson ? ifOther(digits, strike(digits, secrets, false)) : undefined);
  const changed = withLiterals(text, string, number);
  return isOfJson ? changed : strike(changed, secrets, mayBreakOff);
}

/** What a text has become; undefined if it has stayed the same. */
function ifOther(before, after) {
  return after === before ? undefined : after;
}

/** A text with what it has of these secrets struck out. */
function strike(text, secrets, mayBreakOff) {
  const whole = withoutUnfinished(text);
  const meant = Reading.asMeant(text);
  const ended = whole === text ? meant : Reading.asMeant(whole);
  // What stands before a secret may make its first characters an escape.
  const written = new Reading(text);
  const found = secrets.flatMap((secret) => [
    ...meant.find(secret.meant),
    ...written.find(secret.written),
    ...mayBreakOff ? ended.beginning(secret.meant).map((start) => [start, text.length]) : [],
  ]);
  let kept = "";
  let at = 0;
  for (const [start, end] of found.sort(([one], [other]) => one - other)) {
    if (start >= at) kept += text.slice(at, start) + STRUCK;
    at = Math.max(at, end);
  }
  return kept + text.slice(at);
}
