import assert from "node:assert/strict";
import fc from "fast-check";
import { periodicReturns, periodTimes } from "./periods.ts";
import { column, DAY, near, recordOf } from "./testing.ts";

const HOUR = 3_600_000;
const MONDAY = Date.UTC(2024, 0, 1);

Deno.test("hourly bars make a return a day, from midnight to midnight UTC", () => {
  // Two bars late on Monday, the second ends at midnight; one on Tuesday; none on Wednesday; one on Thursday.
  const time = column(
    MONDAY + 23 * HOUR,
    MONDAY + DAY,
    MONDAY + DAY + HOUR,
    MONDAY + 3 * DAY + 5 * HOUR,
  );
  const record = recordOf([99, 110, 99, 198], { barMs: HOUR, initialCash: 100, columns: { time } });
  const periods = periodicReturns(record);
  assert.equal(periods.period, "DAY");
  assert.deepEqual([...periods.rows], [1, 2, 3]);
  [0.1, -0.1, 1].forEach((expected, i) => near(periods.returns[i], expected));
  assert.deepEqual([...periodTimes(record, periods)], [time[1], time[2], time[3]]);
});

Deno.test("bars of a day and longer make a return each", () => {
  const { period, returns } = periodicReturns(recordOf([110, 99], { initialCash: 100 }));
  assert.equal(period, "BAR");
  [0.1, -0.1].forEach((expected, i) => near(returns[i], expected));
});

Deno.test("a market with Saturdays has 365 days a year, one without 252, weeks are as many as fit", () => {
  const days = recordOf(new Float64Array(70).fill(1));
  assert.equal(periodicReturns(days).periodsPerYear, 365);
  // Each bar ends at the midnight after its day: from Tuesday to Saturday.
  const sessions = days.columns.time.filter((time) => ![0, 1].includes(new Date(time).getUTCDay()));
  const stock = recordOf(new Float64Array(sessions.length).fill(1), {
    columns: { time: sessions },
  });
  assert.equal(periodicReturns(stock).periodsPerYear, 252);
  const minutes = recordOf(new Float64Array(20_000).fill(1), { barMs: 60_000 });
  assert.equal(periodicReturns(minutes).periodsPerYear, 365);
  near(periodicReturns(recordOf([1, 1], { barMs: 7 * DAY })).periodsPerYear, 365.25 / 7);
  assert.equal(periodicReturns(days, 360).periodsPerYear, 360);
});

Deno.test("nothing is earned on nothing: returns end where the equity does", () => {
  const { returns } = periodicReturns(recordOf([50, 0, 10, 20], { initialCash: 100 }));
  assert.deepEqual([...returns], [-0.5, -1]);
});

Deno.test("a run without bars has no returns", () => {
  assert.equal(periodicReturns(recordOf([], { barMs: HOUR })).returns.length, 0);
  assert.equal(periodicReturns(recordOf([])).returns.length, 0);
});

Deno.test("all returns together are the growth, and each day ends with its last bar", () => {
  const bars = fc.array(
    fc.record({ gap: fc.integer({ min: 1, max: 60 }), equity: fc.integer({ min: 1, max: 1_000 }) }),
    { minLength: 1, maxLength: 200 },
  );
  fc.assert(fc.property(bars, (steps) => {
    let at = MONDAY;
    const time = Float64Array.from(steps, ({ gap }) => at += gap * HOUR);
    const equity = steps.map((step) => step.equity);
    const record = recordOf(equity, { barMs: HOUR, initialCash: 500, columns: { time } });
    const { rows, returns } = periodicReturns(record);
    near(returns.reduce((product, r) => product * (1 + r), 1), equity.at(-1)! / 500, 1e-9);
    const days = [...time].map((t) => Math.ceil(t / DAY));
    const plain = days.flatMap((day, i) => day === days[i + 1] ? [] : [i]);
    assert.deepEqual([...rows], plain);
  }));
});
