import { deepEqual, equal, match, ok } from "node:assert/strict";
import fc from "fast-check";
import { HOSTS, jobOf, MINUTE, START, walkColumns } from "../../tests/support/backtests.ts";
import { simpleExecution, sliceColumns } from "../domain/mod.ts";
import type { StrategySource } from "../strategy/mod.ts";
import { BacktestBatch } from "./batch.ts";
import type { BacktestJob, BacktestMarket, BacktestSettings } from "./job.ts";
import type { BacktestRecord } from "./record.ts";

async function runAll(
  markets: readonly BacktestMarket[],
  all: readonly BacktestSettings[],
): Promise<BacktestRecord[]> {
  const { language } = all[0]!.strategy;
  const host = HOSTS.find((candidate) => candidate.language === language)!;
  const batch = await BacktestBatch.prepare(markets, all, host);
  while (!batch.isDone) batch.slice(1_000);
  return batch.finish();
}

/** All that can be told apart from outside. */
const seen = (
  { status, error, trades, equity, finalEquity, fees, counts, bars }: BacktestRecord,
) => ({ status, error, trades, equity, finalEquity, fees, counts, bars });

async function assertAsAlone(job: BacktestJob, all: readonly BacktestSettings[]) {
  const together = await runAll(job.markets, all);
  for (const [i, settings] of all.entries()) {
    const [alone] = await runAll(job.markets, [settings]);
    deepEqual(seen(together[i]!), seen(alone!));
  }
  return together;
}

const lua = (text: string): StrategySource => ({
  name: "sample",
  language: "lua",
  file: "sample.lua",
  path: "sample.lua",
  text,
});

/** Asks for its average once it has seen so many bars, then buys above and sells below it. */
const LATE = lua(`
parameters = { from = { default = 1, min = 1, max = 5000, step = 1 } }
function detect_opportunity(market, context, indicators)
  context.bars = (context.bars or 0) + 1
  if context.bars < params.from then return nil end
  local average = indicators.ema(50)
  if average and market.close > average then return { bars = context.bars } end
end
function filter_commitment() return { action = "enter_long", quantity = 1 } end
function manage_position(market, context, indicators)
  if market.close < indicators.ema(50) then return { action = "exit" } end
end`);

Deno.test("each account of a batch comes out as it would alone", async () => {
  const files = fc.constantFrom("ema_long_only_ts.ts", "ema_long_only.lua");
  const fast = fc.integer({ min: 2, max: 30 });
  const accounts = fc.array(
    fc.record({ fast, slow: fast, feeBps: fc.integer({ max: 40, min: 0 }) }),
    {
      minLength: 1,
      maxLength: 6,
    },
  );
  await fc.assert(
    fc.asyncProperty(fc.string(), files, accounts, async (seed, file, choices) => {
      const job = await jobOf(file, walkColumns(600, seed), { windowSize: 50, closeAtEnd: true });
      const all = choices.map(({ fast, slow, feeBps }) => ({
        ...job.settings,
        parameters: { fast, slow },
        execution: simpleExecution(feeBps, 0),
      }));
      await assertAsAlone(job, all);
    }),
    { numRuns: 20 },
  );
});

Deno.test("accounts share the window, and each indicator is computed once for all of them", async () => {
  const { settings, markets } = await jobOf("ema_long_only_ts.ts", walkColumns(200));
  const all = [3, 5, 8, 13].flatMap((fast) =>
    [20, 30, 40].map((slow) => ({ ...settings, parameters: { fast, slow } }))
  );
  const batch = await BacktestBatch.prepare(markets, all, HOSTS[1]!);
  batch.slice(Infinity);
  const [series] = batch.series;
  deepEqual(series!.indicators.list().map(({ key }) => key).sort(), [
    "ema(13)",
    "ema(20)",
    "ema(3)",
    "ema(30)",
    "ema(40)",
    "ema(5)",
    "ema(8)",
  ]);
  batch.finish();
  deepEqual(series!.indicators.list(), [], "nobody holds on to them");
});

Deno.test("an average that is asked for late remembers as much as it would alone", async () => {
  const base = await jobOf("ema_long_only.lua", walkColumns(2_000), { windowSize: 60 });
  const settings = { ...base.settings, strategy: LATE };
  const all = [1, 100, 101, 500, 500].map((from) => ({ ...settings, parameters: { from } }));
  const records = await assertAsAlone(base, all);
  ok(records.every(({ trades }) => trades.length > 10));
});

Deno.test("accounts over two symbols come out as they would alone", async () => {
  const base = await jobOf("ema_long_only_ts.ts", walkColumns(1_500));
  const instrument = { ...base.markets[0]!.instrument, code: "ETHUSDT" };
  const other = { instrument, columns: walkColumns(1_200, "other"), candleMs: MINUTE };
  const job = { ...base, markets: [...base.markets, other] };
  const all = [5, 10, 15].map((fast) => ({ ...base.settings, parameters: { fast, slow: 20 } }));
  const [first] = await assertAsAlone(job, all);
  deepEqual([...new Set(first!.trades.map(({ symbol }) => symbol))].sort(), ["BTCUSDT", "ETHUSDT"]);
});

Deno.test("an account whose strategy fails ends there, and the others go on", async () => {
  const base = await jobOf("ema_long_only.lua", walkColumns(1_000), { closeAtEnd: true });
  const broken = lua(
    LATE.text.replace("if market.close <", "if context.bars > 400 then error('enough') end\n$&"),
  );
  const all = [LATE, broken, LATE].map((strategy, i) => ({
    ...base.settings,
    strategy,
    parameters: { from: 1 + i * 401 },
  }));
  const [first, failed, last] = await assertAsAlone(base, all);
  equal(failed!.status, "FAILED");
  match(failed!.error!, /sample\.lua:\d+: enough/);
  ok(failed!.equity.time.length > 400 && failed!.equity.time.length < 450);
  equal(failed!.equity.equity.length, failed!.equity.time.length);
  equal(failed!.openPositions, 0, "what was open is closed where it ended");
  for (const { status, equity } of [first!, last!]) {
    equal(status, "DONE");
    equal(equity.time.length, 1_000);
  }
});

Deno.test("candles to warm up on fill the window, and nobody trades on them", async () => {
  const columns = walkColumns(1_000);
  const base = await jobOf("ema_long_only_ts.ts", columns, { windowSize: 300 });
  const [market] = base.markets;
  const [record] = await runAll([{ ...market!, warmUp: 400 }], [base.settings]);
  equal(record!.equity.time.length, 600);
  equal(record!.equity.time.at(0), START + 401 * MINUTE);
  equal(record!.equity.benchmark.at(0), 1);
  ok(record!.trades[0]!.entryTime >= START + 401 * MINUTE);
  // Of an average of 20 bars nothing is left of what came 300 bars before: 19 / 21 to the 300th is 1e-13.
  const [whole] = await runAll([market!], [base.settings]);
  const later = (trades: BacktestRecord["trades"]) =>
    trades.filter(({ entryTime }) => entryTime > START + 450 * MINUTE)
      .map(({ entryTime, entryPrice, pnl }) => ({ entryTime, entryPrice, pnl }));
  deepEqual(later(record!.trades), later(whole!.trades));
  const [cold] = await runAll([{ ...market!, columns: sliceColumns(columns, 400, 1_000) }], [
    base.settings,
  ]);
  ok(cold!.trades[0]!.entryTime > record!.trades[0]!.entryTime, "without them it has to wait");
});
