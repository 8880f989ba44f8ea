/**
 * A whole backtest in one thread: EMA 10/20 crossover, long only, one unit, 0.1 % a side, signal at the
 * close, fill at the next open, with orders, fees, risk and figures. One iteration is {@link BARS} bars. What a
 * user waits for, cold and with the reading of a file, is measured by `scripts/bench/backtests.ts`.
 */
import { type BacktestJob, runJob } from "../../engine/backtest/mod.ts";
import type { CandleColumns } from "../../engine/domain/mod.ts";
import { HOSTS, jobOf, walkColumns } from "../support/backtests.ts";

const BARS = 1_000_000;
const columns = walkColumns(BARS);
/** A unit costs some 30,000. */
const CASH = 10_000_000;

async function run(job: BacktestJob): Promise<number> {
  const { trades } = await runJob(job, {
    hosts: HOSTS,
    version: "bench",
    dataHash: "",
    stopwatch: () => performance.now(),
    breathe: () => Promise.resolve(),
    isCanceled: () => false,
    progress: () => {},
  });
  return trades.length;
}

/** The same rules as a loop of its own, with equity and trades and nothing else. */
function bareLoop({ open, close }: CandleColumns): number {
  const equity = new Float64Array(close.length);
  const trades: { entry: number; exit: number; pnl: number }[] = [];
  let [fast, slow, cash, entry, order] = [0, 0, CASH, 0, 0];
  let wasAbove = true;
  for (let i = 0; i < close.length; i++) {
    if (order > 0) {
      entry = open[i]!;
      cash -= entry * 1.001;
    } else if (order < 0) {
      const exit = open[i]!;
      cash += exit * 0.999;
      trades.push({ entry, exit, pnl: exit * 0.999 - entry * 1.001 });
      entry = 0;
    }
    order = 0;
    const price = close[i]!;
    fast = i === 0 ? price : fast + (price - fast) * (2 / 11);
    slow = i === 0 ? price : slow + (price - slow) * (2 / 21);
    const isAbove = fast > slow;
    if (i >= 20) {
      if (entry > 0) order = fast < slow ? -1 : 0;
      else order = isAbove && !wasAbove ? 1 : 0;
    }
    wasAbove = isAbove;
    equity[i] = cash + (entry > 0 ? price : 0);
  }
  return trades.length + equity[close.length - 1]! * 0;
}

const group = "backtest";

Deno.bench(`bare loop, ${BARS} bars`, { group, baseline: true }, () => {
  if (bareLoop(columns) < 100) throw new Error("it has to trade");
});

for (
  const [name, file] of [["a .ts module", "ema_long_only_ts.ts"], ["Lua", "ema_long_only.lua"]]
) {
  const job = await jobOf(file!, columns, { cash: CASH });
  Deno.bench(`EMA crossover as ${name}, ${BARS} bars`, { group, n: 8, warmup: 2 }, async () => {
    if (await run(job) < 100) throw new Error("it has to trade");
  });
}
