import { readFile } from "node:fs/promises";
import { runInNewContext } from "node:vm";
import { afterEach, expect, jest, test } from "@jest/globals";
import { mute, unmute, XError } from "x-mutes";
import { beginSignIn, Client } from "x-mutes/client";

afterEach(() => jest.restoreAllMocks());

/** Has X answer so, whatever it is asked. */
function answer(status, body) {
  return jest.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json(body, { status }));
}

test("a mocked fetch is asked in X's place", async () => {
  const fetch = answer(200, { data: { muting: true } });
  expect(await mute("token", "1", "2")).toEqual({ data: { muting: true } });
  const [url, { method, body }] = fetch.mock.calls[0];
  expect([url, method, body]).toEqual(["https://api.x.com/2/users/1/muting", "POST", '{"target_user_id":"2"}']);
});

test("what X refuses is an XError", async () => {
  answer(403, { title: "Forbidden", status: 403, detail: "You are not permitted to do this." });
  const error = await mute("token", "1", "2").catch((thrown) => thrown);
  expect(error).toBeInstanceOf(XError);
  expect(error).toMatchObject({ code: "forbidden", detail: "You are not permitted to do this." });
});

test("what a client refuses is an XError, too", async () => {
  const error = await new Client({ auth: "token" }).mute("nobody").catch((thrown) => thrown);
  expect(error).toBeInstanceOf(XError);
  expect(error).toMatchObject({ code: "invalid_argument" });
});

test("an abort ends a call", async () => {
  const controller = new AbortController();
  const muted = mute("token", "1", "2", { baseUrl: process.env.BASE_URL, signal: controller.signal });
  controller.abort();
  await expect(muted).rejects.toMatchObject({ name: "AbortError" });
});

test("a sign-in begins", async () => {
  const { url } = await beginSignIn({ clientId: "app", redirectUri: "http://127.0.0.1/" });
  expect(url).toContain("code_challenge");
});

/** What init() takes, of another realm than the test's, as what Jest itself has read or compiled is. */
const FROM_ELSEWHERE = {
  "a view": (bytes) => runInNewContext("Uint8Array").from(bytes),
  "a buffer": (bytes) => runInNewContext("Uint8Array").from(bytes).buffer,
  "a module": (bytes) => new (runInNewContext("WebAssembly").Module)(bytes),
  "a response": (bytes) => ofAnotherClass(new Response(bytes)),
  "a response with its type": (bytes) => ofAnotherClass(new Response(bytes, { headers: { "content-type": "application/wasm" } })),
};

/** The Response, which is none of the global class from now on. */
function ofAnotherClass(response) {
  jest.spyOn(globalThis, "Response");
  return response;
}

const entries = [["x-mutes", "x_mutes.wasm"], ["x-mutes/client", "client.wasm"]];
const given = entries.flatMap((entry) => Object.keys(FROM_ELSEWHERE).map((kind) => [kind, ...entry]));

test.each(given)("init() takes %s of another realm for %s", async (kind, entry, wasm) => {
  jest.resetModules();
  const { default: init } = await import(entry);
  await init(FROM_ELSEWHERE[kind](await readFile(`node_modules/x-mutes/${wasm}`)));
});

test("a real fetch mutes and unmutes", async () => {
  const { BASE_URL: baseUrl, TOKEN: token, ME: me, OTHER: other } = process.env;
  const options = { baseUrl, headers: { "x-client": "unit-test" }, signal: AbortSignal.timeout(10_000) };
  const say = (what) => console.log(`said: ${JSON.stringify(what)}`);
  say(await mute(token, me, other, options));
  say(await unmute(token, me, other, options));

  const { signal, ...clientOptions } = options;
  const client = new Client({ auth: token, ...clientOptions });
  say(await client.mute(other, { signal }));
  for await (const { id } of client.muted({ signal })) say(id);
  say(await client.unmute(other, { signal }));
  await client.mute("nobody").catch((error) => say(error instanceof XError && error.code));
});
