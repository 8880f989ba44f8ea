import assert from "node:assert/strict";
import fc from "fast-check";
import type { LatencySettings } from "../../domain/mod.ts";
import { latencyModel, MAX_LATENCY_MS } from "./latency.ts";

const ORDERS = [1, 2, 3, 4, 5, 2 ** 32 + 1];
const UNIFORM: LatencySettings = { model: "UNIFORM", minMs: 10, maxMs: 20 };
const LOG_NORMAL: LatencySettings = { model: "LOG_NORMAL", medianMs: 50, sigma: 0.5 };
const delays = (settings: LatencySettings, seed: string, orders: readonly number[]) => {
  const model = latencyModel(settings, seed);
  return orders.map((n) => model.delayMs(n));
};

Deno.test("none and a fixed one", () => {
  assert.deepEqual(delays({ model: "NONE" }, "1", ORDERS), [0, 0, 0, 0, 0, 0]);
  assert.deepEqual(delays({ model: "FIXED", ms: 25 }, "1", [1, 99]), [25, 25]);
});

/*
 * The expected figures come from the Python package mmh3 5.3.0. The seed "42/r1" hashes to a073cb6e with
 * seed 0 and to 7f0f6054 with seed 1; with these as seeds order 1, as eight bytes, hashes to
 * 1,639,047,308 and to 1,986,989,975.
 */

Deno.test("uniform: the published hash, spread over the range", () => {
  // 10 + ⌊1,639,047,308 ÷ 2³² × 11⌋ = 10 + ⌊4.19…⌋ = 14
  assert.deepEqual(delays(UNIFORM, "42/r1", ORDERS), [14, 18, 16, 15, 20, 17]);
  assert.deepEqual(delays(UNIFORM, "1", ORDERS), [14, 13, 15, 12, 13, 20]);
});

Deno.test("log-normal: the median times e to the sigma times a normal deviate", () => {
  // u₁ = 1,639,047,309 ÷ 2³² = 0.38162…, u₂ = 1,986,989,975 ÷ 2³² = 0.46263…
  // z = √(−2 ln 0.38162…) × cos(2π × 0.46263…) = −1.349958; 50 × exp(0.5 × −1.349958) = 25.46
  assert.deepEqual(delays(LOG_NORMAL, "42/r1", ORDERS), [25, 52, 44, 67, 56, 45]);
  assert.deepEqual(delays(LOG_NORMAL, "1", ORDERS), [59, 33, 72, 82, 24, 56]);
});

Deno.test("without spread a log-normal delay is its median, to the millisecond", () => {
  assert.deepEqual(delays({ model: "LOG_NORMAL", medianMs: 12.4, sigma: 0 }, "1", [1, 2]), [
    12,
    12,
  ]);
  assert.deepEqual(delays({ model: "LOG_NORMAL", medianMs: 0, sigma: 1e6 }, "1", [1, 2]), [0, 0]);
});

Deno.test("a log-normal delay ends at its limit", () => {
  const settings: LatencySettings = { model: "LOG_NORMAL", medianMs: 50_000, sigma: 1e300 };
  for (const ms of delays(settings, "1", ORDERS)) assert.ok(ms === 0 || ms === MAX_LATENCY_MS);
});

Deno.test("a delay repeats, in whatever order it is asked for, and stays within its bounds", () => {
  const bounds = fc.tuple(fc.nat(5_000), fc.nat(5_000));
  const number = fc.oneof(fc.integer({ min: 1, max: 1_000 }), fc.maxSafeNat());
  fc.assert(
    fc.property(fc.string(), bounds, fc.array(number), (seed, [minMs, more], orders) => {
      const maxMs = minMs + more;
      const uniform: LatencySettings = { model: "UNIFORM", minMs, maxMs };
      const normal: LatencySettings = { model: "LOG_NORMAL", medianMs: maxMs, sigma: 2 };
      for (
        const [settings, least, most] of [
          [uniform, minMs, maxMs],
          [normal, 0, MAX_LATENCY_MS],
        ] as const
      ) {
        const once = delays(settings, seed, orders);
        assert.deepEqual(delays(settings, seed, orders.toReversed()).reverse(), once);
        for (const ms of once) assert.ok(Number.isInteger(ms) && least <= ms && ms <= most);
      }
    }),
  );
});

Deno.test("every delay of a range is as likely, and one says nothing about the next", () => {
  const n = 110_000;
  const found = delays(UNIFORM, "uniform", Array.from({ length: n }, (_, i) => i + 1));
  const counts = Array<number>(11).fill(0);
  let together = 0;
  for (const [i, ms] of found.entries()) {
    counts[ms - 10]!++;
    if (i > 0) together += (ms - 15) * (found[i - 1]! - 15);
  }
  // Each comes 10,000 times; five standard errors are 5 × √(110,000 × 1/11 × 10/11) = 477.
  for (const count of counts) assert.ok(Math.abs(count - 10_000) < 477, `${count}`);
  // Variance of 11 equal steps is (11² − 1) ÷ 12 = 10; five standard errors of a correlation are 5 ÷ √n.
  assert.ok(Math.abs(together / n / 10) < 5 / Math.sqrt(n), `correlation ${together / n / 10}`);
});

Deno.test("log-normal delays have the median, the mean and the tail they should", () => {
  const n = 100_000;
  const settings: LatencySettings = { model: "LOG_NORMAL", medianMs: 1_000, sigma: 0.5 };
  const found = delays(settings, "normal", Array.from({ length: n }, (_, i) => i + 1));
  const share = (limit: number) => found.filter((ms) => ms > limit).length / n;
  // Above the median: a half. Above 1,000 × exp(0.5 × 1.96) = 2,664: 2.5 %. Five standard errors each.
  assert.ok(Math.abs(share(1_000) - 0.5) < 0.0079, `${share(1_000)}`);
  assert.ok(Math.abs(share(2_664) - 0.025) < 0.0025, `${share(2_664)}`);
  // Mean 1,000 × exp(0.5² ÷ 2) = 1,133.1, standard deviation 1,133.1 × √(exp(0.25) − 1) = 603.9.
  const mean = found.reduce((sum, ms) => sum + ms, 0) / n;
  assert.ok(Math.abs(mean - 1_133.1) < 5 * 603.9 / Math.sqrt(n), `mean ${mean}`);
});

Deno.test("settings that make no sense are refused", () => {
  for (const ms of [-1, 0.5, NaN, Infinity]) {
    assert.throws(
      () => latencyModel({ model: "FIXED", ms }, "1"),
      /whole number of ms from 0, not/,
    );
  }
  const crossed: LatencySettings = { model: "UNIFORM", minMs: 20, maxMs: 10 };
  assert.throws(() => latencyModel(crossed, "1"), /20 ms is above the longest of 10/);
  for (const bad of [-1, NaN, Infinity]) {
    const median: LatencySettings = { model: "LOG_NORMAL", medianMs: bad, sigma: 1 };
    assert.throws(() => latencyModel(median, "1"), /median is 0 ms or more/);
    const sigma: LatencySettings = { model: "LOG_NORMAL", medianMs: 1, sigma: bad };
    assert.throws(() => latencyModel(sigma, "1"), /sigma is 0 or more/);
  }
});
