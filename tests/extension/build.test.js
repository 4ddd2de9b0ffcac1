// What the build makes of the source.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { copied, installed, removed } from "./extension.js";

const run = promisify(execFile);

test("built for X itself, the extension asks for what it needs, and for X's API only", async (t) => {
  const folder = await installed();
  t.after(() => removed(folder));
  await run("npm", ["run", "build"], { cwd: folder });
  const manifest = JSON.parse(await readFile(join(folder, "dist/manifest.json"), "utf8"));
  assert.deepEqual(manifest.permissions, ["alarms", "contextMenus", "identity", "storage"]);
  assert.deepEqual(manifest.host_permissions, ["https://api.x.com/*"]);
  assert.deepEqual(manifest.content_scripts, undefined);
  assert.match(manifest.content_security_policy.extension_pages, /script-src 'self' 'wasm-unsafe-eval'; .*connect-src 'self' https:\/\/api\.x\.com;/);
  const config = await readFile(join(folder, "dist/config.js"), "utf8");
  for (const words of ['API = "https://api.x.com"', 'AUTHORIZE_URL = "https://x.com/i/oauth2/authorize"', 'CLIENT_ID = ""']) {
    assert.ok(config.includes(words), words);
  }
  const files = await readdir(join(folder, "dist"), { recursive: true });
  assert.deepEqual(files.filter((file) => file.endsWith(".wasm")), [join("x-mutes", "client.wasm")]);
  assert.ok(!files.some((file) => /x-mutes\/index\.js$|inline\.js$|workerd\.js$|\.d\.ts$/.test(file)), "what browsers need, and no more");
});

test("without its package the build says what to do", async (t) => {
  const folder = await copied();
  t.after(() => removed(folder));
  const out = await mkdtemp(join(tmpdir(), "x-mutes-dist-"));
  t.after(() => removed(out));
  await assert.rejects(run("node", ["build.js", "--out", out], { cwd: folder }), /run npm install first/);
});
