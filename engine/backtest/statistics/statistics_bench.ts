/** What the figures of a million minutes take, whole and in parts. */
import { Prng } from "../../kernel/mod.ts";
import { extremeRows } from "./downsample.ts";
import { drawdownSeries } from "./drawdowns.ts";
import { scanEquity } from "./equity_scan.ts";
import { periodicReturns } from "./periods.ts";
import type { RunRecord } from "./run_record.ts";
import { statistics } from "./statistics.ts";
import { recordOf, tradeOf } from "./testing.ts";
import { tradeColumns } from "./trade_columns.ts";
import { tradeFigures } from "./trade_figures.ts";

const BARS = 1_000_000;
const TRADES = 40_000;
const MINUTE = 60_000;

/** A walk with as many trades as crossing averages of 10 and 20 bars make, the same on every run. */
function walk(): RunRecord {
  const random = Prng.from("statistics");
  const step = () => random.next() / 2 ** 32 - 0.5;
  let value = 10_000;
  const equity = Float64Array.from({ length: BARS }, () => value *= 1 + step() / 1_000);
  const start = Date.UTC(2024, 0, 1);
  const trades = Array.from({ length: TRADES }, (_, i) => {
    const entryTime = start + i * 25 * MINUTE;
    return tradeOf(step(), {
      side: i % 2 ? "LONG" : "SHORT",
      entryTime,
      exitTime: entryTime + 9 * MINUTE,
    });
  });
  const benchmark = equity.map((v) => v * (1 + step() / 100));
  return recordOf(equity, { barMs: MINUTE, trades, columns: { benchmark } });
}

const record = walk();
/** Keeps results from being optimised away. */
let _seen: unknown;

function bench(name: string, run: () => unknown): void {
  Deno.bench({ name, group: "1 M bars, 40 k trades" }, () => {
    _seen = run();
  });
}

bench("all figures", () => statistics(record));
bench("the pass over the equity", () => scanEquity(record));
bench("daily returns", () => periodicReturns(record));
bench("trade figures", () => tradeFigures(tradeColumns(record.trades)));
bench("drawdown series", () => drawdownSeries(record.columns.equity, record.initialCash));
bench("1,000 points to draw", () => extremeRows(record.columns.equity, 1_000));
