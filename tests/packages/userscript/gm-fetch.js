/** A fetch for x-mutes that no page's CORS forbids. */
function gmFetch(url, { method, headers, body, signal }) {
  return new Promise((resolve, reject) => {
    const request = GM_xmlhttpRequest({
      method, url, headers: Object.fromEntries(headers), data: body, anonymous: true, redirect: "error",
      onload: ({ status, responseHeaders, responseText }) => resolve({
        status,
        headers: new Headers([...responseHeaders.matchAll(/^(\S+):(.*)/gm)].map(([, name, value]) => [name, value])),
        text: () => responseText,
      }),
      onerror: (event) => reject(new TypeError(event?.error)),
    });
    // Some managers give nothing back.
    signal.addEventListener("abort", () => request?.abort?.());
  });
}
