import { deepEqual, equal, ok, rejects } from "node:assert/strict";
import { HOSTS, jobOf, MINUTE, START, walkColumns } from "../../../tests/support/backtests.ts";
import { type IndicatorDefinition, INDICATORS } from "../../indicators/mod.ts";
import type { BacktestJob } from "../job.ts";
import { Backtest } from "../backtest.ts";
import { statistics } from "../statistics/mod.ts";
import { batchSizes, MAX_BATCH_ACCOUNTS } from "./batch_size.ts";
import { localEvaluator } from "./local_evaluator.ts";
import { marketsIn, rowAt } from "./market_range.ts";
import { runRecordOf } from "./summary.ts";
import type { EvaluationProgress } from "./task.ts";

const NEVER = new AbortController().signal;
const WORLD = { stopwatch: () => 0, breathe: () => Promise.resolve() };
const evaluator = (job: BacktestJob) => localEvaluator(job, HOSTS, WORLD);

Deno.test("accounts have the figures of backtests of their own", async () => {
  const job = await jobOf("ema_long_only_ts.ts", walkColumns(3_000));
  const accounts = Array.from(
    { length: 70 },
    (_, i) => ({ parameters: { fast: 3 + i, slow: 90 } }),
  );
  const progress: EvaluationProgress[] = [];
  const task = { range: null, accounts, detail: "RETURNS" as const };
  const results = await evaluator(job).run(task, (one) => void progress.push(one), NEVER);
  equal(results.length, 70);
  for (const i of [0, 31, 32, 69]) {
    const settings = { ...job.settings, ...accounts[i]! };
    const backtest = await Backtest.prepare({ ...job, settings }, HOSTS[1]!);
    backtest.slice(Infinity);
    const record = backtest.finish();
    deepEqual(results[i]!.figures, statistics(runRecordOf(settings, record)).figures);
  }
  // 3,000 minutes from midnight on are two days and a part.
  equal(results[0]!.returns!.length, 3);
  equal(results[0]!.record, null);
  for (let i = 1; i < progress.length; i++) ok(progress[i]!.share >= progress[i - 1]!.share);
  const last = progress.at(-1)!;
  deepEqual([last.share, last.of, last.candles], [1, 70, 70 * 3_000]);
});

/** How often averages are computed for a bar while something runs. */
async function updatesOfAverages(run: () => Promise<unknown>): Promise<number> {
  const ema: { create: IndicatorDefinition["create"] } = INDICATORS.find(({ name }) =>
    name === "ema"
  )!;
  const { create } = ema;
  let updates = 0;
  ema.create = (parameters, out) => {
    const stream = create(parameters, out);
    return { update: (bars, row) => (updates++, stream.update(bars, row)) };
  };
  try {
    await run();
    return updates;
  } finally {
    ema.create = create;
  }
}

Deno.test("each indicator is computed once for all accounts, whatever pass they are in", async () => {
  const job = await jobOf("ema_long_only_ts.ts", walkColumns(3_000));
  // 20 fast averages and 10 slow ones, for 200 accounts in seven passes.
  const accounts = Array.from(
    { length: 200 },
    (_, i) => ({ parameters: { fast: 3 + i % 20, slow: 50 + Math.floor(i / 20) } }),
  );
  const all = evaluator(job);
  const task = { range: null, accounts, detail: "RETURNS" as const };
  let results: unknown;
  const updates = await updatesOfAverages(async () => {
    results = await all.run(task, () => {}, NEVER);
  });
  equal(updates, 30 * 3_000);
  const again = await updatesOfAverages(async () => {
    deepEqual(await all.run(task, () => {}, NEVER), results);
  });
  equal(again, 0);
  // Other candles are another matter.
  const range = { from: START + 1_000 * MINUTE, to: START + 2_000 * MINUTE };
  const part = { ...task, range, accounts: accounts.slice(0, 1) };
  ok(await updatesOfAverages(() => all.run(part, () => {}, NEVER)) >= 2_000);
  const parts = [evaluator(job), all].map((one) => one.run(part, () => {}, NEVER));
  const [fresh, warm] = await Promise.all(parts);
  deepEqual(warm, fresh);
});

