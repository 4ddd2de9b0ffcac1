// A real page in Chromium, with its cookie, and a page of another origin that would like to use it.
import assert from "node:assert/strict";
import { test } from "node:test";
import puppeteer from "puppeteer-core";
import { edge, NEIGHBOUR, until } from "./edge.js";

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

const here = await edge("page");
const { x, origin } = here;

/** Keeps all that a script of the page gets to see of its requests. */
function overhear() {
  window.seen = [];
  const { fetch } = window;
  window.fetch = async (...asked) => {
    const response = await fetch(...asked);
    window.seen.push(JSON.stringify([asked, [...response.headers], response.url, await response.clone().text()]));
    return response;
  };
}

/** All else that a script can get at. */
async function everything() {
  const databases = await indexedDB.databases();
  const caches = await window.caches.keys();
  return JSON.stringify([
    document.cookie, await cookieStore.getAll(), { ...localStorage }, { ...sessionStorage }, databases, caches, history.state,
    location.href, document.documentElement.outerHTML, performance.getEntries().map((entry) => entry.toJSON()), window.seen,
  ]);
}

/** What must be nowhere: each token that X has given or got. */
async function secrets() {
  const { access_token, refresh_token } = await here.look("session");
  const sent = (await x.requests()).flatMap(({ headers, body }) => {
    const form = new URLSearchParams(body);
    const token = new Map(headers).get("authorization")?.replace("Bearer ", "");
    return [token, ...["refresh_token", "token", "code_verifier"].map((name) => form.get(name))];
  });
  return [...new Set([access_token, refresh_token, ...sent])].filter(Boolean);
}

test("Chromium", async (t) => {
  const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", args: FLAGS, acceptInsecureCerts: true });
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.evaluateOnNewDocument(overhear);
  const faults = [];
  page.on("pageerror", (error) => faults.push(error.message));
  const isSaid = (id, words) => new RegExp(words).test(document.getElementById(id)?.textContent);
  const says = (id, words) => page.waitForFunction(isSaid, {}, id, words);
  const press = (selector) => page.locator(selector).click();

  await t.test("the page signs in at X, and comes back signed in", async () => {
    await page.goto(`${origin}/`);
    await says("who", "You are not signed in");
    await press("#sign-in");
    await press("[data-testid=allow]");
    await says("who", "You are @you");
    assert.equal(page.url(), `${origin}/`);
  });

  await t.test("it mutes and unmutes with { proxy: true }", async () => {
    await page.locator("#username").fill("loudneighbour");
    await press("button[value=mute]");
    await says("said", "^muted @loudneighbour");
    assert.deepEqual(await x.mutes(), [NEIGHBOUR]);
    await press("button[value=unmute]");
    await says("said", "^unmuted @loudneighbour");
    assert.deepEqual(await x.mutes(), []);
  });

  await t.test("X's limits can be read, and its errors", async () => {
    const read = await page.evaluate(async () => {
      const { Client } = await import("/x-mutes/client.js");
      const client = new Client({ auth: { proxy: true }, headers: { "x-requested-with": "x-mutes" } });
      const error = await client.mute("5").catch(({ code, message }) => ({ code, message }));
      const muted = [];
      for await (const { id } of client.muted()) muted.push(id);
      const careless = await new Client({ auth: { proxy: true } }).me().catch(({ code, message }) => ({ code, message }));
      return { error, muted, limit: client.rateLimits("muted")[0].limit, careless };
    });
    assert.deepEqual([read.error.code, read.muted, read.limit], ["not_found", [], 15]);
    assert.equal(read.careless.code, "forbidden");
    assert.match(read.careless.message, /x-requested-with is missing: give new Client\(\) the option headers/);
  });

  await t.test("a list is planned and muted by the account's Durable Object", async () => {
    await page.locator("#list").fill("# loud\n@loudneighbour\n@moss_report\n");
    await press("#many button:not([type])");
    await says("said", "^2 to mute, 0 left out");
    await press("#begin");
    await says("job", "^. of 2: ");
    await until("they are muted", async () => (await x.mutes()).length === 2);
    await page.reload();
    await says("job", "^2 of 2: done");
  });

  await t.test("a token that has expired is renewed, and the page does not notice", async () => {
    await x.clock.advance(2 * 3600_000 + 1000);
    await page.reload();
    await says("who", "You are @you");
  });

  await t.test("no script of the page can get at a token", async () => {
    const known = await secrets();
    assert.ok(known.length >= 5, `${known.length}`);
    const seen = await page.evaluate(everything);
    assert.match(seen, /@you/);
    for (const secret of known) assert.ok(!seen.includes(secret));
    const [{ name, httpOnly, secure, sameSite }, ...others] = await browser.cookies();
    assert.deepEqual([name, httpOnly, secure, sameSite, others], ["__Host-x-mutes", true, true, "Strict", []]);
  });

  await t.test("a page of another origin, though of the same site and with the cookie at hand, gets nothing done", async () => {
    const other = await edge("page of somebody else");
    const evil = await browser.newPage();
    await evil.setBypassCSP(true);
    await evil.goto(`${other.origin}/style.css`);
    const before = (await x.requests()).length;
    const { failed, answered } = await evil.evaluate(attack, origin);
    assert.deepEqual(answered, []);
    assert.ok(failed >= 6, `${failed}`);
    assert.equal((await x.requests()).length, before);
    await evil.close();
    await page.bringToFront();
    await page.reload();
    await says("who", "You are @you");
    assert.equal((await x.mutes()).length, 2);
  });

  await t.test("it signs out, and X has heard of it", async () => {
    const { access_token } = await here.look("session");
    await press("#sign-out");
    await says("who", "You are signed out");
    const { status } = await fetch(`${x.baseUrl}/2/users/me`, { headers: { authorization: `Bearer ${access_token}` } });
    assert.equal(status, 401);
    await page.reload();
    await says("who", "You are not signed in");
    assert.deepEqual(faults, []);
  });

  await t.test("where X could not be told of it, the page says so", async () => {
    await press("#sign-in");
    await press("[data-testid=allow]");
    await says("who", "You are @you");
    await x.fault({ times: 0, path_contains: "/oauth2/revoke", respond: { status: 503 } });
    await press("#sign-out");
    await says("said", "^signed out here, but X could not be told: ");
    await says("who", "You are signed out");
  });

  await t.test("where the session was ended in another browser, the job's buttons lead to the sign-in, too", async () => {
    await press("#sign-in");
    await press("[data-testid=allow]");
    await says("who", "You are @you");
    const [{ name, value }] = await browser.cookies();
    await here.byCookie(`${name}=${value}`, "/sign-out", { method: "POST" });
    await page.locator("#list").fill("@loudneighbour");
    await press("#many button:not([type])");
    await says("said", "it has ended: sign in again");
    await page.waitForSelector("#sign-in", { visible: true });
  });

  await t.test("where X does not say who somebody is, they can still sign out", async () => {
    await press("#sign-in");
    await press("[data-testid=allow]");
    await says("who", "You are @you");
    await x.fault({ times: 0, path_contains: "/2/users/me", respond: { status: 403 } });
    await page.reload();
    await says("who", "^me: ");
    await press("#sign-out");
    await says("who", "You are signed out");
    assert.deepEqual(faults, []);
  });

  await t.test("nothing was logged", () => assert.equal(here.said, ""));
});

