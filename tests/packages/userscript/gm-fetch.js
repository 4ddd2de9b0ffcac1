/** A fetch for x-mutes that no page's CORS forbids. */
function gmFetch(url, { method, headers, body, signal }) {
  return new Promise((resolve, reject) => {
    const request = GM_xmlhttpRequest({
      method, url, headers: Object.fromEntries(headers), data: body, anonymous: true, redirect: "error",
      onload: ({ status, responseHeaders, responseText }) => resolve({
        status,
        headers: new Headers(responseHeaders.trim().split(/\r?\n/).map((line) => line.split(/:(.*)/).slice(0, 2))),
        text: () => responseText,
      }),
      onerror: ({ error }) => reject(new TypeError(error)),
    });
    signal.addEventListener("abort", () => request.abort());
  });
}
