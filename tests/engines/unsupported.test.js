// Where WebAssembly cannot be had: a Content-Security-Policy that forbids it, an engine that has it switched off.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { BROWSERS } from "../support/browsers.js";

const CSP = "/engines/without-wasm.html";
const PAGE = "/engines/switched-off.html";

async function attempt(t, open, path) {
  const browser = await open();
  t.after(() => browser.quit());
  await browser.get(process.env.SITE + path);
  await browser.wait(() => browser.executeScript("return window.attempt !== undefined"), 30_000);
  return browser.executeAsyncScript((done) => {
    window.attempt().then(done, (error) => done([{ message: String(error) }]));
  });
}

function judge(errors, says, fix) {
  assert.ok(errors.length > 0);
  for (const { isXError, code, message } of errors) {
    assert.ok(isXError, message);
    assert.strictEqual(code, "unsupported");
    assert.ok(message.startsWith("the WebAssembly module cannot be had: "), message);
    assert.match(message, says);
    assert.ok(message.endsWith(fix), message);
  }
}

const SWITCH_ON = "WebAssembly is missing; switch it on, if this engine has it";

for (const [engine, open] of Object.entries(BROWSERS)) {
  test(`${engine}: a Content-Security-Policy without 'wasm-unsafe-eval' is named, with the fix`, async (t) => {
    const errors = await attempt(t, open, CSP);
    judge(errors, /Content.Security.Policy|unsafe-eval/i, "allow 'wasm-unsafe-eval' in the Content-Security-Policy's script-src");
  });

  test(`${engine}: WebAssembly that is switched off is named`, async (t) => {
    judge(await attempt(t, () => open({ wasm: false }), PAGE), /WebAssembly is missing/, SWITCH_ON);
  });
}

test("node: WebAssembly that is switched off is named", async () => {
  const url = (file) => JSON.stringify(pathToFileURL(join(process.env.PACKED, file)).href);
  const script = `
    const { mute, XError } = await import(${url("index.js")});
    const { Client } = await import(${url("client-inline.js")});
    const options = { fetch() {} };
    const calls = [mute("token", "1", "2", options), new Client({ auth: "token", userId: "1", ...options }).mute("2")];
    const errors = await Promise.all(calls.map((call) => call.catch((thrown) => thrown)));
    console.log(JSON.stringify(errors.map((error) => ({ isXError: error instanceof XError, code: error.code, message: error.message }))));`;
  const { stdout } = await promisify(execFile)("node", ["--noexpose-wasm", "--input-type=module", "--eval", script]);
  judge(JSON.parse(stdout), /WebAssembly is missing/, SWITCH_ON);
});
