// What one would write by hand to have x-mutes' checks and time limit of a call, its retries and its errors.
import { MuteError, refusal, unreadable } from "./errors.js";

const ID = /^(0|[1-9]\d{0,18})$/;
const TOKEN = /^[\w.~+/%=-]+$/;
const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];
const TIMEOUT_MS = 20_000;
const RETRIES = 2;
const MAX_BODY = 16 * 1024 * 1024;
const PASSING = [500, 502, 503, 504];

/** `POST /2/users/:id/muting` */
export function mute(token, source, target, options) {
  return muting("POST", token, source, target, options);
}

/** `DELETE /2/users/:source_user_id/muting/:target_user_id` */
export function unmute(token, source, target, options) {
  return muting("DELETE", token, source, target, options);
}

async function muting(method, token, source, target, { baseUrl = "https://api.x.com", signal, timeoutMs = TIMEOUT_MS } = {}) {
  check("token", token, TOKEN);
  check("sourceUserId", source, ID);
  check("targetUserId", target, ID);
  const path = `${checkedBase(baseUrl)}/2/users/${source}/muting`;
  const headers = { authorization: `Bearer ${token}` };
  if (method === "POST") headers["content-type"] = "application/json";
  const request = {
    method, headers, body: method === "POST" ? JSON.stringify({ target_user_id: target }) : undefined,
    redirect: "error", credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store",
  };
  const url = method === "POST" ? path : `${path}/${target}`;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once(url, request, method === "POST", signal, timeoutMs);
    } catch (error) {
      const passes = error instanceof MuteError && (PASSING.includes(error.status) || error.passes);
      if (!passes || attempt > RETRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 500 * 2 ** attempt));
    }
  }
}

async function once(url, request, wanted, signal, timeoutMs) {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const onAbort = () => controller.abort(signal.reason);
  signal?.addEventListener("abort", onAbort);
  const onTimeout = () => controller.abort(new MuteError("timeout", `no answer in ${timeoutMs} ms`, { passes: true }));
  const timer = setTimeout(onTimeout, timeoutMs);
  try {
    const response = await fetch(url, { ...request, signal: controller.signal });
    const text = await bounded(response);
    if (!response.ok) throw refusal(response, text);
    const json = parsed(text);
    if (json?.data?.muting !== wanted) throw unreadable(response, text);
    return json;
  } catch (thrown) {
    if (controller.signal.aborted) throw controller.signal.reason;
    if (thrown instanceof MuteError) throw thrown;
    throw new MuteError("network", "the connection failed", { passes: true, cause: thrown });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", onAbort);
  }
}

/** The body as text, unless it is more than any reply of X's. */
async function bounded(response) {
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    text += decoder.decode(value, { stream: !done });
    if (done) return text;
    size += value.byteLength;
    if (size > MAX_BODY) throw new MuteError("bad_response", "the answer is too large");
  }
}

function check(argument, value, pattern) {
  if (typeof value !== "string" || !pattern.test(value)) throw new MuteError("invalid_argument", `${argument} is not valid`);
}

function checkedBase(baseUrl) {
  const { protocol, hostname, username, password, search, hash, href } = new URL(baseUrl);
  const isSafe = protocol === "https:" || (protocol === "http:" && LOOPBACK.includes(hostname));
  if (!isSafe || username + password + search + hash !== "") throw new MuteError("invalid_argument", "baseUrl is not valid");
  return href.replace(/\/+$/, "");
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
