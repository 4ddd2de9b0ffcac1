import assert from "node:assert/strict";
import { test } from "node:test";
import { median, quantile, ratio, slope, spread } from "./statistics.js";

test("a median is in the middle, or between the two in the middle, whatever the order", () => {
  assert.equal(median([3, 1, 2]), 2);
  assert.equal(median([4, 1, 3, 2]), 2.5);
  assert.equal(median([100, 20, 3]), 20);
});

test("quantiles lie between neighbours in proportion", () => {
  const numbers = Array.from({ length: 101 }, (_, at) => at);
  assert.equal(quantile(numbers, 0.95), 95);
  assert.equal(quantile([10, 20], 0.25), 12.5);
  assert.deepEqual(spread([1, 2, 3, 4, 5]), { median: 3, low: 2, high: 4 });
});

test("of nothing there is no quantile", () => {
  assert.throws(() => quantile([], 0.5), /no numbers/);
});

test("a ratio is taken in each round, so that a round that was slow for both changes nothing", () => {
  assert.deepEqual(ratio([2, 20, 2], [1, 10, 1]), { median: 2, low: 2, high: 2 });
  assert.throws(() => ratio([1, 2], [1]), /each round/);
});

test("a leap in one reading is no slope, and a leak is", () => {
  const calls = [1, 2, 3, 4, 5, 6, 7];
  assert.equal(slope(calls.map((call) => [call, call === 4 ? 500 : 10])), 0);
  assert.equal(slope(calls.map((call) => [call, 10 + 3 * call])), 3);
});
