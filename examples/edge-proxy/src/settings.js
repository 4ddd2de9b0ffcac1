import { Problem } from "./problem.js";

/** Where plain http is no one's but this machine's. */
const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** How long X may take for its whole answer, in milliseconds: a little longer than x-mutes itself waits. */
const X_TIMEOUT_MS = 25_000;

/** How long a page may take for the body of a request, in milliseconds. */
const BODY_TIMEOUT_MS = 30_000;

/** What an account may do in a day, where the deployment does not say. */
const READS_PER_DAY = 10_000;
const WRITES_PER_DAY = 5000;

/** How often somebody may come back from X in a day, from one address: it takes a read to know who they are. */
const SIGN_INS_PER_DAY = 50;

const COUNT = /^\d{1,9}$/;

/** An X user ID. */
const ID = /^[0-9]{1,19}$/;

/** The shortest secret that is taken for a key, in characters: 32 bytes in base64. */
const SHORTEST_KEY = 43;

/** What the deployment says: wrangler.jsonc and the secrets. What is missing is said in the answers. */
export function readSettings(env) {
  const origin = env.ORIGIN ?? "";
  if (!isOrigin(origin)) {
    throw new Problem(500, `ORIGIN in wrangler.jsonc must be the page's origin, like "https://app.example" with no path`);
  }
  demandUsers(env.ALLOWED_USERS);
  for (const name of ["READS_PER_DAY", "WRITES_PER_DAY", "SIGN_INS_PER_DAY"]) demandCount(name, env[name]);
  return {
    origin,
    /** Cookies that need TLS cannot be tried out without. */
    isLoopback: LOOPBACK.test(origin),
    authorizeUrl: env.X_AUTHORIZE,
    accounts: env.ACCOUNTS,
    ...readAccountSettings(env),
    get cookieKeys() {
      return cookieKeys(env);
    },
    /** Whether tokens are kept here for the page. */
    hasSignIn: Boolean(env.CLIENT_ID),
  };
}

/** As browsers write it, or no request would have it: in small letters, without the usual port. */
function isOrigin(text) {
  return URL.canParse(text) && new URL(text).origin === text && (text.startsWith("https:") || LOOPBACK.test(text));
}

/** Usernames change hands, so that they are no answer to who may come in. */
function demandUsers(users) {
  const wrong = namesIn(users).find((name) => name !== "*" && !ID.test(name));
  if (wrong === undefined) return;
  throw new Problem(500, `ALLOWED_USERS in wrangler.jsonc must have X user IDs with spaces between, or *; ${wrong.slice(0, 20)} is none`);
}

function demandCount(name, text) {
  if (text !== undefined && !COUNT.test(text)) throw new Problem(500, `${name} in wrangler.jsonc must be a whole number`);
}

/** What cannot be read allows nothing. */
function countOf(text) {
  return COUNT.test(text) ? Number(text) : 0;
}

function namesIn(users) {
  return String(users ?? "").split(/[\s,]+/).filter(Boolean);
}

/** What an account needs of it. Nothing is refused here: an alarm that fails for a mistake in the rest would be lost. */
export function readAccountSettings(env) {
  const allowed = new Set(namesIn(env.ALLOWED_USERS));
  return {
    xTimeoutMs: Number(env.X_TIMEOUT_MS ?? X_TIMEOUT_MS),
    bodyTimeoutMs: Number(env.BODY_TIMEOUT_MS ?? BODY_TIMEOUT_MS),
    xApi: (env.X_API ?? "https://api.x.com").replace(/\/$/, ""),
    clientId: env.CLIENT_ID,
    clientSecret: env.CLIENT_SECRET,
    pace: env.PACE ?? "burst",
    /** Whether this account may use the proxy, by its ID. */
    isAllowed: (user) => allowed.has("*") || allowed.has(user),
    mostPerDay: {
      reads: countOf(env.READS_PER_DAY ?? READS_PER_DAY),
      writes: countOf(env.WRITES_PER_DAY ?? WRITES_PER_DAY),
      signIns: countOf(env.SIGN_INS_PER_DAY ?? SIGN_INS_PER_DAY),
    },
  };
}

/** The secrets of the cookies, the newest first. */
function cookieKeys({ COOKIE_KEYS = "" }) {
  const keys = COOKIE_KEYS.split(/[\s,]+/).filter(Boolean);
  if (keys.length > 0 && keys.every((key) => key.length >= SHORTEST_KEY)) return keys;
  const must = "must have one key or more, each of at least 32 random bytes in base64";
  throw new Problem(500, `the secret COOKIE_KEYS ${must}; see README.md`);
}
