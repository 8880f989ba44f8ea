import type { BacktestOutcome } from "../../backtest/mod.ts";
import type { Json } from "../../domain/mod.ts";
import type { BacktestInfo } from "./backtest_api.ts";
import { infoSettings } from "./info_settings.ts";

/** A backtest with what came of it. @param tradeCount trades it made */
export function withOutcome(
  info: BacktestInfo,
  result: BacktestOutcome,
  tradeCount: number,
  finishedAt: number,
): BacktestInfo {
  const { status, error, figures, long, short, months, tradesHash, dataHash } = result;
  const { notes, notesLeftOut, errors, counts, rejections, openPositions } = result;
  return {
    ...info,
    status,
    progress: status === "DONE" ? 1 : info.progress,
    barsPerSecond: result.barsPerSecond,
    leftMs: null,
    equity: figures.finalEquity,
    tradeCount,
    error,
    figures,
    long,
    short,
    months,
    notes,
    notesLeftOut,
    faults: errors.map(({ time, symbol, code, message }) => ({ time, symbol, code, message })),
    faultCount: counts.errors,
    openPositions,
    rejections,
    // A result does not know whose candles it had. Plain data by construction.
    settings: { ...infoSettings(info), ...result.settings } as unknown as Json,
    tradesHash,
    dataHash,
    finishedAt,
  };
}
