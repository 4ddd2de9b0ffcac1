// Sends requests for userscripts, which no page's CORS forbids.

function connected(port) {
  const controller = new AbortController();
  port.onDisconnect.addListener(() => controller.abort());
  port.onMessage.addListener(async (request) => {
    const answer = await send(request, controller.signal).catch(({ message }) => ({ error: message }));
    if (!controller.signal.aborted) port.postMessage(answer);
  });
}

async function send({ url, method, headers, data, anonymous, redirect }, signal) {
  const credentials = anonymous ? "omit" : "include";
  const response = await fetch(url, { method, headers, body: data, redirect, credentials, signal });
  const lines = [...response.headers].map(([name, value]) => `${name}: ${value}\r\n`);
  return { status: response.status, responseHeaders: lines.join(""), responseText: await response.text() };
}

// Firefox has the event only once the permission is given.
const listen = () => chrome.runtime.onUserScriptConnect?.addListener(connected);
chrome.permissions.onAdded.addListener(listen);
listen();
