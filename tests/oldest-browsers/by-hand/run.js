// Mutes and unmutes in old builds of Chromium, and loads the module in old builds of V8; says what came of it.
import { execFile, spawn } from "node:child_process";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { createBrotliDecompress } from "node:zlib";
import puppeteer from "puppeteer-core";
import { serveFolder } from "../../packages/support/site.js";
import { world } from "../../support/world.js";

const ROOT = join(import.meta.dirname, "../../..");
const PACKAGE = join(ROOT, "pkg");
const INSTALLED = join(import.meta.dirname, "node_modules");

const MODULES = ["x_mutes.wasm", "client.wasm"];

const V8 = ["node-v8-9.5", "node-v8-9.6"];

const CHROMIUM = ["chrome-aws-lambda", "@sparticuz/chrome-aws-lambda"];

/** What these builds need, which were made for a machine with one process. */
const FLAGS = ["--headless", "--no-sandbox", "--single-process", "--no-zygote", "--disable-gpu"];

const WITH_REFERENCE_TYPES = "--js-flags=--experimental-wasm-reftypes";

/** Says whether V8 alone, as Node has it, takes a module. */
async function inV8(name, module) {
  const script = `
    const { readFileSync } = require("node:fs");
    WebAssembly.compile(readFileSync(process.argv[1])).then(() => "takes the module", ({ message }) => message)
      .then((what) => console.log("V8 " + process.versions.v8 + ": " + what));`;
  const node = join(INSTALLED, name, "bin/node");
  const { stdout } = await promisify(execFile)(node, ["-e", script, join(PACKAGE, module)]);
  return `${module} in ${stdout.trim()}`;
}

/** What a page without a bundler says in this Chromium, for each entry. */
async function inChromium(executablePath, flags, site, told) {
  const browser = await puppeteer.launch({ executablePath, args: [...FLAGS, ...flags] });
  try {
    const page = await browser.newPage();
    await page.goto(site.url);
    const said = [];
    for (const entry of ["index.js", "client.js", "client-inline.js"]) {
      const where = [await browser.version(), ...flags, entry].join(" ");
      said.push(`${where}: ${await page.evaluate(inPage, site.url + entry, told)}`);
    }
    return said.join("\n");
  } finally {
    await browser.close();
  }
}

/** Runs in the page. */
async function inPage(entry, { baseUrl, token, me, other }) {
  try {
    const { mute, unmute, Client } = await import(entry);
    const client = Client && new Client({ auth: token, baseUrl });
    const calls = client === undefined
      ? [mute, unmute].map((call) => (options) => call(token, me, other, { baseUrl, ...options }))
      : [(options) => client.mute(other, options), (options) => client.unmute(other, options)];
    const replies = [await calls[0](), await calls[1]()];
    const controller = new AbortController();
    const aborted = calls[0]({ signal: controller.signal })
      .catch((reason) => `an abort rejects with ${reason}`);
    controller.abort();
    return [...replies.map((reply) => JSON.stringify(reply)), await aborted].join(", ");
  } catch (error) {
    return error.message;
  }
}

async function unpacked(name, folder) {
  const file = join(folder, name.replaceAll("/", "-"));
  const packed = createReadStream(join(INSTALLED, name, "bin/chromium.br"));
  await pipeline(packed, createBrotliDecompress(), createWriteStream(file, { mode: 0o755 }));
  return file;
}

/** A stand-in for X, on any port. */
async function standIn() {
  const server = spawn("cargo", ["run", "--quiet", "--package=x-server", "--", "--port", "0"], {
    cwd: ROOT, detached: true, stdio: ["ignore", "pipe", "inherit"],
  });
  for await (const chunk of server.stdout) {
    const [url] = String(chunk).match(/http:\S+/) ?? [];
    if (url !== undefined) return { url, stop: () => process.kill(-server.pid) };
  }
  throw new Error("the stand-in for X did not start");
}

const folder = await mkdtemp(join(tmpdir(), "x-mutes-old-"));
const xServer = await standIn();
const site = await serveFolder(PACKAGE);
try {
  for (const name of V8) for (const module of MODULES) console.log(await inV8(name, module));
  const told = await world(xServer.url, "old browsers");
  const here = { baseUrl: told.baseUrl, token: told.token, me: told.me, other: told.other };
  for (const name of CHROMIUM) {
    const executable = await unpacked(name, folder);
    console.log(await inChromium(executable, [], site, here));
    if (name === CHROMIUM[0]) console.log(await inChromium(executable, [WITH_REFERENCE_TYPES], site, here));
  }
} finally {
  site.stop();
  xServer.stop();
  await rm(folder, { recursive: true });
}
