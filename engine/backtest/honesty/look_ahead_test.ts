import { deepEqual, equal, match, ok } from "node:assert/strict";
import { jobOf, MINUTE, START, walkColumns } from "../../../tests/support/backtests.ts";
import { dishonest, hostOf, withText, WORLD } from "../../../tests/support/honesty.ts";
import type { BacktestJob } from "../job.ts";
import { lookAheadCheck, MAX_CUTS } from "./look_ahead.ts";

const check = (job: BacktestJob, cuts?: number) => lookAheadCheck(job, hostOf(job), WORLD, cuts);

Deno.test("honest strategies decide the same with the future cut off", async () => {
  for (const file of ["ema_long_only.lua", "ema_long_only_ts.ts"]) {
    for (const timeframe of ["1m", "5m"] as const) {
      const report = await check(
        await jobOf(file, walkColumns(3_000), { timeframe, closeAtEnd: true }),
      );
      const { verdict, decisions, cuts, changed, differences } = report!;
      deepEqual([verdict, changed, differences], ["CLEAN", 0, []]);
      ok(decisions > 20 && cuts > 10 && cuts <= MAX_CUTS, `${decisions} ${cuts}`);
    }
  }
});

Deno.test("stops, takes and several symbols are no trouble to an honest one", async () => {
  const job = await jobOf("ema_long_only_ts.ts", walkColumns(1_500));
  const [market] = job.markets;
  const instrument = { ...market!.instrument, code: "ETHUSDT" };
  const both = {
    ...job,
    markets: [market!, { ...market!, instrument, columns: walkColumns(1_200, "x") }],
  };
  const text = (source: string) =>
    source.replace("quantity: 1,", "quantity: 1, stopLoss: 29000, takeProfit: 31000,");
  equal((await check(withText(both, text)))!.verdict, "CLEAN");
});

Deno.test("one that remembers the future from run to run is found out, with the bar", async () => {
  try {
    const report = await check(await dishonest("remembers_the_future.ts", 400));
    equal(report!.verdict, "NOT_REPEATABLE");
    const [first] = report!.differences;
    equal(first!.cutAt, null);
    // At its first bar it has nothing to go by; in the second run it knows the next one.
    ok(first!.time >= START + MINUTE && first!.time <= START + 3 * MINUTE);
    match(`${first!.withFuture} ${first!.without}`, /opportunity|entry buy/);
    ok(report!.changed > 10, "cutting off the future changes it, too");
  } finally {
    Reflect.deleteProperty(globalThis, "closes");
  }
});

Deno.test("one that does something else once the future is gone is told apart", async () => {
  // The runs over all the data are the first two.
  const top = "const run = globalThis.runs = (globalThis.runs ?? 0) + 1;\n";
  const job = withText(
    await jobOf("ema_long_only_ts.ts", walkColumns(1_000)),
    (text) => top + text.replace("quantity: 1", "quantity: run > 2 ? 2 : 1"),
  );
  try {
    const report = await check(job, 4);
    equal(report!.verdict, "LOOKS_AHEAD");
    deepEqual([report!.cuts, report!.changed, report!.differences.length], [4, 4, 4]);
    const [{ cutAt, time, symbol, withFuture, without }] = report!.differences as [never];
    equal(symbol, "BTCUSDT");
    ok(time <= cutAt);
    match(withFuture, /^entry buy market, quantity 1/);
    match(without, /^entry buy market, quantity 2/);
  } finally {
    Reflect.deleteProperty(globalThis, "runs");
  }
});

Deno.test("one that decides nothing cannot be judged, and a canceled check has no report", async () => {
  const job = withText(
    await jobOf("ema_long_only.lua", walkColumns(100)),
    (text) => text.replace("if before and", "if false and"),
  );
  equal((await check(job))!.verdict, "NO_DECISIONS");
  equal(await lookAheadCheck(job, hostOf(job), { ...WORLD, isCanceled: () => true }), null);
});

Deno.test("progress goes up to 1", async () => {
  const told: number[] = [];
  const job = await jobOf("ema_long_only_ts.ts", walkColumns(2_000));
  const world = { ...WORLD, progress: (share: number) => void told.push(share) };
  await lookAheadCheck(job, hostOf(job), world, 3);
  for (let i = 1; i < told.length; i++) ok(told[i]! >= told[i - 1]!);
  equal(told.at(-1), 1);
});
