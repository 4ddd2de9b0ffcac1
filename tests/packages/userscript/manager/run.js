// What a manager does with the browser's API for userscripts.

const FILES = ["gm.js", "x-mutes.js", "gm-fetch.js", "mute.user.js"];

/** Runs the script in each page, in a world of its own, or in the page's. That world allows WebAssembly itself. */
async function run(world) {
  const csp = "script-src 'self' 'wasm-unsafe-eval'; object-src 'none'";
  await chrome.userScripts.configureWorld({ messaging: true, csp });
  await chrome.userScripts.unregister();
  const js = FILES.map((file) => ({ file }));
  await chrome.userScripts.register([{ id: "script", matches: ["http://127.0.0.1/*"], js, world }]);
}
