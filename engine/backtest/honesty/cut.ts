import { type CandleColumns, sliceColumns } from "../../domain/mod.ts";
import { rowAt } from "../evaluation/mod.ts";
import type { BacktestJob } from "../job.ts";

/**
 * The job with what was known at `time`: the candles that were over, and of one that opens right then its
 * first price, at which orders trade.
 */
export function cutAt({ settings, markets }: BacktestJob, time: number): BacktestJob {
  const cut = markets.map((market) => {
    const { columns, candleMs } = market;
    const over = rowAt(columns.time, time - candleMs + 1);
    return { ...market, columns: known(columns, over, time) };
  });
  // Not all of the job: the hash of its candles is not that of these.
  return { settings, markets: cut };
}

function known(columns: CandleColumns, over: number, time: number): CandleColumns {
  if (columns.time[over] !== time) return sliceColumns(columns, 0, over);
  const copy = firstRows(columns, over + 1);
  const isQuiet = columns.volume[over] === 0 && columns.high[over] === columns.low[over];
  for (const name of ["high", "low", "close"] as const) copy[name][over] = copy.open[over]!;
  // A candle without trades has no first price; how much is traded in it nobody knows yet.
  copy.volume[over] = isQuiet ? 0 : 1;
  return copy;
}

/** The job with the candles that open at `time` or later. */
export function startAt({ settings, markets }: BacktestJob, time: number): BacktestJob {
  const later = markets.map((market) => {
    const { columns } = market;
    const part = sliceColumns(columns, rowAt(columns.time, time), columns.time.length);
    return { ...market, columns: part, warmUp: 0 };
  });
  return { settings, markets: later };
}

/** A copy: the original goes on being used. */
function firstRows(columns: CandleColumns, rows: number): CandleColumns {
  const { time, open, high, low, close, volume } = sliceColumns(columns, 0, rows);
  return {
    time,
    open,
    high: high.slice(),
    low: low.slice(),
    close: close.slice(),
    volume: volume.slice(),
  };
}
