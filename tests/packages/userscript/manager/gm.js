// What a manager gives a script that has asked for it by @grant.
function GM_xmlhttpRequest({ onload, onerror, ...request }) {
  const port = chrome.runtime.connect();
  port.onMessage.addListener((answer) => {
    port.disconnect();
    (answer.error === undefined ? onload : onerror)(answer);
  });
  port.postMessage(request);
  return { abort: () => port.disconnect() };
}
