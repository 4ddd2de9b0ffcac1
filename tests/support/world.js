// A world of the stand-in's: a whole X of its own. In Node and in browsers.

/** Makes a world under a name of its own, which pages of any origin may use. */
export async function world(xServer, name) {
  const baseUrl = `${xServer}/worlds/${encodeURIComponent(name)}`;
  const control = async (method, path, body) => {
    const response = await fetch(`${baseUrl}/control/${path}`, { method, body: body && JSON.stringify(body) });
    const json = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${json.error}`);
    return json;
  };
  await control("POST", "reset");
  await control("POST", "cors", { allow_origin: "*" });
  return {
    baseUrl,
    /** The account whose token it is, and someone else. */
    token: "stand-in-token",
    me: "2244994945",
    other: "1234567890123456789",
    control,
    fault: (fault) => control("POST", "faults", fault),
    /** What has reached the API, preflights left out. */
    requests: async () => (await control("GET", "requests")).requests.filter(({ method }) => method !== "OPTIONS"),
    mutes: async (id = "2244994945") => (await control("GET", `mutes/${id}`)).ids,
    clock: movable(control),
  };
}

/** A Clock for the package, which the world's own follows: whoever waits has waited. */
function movable(control) {
  let ahead = 0;
  const advance = async (milliseconds) => {
    ahead += milliseconds;
    await control("POST", "clock", { advance_ms: Math.ceil(milliseconds) });
  };
  return { now: () => Date.now() + ahead, wait: advance, advance };
}