Deno.test("an aborted task hands over the batches that were finished", async () => {
  const job = await jobOf("ema_long_only_ts.ts", walkColumns(2_000));
  const accounts = Array.from({ length: 70 }, () => ({}));
  const stop = new AbortController();
  const task = { range: null, accounts, detail: "FIGURES" as const };
  const results = await evaluator(job).run(task, ({ done }) => {
    if (done > 0) stop.abort();
  }, stop.signal);
  deepEqual(results.map((result) => result !== null), accounts.map((_, i) => i < 32));
});

Deno.test("a range trades on its candles only, and warms up on those before", async () => {
  const job = await jobOf("ema_long_only_ts.ts", walkColumns(1_000), { windowSize: 100 });
  const range = { from: START + 300 * MINUTE, to: START + 500 * MINUTE };
  const task = { range, accounts: [{}], detail: "RECORD" as const };
  const [result] = await evaluator(job).run(task, () => {}, NEVER);
  const { columns: { time }, trades } = result!.record!;
  deepEqual([time.length, time[0]! - MINUTE, time.at(-1)], [200, range.from, range.to]);
  ok(trades.length > 0);
  ok(trades.every(({ entryTime }) => entryTime > range.from));
});

Deno.test("what warms up is as long as the window, and whole bars", async () => {
  const { markets } = await jobOf("ema_long_only_ts.ts", walkColumns(1_000));
  const at = (minutes: number) => START + minutes * MINUTE;
  // A window of 60 bars holds 64.
  const part = (from: number, to: number) => {
    const [market] = marketsIn(markets, { from: at(from), to: at(to) }, "5m", 60);
    const { columns: { time }, warmUp } = market!;
    return [(time[0]! - START) / MINUTE, warmUp, (time.at(-1)! - START) / MINUTE];
  };
  deepEqual(part(400, 500), [80, 320, 499]);
  deepEqual(
    part(401, 500),
    [85, 320, 499],
    "a range that begins within a bar begins with the next",
  );
  deepEqual(part(20, 30), [0, 20, 29], "there is no more than there is");
  deepEqual(part(0, 2_000), [0, 0, 999]);
});

Deno.test("a range without candles is refused", async () => {
  const job = await jobOf("ema_long_only_ts.ts", walkColumns(10));
  const range = { from: START + 10 * MINUTE, to: START + 20 * MINUTE };
  const task = { range, accounts: [{}], detail: "FIGURES" as const };
  await rejects(
    evaluator(job).run(task, () => {}, NEVER),
    /There are no candles from 2024-01-01T00:10:00.000Z to 2024-01-01T00:20:00.000Z/,
  );
});

Deno.test("rows are found by halving", () => {
  const times = Float64Array.of(10, 20, 30);
  deepEqual([5, 10, 11, 30, 31].map((time) => rowAt(times, time)), [0, 0, 1, 2, 3]);
});

Deno.test("a batch keeps to its limits, and leaves work for every worker", async () => {
  const small = await jobOf("ema_long_only_ts.ts", walkColumns(1_000));
  deepEqual(batchSizes(small, 100, 1), [32, 32, 32, 4]);
  deepEqual(batchSizes(small, 100, 2), [25, 19, 14, 11, 8, 6, 5, 4, 4, 4]);
  deepEqual(batchSizes(small, 10, 2), [5, 5]);
  deepEqual(batchSizes(small, 40, 2), [10, 8, 6, 4, 4, 4, 4]);
  deepEqual(batchSizes(small, 3, 2), [2, 1]);
  deepEqual(batchSizes(small, 1, 2), [1]);
  deepEqual(batchSizes(small, 0, 2), []);
  const many = batchSizes(small, 1_000, 2);
  equal(many.reduce((sum, size) => sum + size), 1_000);
  equal(many.filter((size) => size === MAX_BATCH_ACCOUNTS).length, 28);
  // 8 bytes a bar: 96 MB hold 12 accounts of a million bars, and none of a hundred million.
  const columns = { ...walkColumns(0), time: new Float64Array(1_000_000) };
  const large = { ...small, markets: [{ ...small.markets[0]!, columns }] };
  equal(Math.max(...batchSizes(large, 1_000, 2)), 12);
  const hours = { ...large, settings: { ...large.settings, timeframe: "1h" as const } };
  equal(batchSizes(hours, 1_000, 2)[0], MAX_BATCH_ACCOUNTS);
});