/** All that another origin's page can send to `origin` with the browser's cookies; gives what it could read of the answers. */
async function attack(origin) {
  const answered = [];
  let failed = 0;
  const send = async (path, init) => {
    try {
      const response = await fetch(`${origin}${path}`, { credentials: "include", ...init });
      if (response.type !== "opaque") answered.push([path, response.status, await response.text()]);
    } catch {
      failed += 1;
    }
  };
  const header = { "x-requested-with": "x-mutes" };
  const muting = "/2/users/2244994945/muting";
  await send("/2/users/me");
  await send("/2/users/me", { headers: header });
  await send(muting, { headers: header });
  await send(muting, { method: "POST", headers: { ...header, "content-type": "application/json" }, body: '{"target_user_id":"7"}' });
  await send(`${muting}/1234567890123456789`, { method: "DELETE", headers: header });
  await send("/sign-out", { method: "POST", headers: header });
  for (const path of ["/2/users/me", "/job"]) await send(path, { mode: "no-cors" });
  for (const path of [muting, "/sign-out", "/job/pause"]) {
    await send(path, { method: "POST", mode: "no-cors", body: '{"target_user_id":"7"}' });
  }
  // A form, an image and a frame.
  for (const path of ["/sign-out", muting]) {
    const make = (tag, properties) => document.body.appendChild(Object.assign(document.createElement(tag), properties));
    const frame = make("iframe", { name: `frame ${path}` });
    const form = make("form", { method: "post", action: `${origin}${path}`, target: frame.name });
    const loaded = new Promise((resolve) => { frame.onload = resolve; });
    form.submit();
    await loaded;
  }
  for (const path of ["/2/users/me", "/job"]) {
    const image = Object.assign(new Image(), { src: `${origin}${path}` });
    await image.decode().catch(() => { failed += 1; });
  }
  return { failed, answered };
}
