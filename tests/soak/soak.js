// Thousands of calls that meet everything, ten at a time: what one leaves behind, twenty thousand show.
import { watchInstances } from "../support/instances.js";
import { world } from "../support/world.js";

const AT_ONCE = 10;

const respond = (status, body, headers = []) => ({ respond: { status, body, headers } });
const problem = '{"title":"Forbidden","detail":"no","type":"https://api.x.com/2/problems/client-forbidden","errors":[{"a":[1]}]}';
const limited = [["x-rate-limit-limit", "50"], ["x-rate-limit-remaining", "0"], ["x-rate-limit-reset", "4102444800"]];

/** What a call meets, each in a world of its own, with the options that it is made with, and how it must end. */
const MEETINGS = {
  success: [undefined, {}, "fine"],
  problem: [respond(403, problem), {}, "forbidden"],
  limit: [respond(429, "Rate limit exceeded", limited), {}, "rate_limited"],
  html: [respond(503, "<html>".repeat(200)), {}, "server_error"],
  retry: [respond(502, ""), { maxRetries: 1 }, "server_error"],
  nonsense: [respond(200, '{"data":{"muting":"x"}}'), {}, "bad_response"],
  reset: [{ reset: true }, {}, "network"],
  cut: [{ raw: { bytes: "HTTP/1.1 200 OK\r\naccess-control-allow-origin: *\r\ncontent-length: 99\r\n\r\n{", then: "reset" } }, {}, "network"],
  silence: [{ hold: true }, { timeoutMs: 5 }, "timeout"],
  abort: [{ hold: true }, {}, "aborted"],
  refusal: [undefined, { headers: { authorization: "x" } }, "invalid_argument"],
};

/** The order in which calls meet them. */
const ROUND = [
  "success", "success", "problem", "success", "limit", "success", "html", "success", "nonsense", "success", "reset", "success",
  "cut", "success", "silence", "success", "abort", "success", "refusal", "success",
];

/** The memories of the package's instances so far. Node's own fetch has an instance, too. */
const memories = [];
watchInstances(({ exports }) => {
  if (exports.mute !== undefined) memories.push(exports.memory);
});

/** Gets ready; gives `run(count)` and what can be measured in here. */
export async function prepare({ entry, xServer, engine }) {
  const { mute, unmute } = await import(entry);
  const worlds = {};
  for (const [name, [fault]] of Object.entries(MEETINGS)) {
    const made = await world(xServer, `soak ${engine} ${name}`);
    for (const endpoint of ["mute", "unmute"]) await made.control("POST", "limits", { endpoint, limit: 1_000_000 });
    if (fault !== undefined) for (const method of ["POST", "DELETE"]) await made.fault({ ...fault, method, times: 0 });
    worlds[name] = made;
  }
  // One signal for all calls: what is not removed from it adds up.
  const { signal } = new AbortController();
  const listeners = countListeners(signal);
  let next = 0;
  const surprises = [];

  async function call() {
    const at = next;
    next += 1;
    // Backoff takes time: one in two hundred.
    const name = at % 200 === 7 ? "retry" : ROUND[at % ROUND.length];
    const [, options, wanted] = MEETINGS[name];
    const { baseUrl, token, me, other } = worlds[name];
    const controller = new AbortController();
    if (name === "abort") setTimeout(() => controller.abort("aborted"), 5);
    const act = at % 3 === 0 ? unmute : mute;
    const own = { signal: name === "abort" ? controller.signal : signal, onResponse: at % 5 === 0 ? () => {} : undefined };
    const ended = await act(token, me, other, { baseUrl, maxRetries: 0, ...own, ...options })
      .then(() => "fine", (reason) => (typeof reason === "string" ? reason : reason.code));
    if (ended !== wanted && surprises.length < 10) surprises.push(`${name}: ${ended}`);
  }

  return {
    async run(count) {
      const end = next + count;
      await Promise.all(Array.from({ length: AT_ONCE }, async () => {
        while (next < end) await call();
      }));
      // Connections that were let go, and timers, end before anything is measured.
      await new Promise((resolve) => setTimeout(resolve, 500));
      return { surprises, listeners: listeners(), memories: memories.map(({ buffer }) => buffer.byteLength) };
    },
  };
}

function countListeners(signal) {
  let listeners = 0;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (...args) => { listeners += 1; add(...args); };
  signal.removeEventListener = (...args) => { listeners -= 1; remove(...args); };
  return () => listeners;
}
