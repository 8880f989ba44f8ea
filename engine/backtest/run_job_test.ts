import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import fc from "fast-check";
import { HOSTS, jobOf, MINUTE, START, walkColumns } from "../../tests/support/backtests.ts";
import { DEFAULT_EXECUTION, sliceColumns } from "../domain/mod.ts";
import { Backtest } from "./backtest.ts";
import { dataHash } from "./data_hash.ts";
import { tradesHash } from "./hashes.ts";
import type { BacktestJob } from "./job.ts";
import { runJob, type RunWorld } from "./run_job.ts";
import type { RunProgress } from "./runner.ts";
import { drawdownSeries } from "./statistics/mod.ts";

/** A stopwatch that goes on by so many milliseconds each time it is looked at. */
function world(stepMs: number, change: Partial<RunWorld> = {}): RunWorld {
  let at = 0;
  return {
    hosts: HOSTS,
    version: "1.2.3",
    dataHash: "?",
    stopwatch: () => at += stepMs,
    breathe: () => Promise.resolve(),
    isCanceled: () => false,
    progress: () => {},
    ...change,
  };
}

Deno.test("a result says what gives the same again", async () => {
  const job = await jobOf("ema_long_only_ts.ts", walkColumns(3_000));
  const result = await runJob(job, world(1));
  const { settings, figures, trades, series } = result;
  equal(result.status, "DONE");
  equal(result.error, null);
  equal(settings.version, "1.2.3");
  deepEqual(settings.symbols, ["BTCUSDT"]);
  deepEqual(settings.parameters, { fast: 10, slow: 20 });
  equal(settings.from, START);
  equal(settings.to, START + 3_000 * MINUTE);
  equal(settings.seed, DEFAULT_EXECUTION.seed);
  match(settings.strategy.sha256, /^[0-9a-f]{64}$/);
  deepEqual(settings.markets.map(({ candleMs, candles }) => [candleMs, candles]), [[
    MINUTE,
    3_000,
  ]]);
  ok(trades.length > 20, String(trades.length));
  equal(figures.trades, trades.length);
  equal(figures.bars, 3_000);
  equal(series.time.length, 3_000);
  equal(series.time.at(0), START + MINUTE);
  equal(series.benchmark.at(0), 1_000_000);
  equal(series.equity[0], 1_000_000);
  const drawdown = drawdownSeries(series.equity, settings.cash);
  equal(Math.min(...drawdown), figures.maxDrawdown);
  ok(result.counts.orders >= 2 * trades.length);
});

Deno.test("Lua and TypeScript with the same rules make the same trades, of known hashes", async () => {
  const columns = () => walkColumns(2_000);
  const lua = await runJob(await jobOf("ema_long_only.lua", columns()), world(1));
  const ts = await runJob(await jobOf("ema_long_only_ts.ts", columns()), world(7));
  equal(ts.tradesHash, lua.tradesHash);
  // Both were worked out by a program in Python that has nothing of this one but the candles: averages
  // that begin with a mean, fills at the next open, a thousandth of the price as fee, sums in decimals.
  equal(
    await dataHash((await jobOf("ema_long_only.lua", columns())).markets),
    "0eb7f39f4874609f336b2282a58f711a8e2058a1df1fc6580cb815b3eca483f0",
  );
  equal(lua.tradesHash, "238c58270216ede1dbfbe4c1bf900b88bc76c9fa611ec82341f189685b79ff3a");
});

/** By hand, in slices of the given sizes, the last one again and again. */
async function inSlices(job: BacktestJob, sizes: readonly number[]) {
  const host = HOSTS.find(({ language }) => language === job.settings.strategy.language)!;
  const backtest = await Backtest.prepare(job, host);
  for (let i = 0; !backtest.isDone; i++) backtest.slice(sizes[Math.min(i, sizes.length - 1)]!);
  const { trades, equity } = backtest.finish();
  return { hash: await tradesHash(trades), equity: equity.equity };
}

Deno.test("slices of any size give the same trades and the same equity", async () => {
  const timeframes = fc.constantFrom("1m" as const, "5m" as const, "1h" as const);
  const sizes = fc.array(fc.integer({ min: 1, max: 4_000 }), { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(fc.string(), timeframes, sizes, async (seed, timeframe, cuts) => {
      const columns = walkColumns(2_500, seed);
      const job = await jobOf("ema_long_only_ts.ts", columns, { timeframe });
      deepEqual(await inSlices(job, cuts), await inSlices(job, [Infinity]));
    }),
    { numRuns: 30 },
  );
});

Deno.test("two markets as one portfolio do not depend on slices either", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.integer({ min: 1, max: 700 }), async (seed, size) => {
      const job = await jobOf("ema_long_only_ts.ts", walkColumns(1_000, seed));
      const [first] = job.markets;
      const other = sliceColumns(walkColumns(1_000, `${seed}2`), 200, 900);
      const instrument = { ...first!.instrument, code: "ETHUSDT" };
      const both = { ...job, markets: [first!, { ...first!, instrument, columns: other }] };
      deepEqual(await inSlices(both, [size]), await inSlices(both, [Infinity]));
    }),
    { numRuns: 20 },
  );
});

Deno.test("progress goes up to 1 and tells rate and time left", async () => {
  const told: RunProgress[] = [];
  const job = await jobOf("ema_long_only_ts.ts", walkColumns(20_000));
  const progress = (one: RunProgress) => void told.push(one);
  await runJob(job, world(10, { progress }));
  ok(told.length > 2);
  for (let i = 1; i < told.length; i++) ok(told[i]!.share >= told[i - 1]!.share);
  const last = told.at(-1)!;
  equal(last.share, 1);
  equal(last.candles, 20_000);
  equal(last.leftMs, 0);
  ok(told[0]!.leftMs! > 0 && told[0]!.candlesPerSecond > 0);
});

Deno.test("a canceled run keeps what there is", async () => {
  const job = await jobOf("ema_long_only_ts.ts", walkColumns(20_000));
  let looks = 0;
  const result = await runJob(job, world(10, { isCanceled: () => ++looks === 3 }));
  equal(result.status, "CANCELED");
  ok(result.figures.bars > 1_000 && result.figures.bars < 20_000, String(result.figures.bars));
  ok(result.trades.length > 10);
  const whole = await runJob(job, world(10));
  deepEqual(result.trades, whole.trades.slice(0, result.trades.length));
});

Deno.test("a strategy that fails keeps what there is, and says where it failed", async () => {
  const job = await jobOf("ema_long_only.lua", walkColumns(5_000));
  const { strategy } = job.settings;
  const text = strategy.text.replace(
    "function manage_position(market_data, context, indicators)\n",
    "$& if market_data.count > 400 then error('enough') end\n",
  );
  const broken = { ...job, settings: { ...job.settings, strategy: { ...strategy, text } } };
  const result = await runJob(broken, world(1));
  equal(result.status, "FAILED");
  match(result.error!, /ema_long_only\.lua:\d+: enough/);
  equal(result.figures.bars < 600, true);
  equal(result.errors.length, 10);
  ok(result.trades.length > 0);
});

Deno.test("a strategy that does not load is refused with file and line", async () => {
  const job = await jobOf("ema_long_only.lua", walkColumns(10));
  const { strategy } = job.settings;
  const text = "function detect_opportunity(\n";
  const broken = { ...job, settings: { ...job.settings, strategy: { ...strategy, text } } };
  await rejects(runJob(broken, world(1)), /ema_long_only\.lua:2: /);
});
