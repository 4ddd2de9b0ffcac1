// How often everything is done. Each count can be set: --calls=100 --sizes=1000,10000

const FULL = {
  /** Calls in a round, rounds, and calls before the first, with an instant fetch. */
  calls: 2_000, rounds: 21, warmUp: 2_000,
  /** Fresh pages or processes of each kind. */
  fresh: 30,
  /** Calls at once; calls in a round and rounds, against the stand-in. */
  atOnce: [1, 10, 100], crowdCalls: 400, crowdRounds: 6,
  /** Calls that are looked at for the heap that they take, and how often. */
  heapCalls: 50, heapRounds: 20,
  /** Calls that meet everything, after the first thousand, and how many there are from one reading of the heap to the next. */
  growthCalls: 99_000, growthStep: 9_000,
  /** Accounts that are muted, and how often they are listed. */
  listed: 40_000, listRounds: 8,
  /** IDs in the lists that are read and planned, and how often, each time in a fresh page or process. */
  sizes: [1_000, 10_000, 100_000, 1_000_000], sizeRounds: 5,
  /** Fresh pages or processes in which a module is decoded, and how often in each after the first time. */
  decodeRounds: 15, decodeAgain: 20,
};

const QUICK = {
  ...FULL,
  calls: 200, rounds: 3, warmUp: 200, fresh: 1, crowdCalls: 100, crowdRounds: 1, heapCalls: 20, heapRounds: 3,
  growthCalls: 1_000, growthStep: 500, listed: 2_000, listRounds: 1, sizes: [1_000, 10_000], sizeRounds: 1,
  decodeRounds: 1, decodeAgain: 5,
};

const ENGINES = ["node", "chromium", "firefox", "webkit"];

/** Reads the command line: counts, whether all is measured and in earnest, engines, and measures (undefined: all). */
export function readWords(words) {
  const quick = words.includes("--quick");
  const counts = { ...quick ? QUICK : FULL };
  const chosen = { engines: ENGINES, measures: undefined };
  for (const word of words.filter((word) => word !== "--quick")) {
    const [, name, value] = /^--(\w+)=(.+)$/.exec(word) ?? [];
    if (name in chosen) chosen[name] = value.split(",");
    else if (name in counts) counts[name] = readCount(name, value, counts[name]);
    else throw unknown(word, Object.keys({ ...chosen, ...counts }));
  }
  const missing = chosen.engines.find((engine) => !ENGINES.includes(engine));
  if (missing !== undefined) throw new Error(`there is no engine ${missing}; there are ${ENGINES.join(", ")}`);
  return { counts, isWhole: !quick && chosen.engines.length === ENGINES.length && chosen.measures === undefined, ...chosen };
}

function unknown(word, names) {
  return new Error(`there is no ${word}; there are --quick, ${names.map((name) => `--${name}=…`).join(", ")}`);
}

function readCount(name, value, standard) {
  const numbers = value.split(",").map(Number);
  if (!numbers.every((number) => Number.isSafeInteger(number) && number > 0)) {
    throw new Error(`--${name} must be whole numbers above 0`);
  }
  return Array.isArray(standard) ? numbers : numbers[0];
}
