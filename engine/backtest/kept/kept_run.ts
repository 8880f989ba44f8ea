import { type TradePage, tradePages } from "../../domain/mod.ts";
import { type Breathe, type GiveWay, GO_ON } from "../../kernel/mod.ts";
import type { BacktestJob } from "../job.ts";
import type { BacktestResult } from "../result.ts";
import { keptCandles } from "./kept_candles.ts";
import type { KeptColumns } from "./kept_columns.ts";
import { keptCurve } from "./kept_curve.ts";
import { keptMarks } from "./kept_marks.ts";

/** A result without what grows with its bars and trades. */
export type BacktestOutcome = Omit<BacktestResult, "trades" | "series">;

/** A result as it is kept. Plain data: little to hand over, however long the backtest was. */
export interface KeptRun {
  readonly outcome: BacktestOutcome;
  readonly trades: readonly TradePage[];
  /** To draw it: candles, equity, marks of trades; of many the highest and the lowest. */
  readonly columns: KeptColumns;
}

/** @param giveWay as `breathe`, for pieces that take no turn of the event loop */
export async function keptRun(
  job: BacktestJob,
  run: () => Promise<BacktestResult>,
  breathe: Breathe,
  giveWay: GiveWay = GO_ON,
): Promise<KeptRun> {
  const candles = await keptCandles(job.markets, breathe);
  const { trades, series, ...outcome } = await run();
  const { cash, symbols } = outcome.settings;
  const curve = await keptCurve(series, cash, breathe);
  const columns = { ...curve, ...candles, ...keptMarks(trades, symbols) };
  return { outcome, trades: tradePages(trades, giveWay), columns };
}
