/** The monitor against its own restart, and against recounting everything from the beginning. */
import assert from "node:assert/strict";
import fc from "fast-check";
import type { RiskSettings } from "../domain/mod.ts";
import { RiskMonitor } from "./monitor.ts";
import { DAY, DAY_0, HOUR, settingsOf } from "./testing.ts";

const RUNS = { numRuns: 500 };
const cents = fc.integer({ min: -100, max: 2_000_000 });
const limit = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const share = fc.integer({ min: 1, max: 12_000 }).map((bps) => bps / 10_000);

const settings: fc.Arbitrary<RiskSettings> = fc.record({
  maxDailyLoss: limit(share),
  maxDrawdown: limit(share),
  maxConsecutiveLosses: limit(fc.integer({ min: 1, max: 4 })),
  onBreach: fc.constantFrom("REDUCE" as const, "FLATTEN" as const),
  cooldownBars: fc.integer({ min: 0, max: 5 }),
  maxOrdersPerMinute: limit(fc.integer({ min: 1, max: 20 })),
}).map(settingsOf);

type Step = (monitor: RiskMonitor, time: number, bar: number) => unknown;

const steps: fc.Arbitrary<Step> = fc.oneof(
  cents.map((c): Step => (monitor, time) => monitor.onEquity(time, c / 100)),
  fc.integer({ min: -2, max: 2 }).map((pnl): Step => (monitor, _, bar) =>
    monitor.onTrade(pnl, bar)
  ),
  fc.constant<Step>((monitor, time) => monitor.orderSent(time)),
  fc.oneof(cents.map((c) => c / 100), fc.constant(NaN))
    .map((equity): Step => (monitor, time) => monitor.release(time, equity)),
);

Deno.test("a monitor restored from its data at any moment goes on as the one that never stopped", () => {
  const plan = fc.array(
    fc.record({
      step: steps,
      wait: fc.constantFrom(0, 1, 20_000, 60_000, HOUR, 9 * HOUR, DAY),
      isRestarted: fc.boolean(),
      settings: fc.option(settings, { nil: null, freq: 8 }),
    }),
    { maxLength: 60, size: "max" },
  );
  fc.assert(
    fc.property(settings, plan, (first, moves) => {
      let current = first;
      let time = DAY_0;
      let restarted = new RiskMonitor(current);
      const steady = new RiskMonitor(current);
      moves.forEach(({ step, wait, isRestarted, settings }, bar) => {
        time += wait;
        if (settings) {
          current = settings;
          steady.setSettings(current);
          restarted.setSettings(current);
        }
        if (isRestarted) {
          const data = JSON.parse(JSON.stringify(restarted.toData()));
          restarted = new RiskMonitor(current);
          restarted.restore(data);
        }
        assert.deepEqual(step(restarted, time, bar), step(steady, time, bar));
        assert.deepEqual(restarted.entryDenial(time, bar), steady.entryDenial(time, bar));
        assert.deepEqual(restarted.status(time, bar, 100), steady.status(time, bar, 100));
        assert.deepEqual(restarted.toData(), steady.toData());
      });
    }),
    RUNS,
  );
});

/** Whether `equity` is `bps` or more below `from`, exactly; amounts in cents. */
function isLost(from: number, equity: number, bps: number): boolean {
  return from > 0 && (BigInt(from) - BigInt(equity)) * 10_000n >= BigInt(bps) * BigInt(from);
}

/** Mostly small moves, so that limits are neither always nor never reached. */
const paths = fc.record({
  start: fc.integer({ min: 1, max: 100_000_000 }),
  moves: fc.array(fc.integer({ min: -60, max: 60 }), { minLength: 1, maxLength: 120, size: "max" }),
}).map(({ start, moves }) => {
  let equity = start;
  return moves.map((move) => equity = Math.round(equity * (1 + move / 1_000)));
});
const bps = fc.integer({ min: 1, max: 5_000 });

Deno.test("the drawdown limit is reached where recounting from the beginning says so", () => {
  fc.assert(
    fc.property(paths, bps, (path, bps) => {
      const monitor = new RiskMonitor(settingsOf({ maxDrawdown: bps / 10_000 }));
      const reported = path.findIndex((equity, i) => monitor.onEquity(DAY_0 + i, equity / 100));
      const expected = path.findIndex((equity, i) =>
        isLost(Math.max(...path.slice(0, i + 1)), equity, bps)
      );
      assert.equal(reported, expected);
      assert.equal(
        monitor.entryDenial(DAY_0 + path.length, 0)?.rule,
        reported < 0 ? undefined : "drawdown",
      );
    }),
    RUNS,
  );
});

Deno.test("an equity exactly at the limit reaches it", () => {
  // Peaks of so many ten thousand cents, so that every basis point of them is whole cents.
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), bps, (tens, bps) => {
      const peak = tens * 10_000;
      const floor = peak - tens * bps;
      const monitor = new RiskMonitor(settingsOf({ maxDrawdown: bps / 10_000 }));
      assert.equal(monitor.onEquity(DAY_0, peak / 100), null);
      assert.equal(monitor.onEquity(DAY_0, (floor + 1) / 100), null);
      assert.ok(monitor.onEquity(DAY_0, floor / 100));
    }),
    RUNS,
  );
});

Deno.test("the daily limit is reached where recounting from the beginning says so", () => {
  const hours = fc.constantFrom(1, 4, 6, 11, 24, 30);
  fc.assert(
    fc.property(paths, bps, hours, (path, bps, step) => {
      const monitor = new RiskMonitor(settingsOf({ maxDailyLoss: bps / 10_000 }));
      const timeOf = (i: number) => DAY_0 + i * step * HOUR;
      const dayOf = (i: number) => Math.ceil(timeOf(i) / DAY);
      const reported = path.map((equity, i) => monitor.onEquity(timeOf(i), equity / 100) !== null);
      const below = path.map((equity, i) => {
        const before = path.findLastIndex((_, j) => dayOf(j) < dayOf(i));
        return isLost(path[Math.max(0, before)]!, equity, bps);
      });
      const expected = below.map((is, i) => {
        return is && !below.some((was, j) => was && j < i && dayOf(j) === dayOf(i));
      });
      assert.deepEqual(reported, expected);
    }),
    RUNS,
  );
});
