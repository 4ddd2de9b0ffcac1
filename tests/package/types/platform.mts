// What goes in and out where the types of the platform, a browser or Node, are there.
import init, * as api from "x-mutes";

const { signal } = new AbortController();
await api.unmute("t", "1", "2", { signal, fetch, headers: new Headers(), baseUrl: new URL("https://x.org") });
await api.unmute("t", "1", "2", { fetch: globalThis.fetch, headers: { a: "b" }, baseUrl: new URL("https://x.org").origin });
await init(new Request("x.wasm"));
await init(await fetch("x.wasm"));
