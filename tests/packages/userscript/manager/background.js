// What a manager does with the browser's API for userscripts: it runs scripts, and sends requests for them.

/** Runs these files in each page, in a world of their own, or in the page's. That world allows WebAssembly itself. */
globalThis.run = async (files, world) => {
  const csp = "script-src 'self' 'wasm-unsafe-eval'; object-src 'none'";
  await chrome.userScripts.configureWorld({ messaging: true, csp });
  await chrome.userScripts.unregister();
  const js = files.map((file) => ({ file }));
  await chrome.userScripts.register([{ id: "script", matches: ["http://127.0.0.1/*"], js, world }]);
};

chrome.runtime.onUserScriptConnect.addListener((port) => {
  const controller = new AbortController();
  port.onDisconnect.addListener(() => controller.abort());
  port.onMessage.addListener(async (request) => {
    const answer = await send(request, controller.signal).catch(({ message }) => ({ error: message }));
    if (!controller.signal.aborted) port.postMessage(answer);
  });
});

async function send({ url, method, headers, data, anonymous, redirect }, signal) {
  const credentials = anonymous ? "omit" : "include";
  const response = await fetch(url, { method, headers, body: data, redirect, credentials, signal });
  const lines = [...response.headers].map(([name, value]) => `${name}: ${value}\r\n`);
  return { status: response.status, responseHeaders: lines.join(""), responseText: await response.text() };
}
