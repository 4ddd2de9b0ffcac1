import { Problem } from "./problem.js";

/** Where plain http is no one's but this machine's. */
const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

/** The shortest secret that is taken for a key, in characters: 32 bytes in base64. */
const SHORTEST_KEY = 43;

/** What the deployment says: wrangler.jsonc and the secrets. What is missing is said in the answers. */
export function readSettings(env) {
  const origin = env.ORIGIN ?? "";
  if (!isOrigin(origin)) {
    throw new Problem(500, `ORIGIN in wrangler.jsonc must be the page's origin, like "https://app.example" with no path`);
  }
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

/** What an account needs of it. Nothing is refused here: an alarm that fails for a mistake in the rest would be lost. */
export function readAccountSettings(env) {
  return {
    xApi: (env.X_API ?? "https://api.x.com").replace(/\/$/, ""),
    clientId: env.CLIENT_ID,
    clientSecret: env.CLIENT_SECRET,
    pace: env.PACE ?? "burst",
  };
}

/** The secrets of the cookies, the newest first. */
function cookieKeys({ COOKIE_KEYS = "" }) {
  const keys = COOKIE_KEYS.split(/[\s,]+/).filter(Boolean);
  if (keys.length > 0 && keys.every((key) => key.length >= SHORTEST_KEY)) return keys;
  const must = "must have one key or more, each of at least 32 random bytes in base64";
  throw new Problem(500, `the secret COOKIE_KEYS ${must}; see README.md`);
}
