// What the edge proxy costs, by the platform's published prices: from what cost.test.js counts, and what is assumed here.

/**
 * Of the Workers Paid plan in US dollars: what a month includes, and what a million more cost (of storage, a gigabyte).
 * https://developers.cloudflare.com/workers/platform/pricing and https://developers.cloudflare.com/durable-objects/platform/pricing,
 * read in copies on 25 November 2026.
 */
const MONTH = 5;
const PRICES = {
  workerRequests: { included: 10e6, price: 0.3 },
  workerCpuMs: { included: 30e6, price: 0.02 },
  objectRequests: { included: 1e6, price: 0.15 },
  gigabyteSeconds: { included: 400e3, price: 12.5 },
  rowsRead: { included: 25e9, price: 0.001 },
  rowsWritten: { included: 50e6, price: 1 },
  gigabytes: { included: 5, price: 0.2e6 },
};

const NAMES = {
  workerRequests: "Requests to the Worker",
  workerCpuMs: "Its processor time, ms",
  objectRequests: "Requests to Durable Objects, alarms included",
  gigabyteSeconds: "Their time in memory, GB-s",
  rowsRead: "Rows read",
  rowsWritten: "Rows written",
  gigabytes: "Kept, GB-month",
};

/** A Durable Object is billed for 128 MB while it works. */
const OBJECT_GB = 0.128;

/** What a test over loopback cannot measure. */
export const ASSUMED = {
  /** How often the page looks how far the job is. */
  looks: 20,
  /** How long X takes to answer, in seconds. */
  secondsOfX: 0.3,
  /** Processor time of the Worker for a request, in milliseconds. */
  cpuMs: 5,
};

/** What so many accounts use in a month, each as one was measured. */
function usage(measured, accounts) {
  const { looks, secondsOfX, cpuMs } = ASSUMED;
  const workerRequests = measured.workerRequests + looks;
  const one = {
    workerRequests,
    workerCpuMs: workerRequests * cpuMs,
    objectRequests: measured.objectRequests + measured.alarms + looks,
    gigabyteSeconds: measured.xRequests * secondsOfX * OBJECT_GB,
    rowsRead: measured.rowsRead + looks * measured.rowsReadByLook,
    rowsWritten: measured.rowsWritten,
    gigabytes: measured.bytes / 1e9,
  };
  return Object.entries(one).map(([name, amount]) => ({ name, one: amount, all: amount * accounts }));
}

/** The table of README.md: what is used, and what it costs. */
export function table(measured, accounts = 1e6) {
  const lines = usage(measured, accounts).map(({ name, one, all }) => {
    const { included, price } = PRICES[name];
    return { name: NAMES[name], one, all, cost: Math.max(0, all - included) / 1e6 * price };
  });
  const total = lines.reduce((sum, { cost }) => sum + cost, MONTH);
  return [
    "| | one account | a million | US dollars |",
    "|---|--:|--:|--:|",
    ...lines.map(({ name, one, all, cost }) => `| ${name} | ${number(one)} | ${number(all)} | ${dollars(cost)} |`),
    `| The plan | | | ${dollars(MONTH)} |`,
    `| All | | | ${dollars(total)} |`,
  ].join("\n");
}

function number(value) {
  return value.toLocaleString("en", { maximumSignificantDigits: 3, notation: value >= 1e6 ? "compact" : "standard" });
}

function dollars(value) {
  return value.toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}
