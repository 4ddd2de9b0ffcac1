// Signing in on the demo page, at the stand-in's page.
import assert from "node:assert/strict";
import { By } from "selenium-webdriver";
import { control, DEMO, DEMO_X_SERVER, inEveryBrowser, NEIGHBOUR, PATIENCE, requests, YOU } from "./page.js";

/** The token that a request came with. */
const tokenOf = ({ headers }) => new Map(headers).get("authorization").replace(/^Bearer /, "");

inEveryBrowser(async ({ browser, name, page, step }) => {
  const isSignedIn = async (wanted) => {
    assert.equal(await page.isShown("sign-out"), wanted);
    assert.equal(await page.isShown("sign-in"), !wanted);
    for (const field of ["token", "source"]) assert.equal(await page.isShown(field), !wanted, field);
    if (wanted) assert.equal(await page.text("signed-in-as"), "Signed in as @you");
    assert.equal((await page.stored()) !== undefined, wanted);
  };

  await step("sign in, mute, reload, unmute, sign out: the token is worth nothing then, and was nowhere to be seen", async () => {
    const seen = await listen(browser, name);
    const secrets = new Set();
    const look = async () => {
      const stored = await page.stored();
      for (const key of ["access_token", "refresh_token"]) if (stored) secrets.add(stored[key]);
      seen.push(await browser.getCurrentUrl(), ...await browser.executeScript(`return [
        document.documentElement.outerHTML, document.body.innerText, JSON.stringify(localStorage),
        JSON.stringify(sessionStorage), JSON.stringify(history.state), ...window.said ?? [],
      ]`));
      await browser.executeScript(OVERHEAR);
    };
    await isSignedIn(false);
    await page.signIn();
    assert.equal(await browser.getCurrentUrl(), `${DEMO}/`);
    await isSignedIn(true);
    await look();
    await page.picture(`${name} signed in`);

    await page.type("target", "@moss_report");
    await page.press("mute");
    await page.says("Muted @moss_report");
    await look();
    await browser.navigate().refresh();
    await page.says("Ready. Press Mute.");
    await isSignedIn(true);
    await page.lists(1);
    await page.press("mute");
    await page.says("Muted @loudneighbour");
    assert.equal((await page.mutedIds()).length, 2);
    await look();
    await browser.findElement(By.css(`#muted li[data-id="${NEIGHBOUR}"] button`)).click();
    await page.says("Unmuted @loudneighbour");
    assert.equal((await control("GET", `mutes/${YOU}`)).ids.length, 1);

    const mutes = await requests("POST", "/muting");
    const used = tokenOf(mutes[0]);
    assert.notEqual(used, "stand-in-token");
    assert.ok(secrets.has(used));
    assert.equal((await me(used)).status, 200);
    await look();
    await page.press("sign-out");
    await page.says("Signed out");
    await isSignedIn(false);
    assert.equal((await me(used)).status, 401);
    await look();
    await browser.navigate().refresh();
    await page.says("Ready. Press Mute.");
    await isSignedIn(false);
    await look();

    for (const { body } of await requests("POST", "/2/oauth2/")) {
      for (const [key, value] of new URLSearchParams(body)) if (/^(code|code_verifier|token)$/.test(key)) secrets.add(value);
    }
    assert.equal(secrets.size, 4, "an access token, a refresh token, a code and a verifier");
    for (const secret of secrets) {
      assert.ok(secret.length > 20);
      assert.ok(!seen.some((text) => text.includes(secret)), "a secret is to be seen");
    }
  });

  await step("who is signed in is asked of X once a visit, and nothing else more than once", async () => {
    await page.signIn();
    await page.press("mute");
    await page.says("Muted");
    assert.equal((await requests("GET", "/2/users/me")).length, 1);
    assert.equal((await requests("POST", "/2/oauth2/token")).length, 1);
  });

  await step("whoever does not allow it is not signed in, and is told so", async () => {
    await page.signIn("deny");
    await page.says("Not signed in: the user did not allow it: access_denied. Press “Sign in with X”, and allow it there.");
    assert.equal(await browser.getCurrentUrl(), `${DEMO}/`);
    await isSignedIn(false);
    await page.picture(`${name} denied`);
    await page.press("mute");
    await page.says("Muted @loudneighbour");
  });

  await step("a forged way back signs nobody in", async () => {
    await browser.get(`${DEMO}/?code=x&state=y`);
    await page.says("Not signed in: this tab has begun no sign-in. You may have followed an old link");
    assert.equal(await browser.getCurrentUrl(), `${DEMO}/`);
    await isSignedIn(false);
    // And in the middle of a sign-in.
    await page.press("sign-in");
    await browser.wait(async () => (await browser.getCurrentUrl()).startsWith(DEMO_X_SERVER), PATIENCE);
    await browser.get(`${DEMO}/?code=x&state=y`);
    await page.says("Not signed in: the state is not that of this sign-in");
    await isSignedIn(false);
    await page.picture(`${name} forged`);
    assert.deepEqual(await requests("POST", "/2/oauth2/"), []);
  });

  await step("a forged way back signs nobody out, either", async () => {
    await page.signIn();
    await browser.get(`${DEMO}/?error=access_denied&state=y`);
    await page.says("Not signed in: this tab has begun no sign-in");
    await isSignedIn(true);
    await page.press("mute");
    await page.says("Muted @loudneighbour");
  });

  await step("a sign-in that X refuses is said, with X's words", async () => {
    await control("POST", "faults", {
      path_contains: "oauth2/token",
      respond: { status: 400, body: JSON.stringify({ error: "invalid_request", error_description: "Value passed for the authorization code was invalid." }) },
    });
    await page.press("sign-in");
    await page.decide("allow");
    await page.says("Value passed for the authorization code was invalid.");
    await isSignedIn(false);
  });

  await step("a session that has ended leads back to where it began", async () => {
    await page.signIn();
    // The stand-in forgets the session.
    await control("POST", "reset");
    await page.press("mute");
    await page.says("You are signed out: your sign-in has ended.");
    await isSignedIn(false);
    await page.picture(`${name} ended`);
    await page.press("mute");
    await page.says("Muted @loudneighbour");
    await browser.navigate().refresh();
    await page.says("Ready. Press Mute.");
    await isSignedIn(false);
  });

  await step("and also where that is found out on arrival", async () => {
    await page.signIn();
    await control("POST", "reset");
    await browser.navigate().refresh();
    await page.says("You are signed out: your sign-in has ended.");
    await isSignedIn(false);
    await page.lists(0);
    assert.equal(await page.text("muted-note"), "Nobody.");
  });

  await step("where X cannot be told of a sign-out, the page is signed out, and says so", async () => {
    await page.signIn();
    await control("POST", "faults", { path_contains: "oauth2/revoke", times: 0, respond: { status: 400, body: "{}" } });
    await page.press("sign-out");
    await page.says("Signed out here, but X may take the token still");
    await isSignedIn(false);
  });

  await step("who it is can be asked later", async () => {
    await page.signIn();
    await control("POST", "faults", { path_contains: "/2/users/me", respond: { status: 403, body: "{}" } });
    await browser.navigate().refresh();
    await page.says("Signed in, but X did not say as whom");
    assert.equal(await page.text("signed-in-as"), "Signed in");
    await page.press("mute");
    await page.says("Muted @loudneighbour");
    await isSignedIn(true);
    assert.deepEqual(await page.mutedIds(), [NEIGHBOUR]);
  });
});

const me = (token) => fetch(`${DEMO_X_SERVER}/2/users/me`, { headers: { authorization: `Bearer ${token}` } });

/** What the page writes to the console from now on, in a list that grows. WebKit's driver does not tell. */
async function listen(browser, name) {
  const seen = [];
  if (name === "webkit") return seen;
  const bidi = await browser.getBidi();
  await bidi.subscribe("log.entryAdded");
  bidi.socket.on("message", (message) => seen.push(String(message)));
  return seen;
}

/** Keeps in the page itself what is written to the console until it is left. */
const OVERHEAR = `
  window.said ??= ["debug", "error", "info", "log", "warn"].reduce((said, level) => {
    console[level] = (...words) => said.push(words.map((word) => String(word) + JSON.stringify(word)).join(" "));
    return said;
  }, []);
`;
