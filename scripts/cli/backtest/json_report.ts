import {
  type BacktestResult,
  type DataReport,
  downsample,
  toArray,
} from "../../../engine/backtest/mod.ts";
import type { Trade } from "../../../engine/domain/mod.ts";

/** Points of the equity unless all are wanted: peaks and troughs stay. */
const EQUITY_POINTS = 1_000;

/** A result as `--json` prints it; names are part of the public contract. */
export function jsonReport(
  result: BacktestResult,
  data: readonly DataReport[],
  full: boolean,
): Record<string, unknown> {
  const { settings, dataHash, tradesHash, status, error, barsPerSecond, elapsedMs } = result;
  const { figures, long, short, months, openPositions, counts, rejections, notes, errors } = result;
  return {
    settings,
    dataHash,
    tradesHash,
    status,
    error,
    barsPerSecond,
    elapsedMs,
    figures,
    long,
    short,
    months,
    openPositions,
    counts,
    rejections,
    notes,
    notesLeftOut: result.notesLeftOut,
    errors: errors.map(({ time, symbol, code, message }) => ({ time, symbol, code, message })),
    data,
    trades: result.trades.map(tradeJson),
    equity: equityJson(result, full),
  };
}

export function tradeJson(trade: Trade): Record<string, string | number> {
  const { symbol, side, quantity, entryTime, entryPrice, exitTime, exitPrice, fees, pnl } = trade;
  const { reason, barsHeld, maxAdverse, maxFavorable } = trade;
  return {
    symbol,
    side,
    quantity,
    entryTime,
    entryPrice,
    exitTime,
    exitPrice,
    fees,
    pnl,
    reason,
    barsHeld,
    maxAdverse,
    maxFavorable,
  };
}

function equityJson({ series }: BacktestResult, full: boolean) {
  const { time, equity } = series;
  const points = { time: toArray(time), value: equity };
  const { time: times, value } = full ? points : downsample(points, EQUITY_POINTS);
  return Array.from(times, (time, i) => ({ time, value: value[i] }));
}
