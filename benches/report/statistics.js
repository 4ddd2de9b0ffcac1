/** The value below which `part` of the numbers lie, between neighbours in proportion. */
export function quantile(numbers, part) {
  if (numbers.length === 0) throw new Error("of no numbers there is no quantile");
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (sorted.length - 1) * part;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

export const median = (numbers) => quantile(numbers, 0.5);

/** Median and quartiles. */
export function spread(numbers) {
  return { median: median(numbers), low: quantile(numbers, 0.25), high: quantile(numbers, 0.75) };
}

/** Median and quartiles of the ratio in each round: what disturbs a round disturbs both. */
export function ratio(numbers, others) {
  if (numbers.length !== others.length) throw new Error("both have to have been there in each round");
  return spread(numbers.map((number, round) => number / others[round]));
}

/** The median of what every two points say of the slope (Theil and Sen). */
export function slope(points) {
  return median(points.flatMap(([x, y], at) => points.slice(0, at).map(([earlierX, earlierY]) => (y - earlierY) / (x - earlierX))));
}
