import { type KeptColumns, MARK_COLUMNS } from "../../../backtest/mod.ts";
import type { Trade } from "../../../domain/mod.ts";
import type { TimeSpan } from "./time_span.ts";

/** A trade as a chart marks it. */
export interface TradeMark {
  /** Which trade, in the order they were closed in; from 0. */
  readonly index: number;
  readonly side: Trade["side"];
  readonly quantity: number;
  readonly entryTime: number;
  readonly entryPrice: number;
  readonly exitTime: number;
  readonly exitPrice: number;
  readonly pnl: number;
}

/** Trades of a stretch of time, and how many there are, marked or not. */
export interface TradeMarks {
  readonly total: number;
  readonly marks: readonly TradeMark[];
}

/**
 * The trades of a symbol that were open at some time of a stretch; where there are too many, those that won
 * or lost most.
 *
 * @param symbol its place in the backtest
 */
export function marksWithin(
  kept: KeptColumns,
  symbol: number,
  { from, to }: TimeSpan,
  limit: number,
): TradeMarks {
  const [symbols, isLong, quantity, entryTime, entryPrice, exitTime, exitPrice, pnl] = MARK_COLUMNS
    .map((name) => kept[name] ?? new Float64Array(0));
  const rows: number[] = [];
  for (let row = 0; row < symbols!.length; row++) {
    if (symbols![row] === symbol && exitTime![row]! >= from && entryTime![row]! < to) {
      rows.push(row);
    }
  }
  const chosen = rows.length <= limit
    ? rows
    : rows.toSorted((a, b) => Math.abs(pnl![b]!) - Math.abs(pnl![a]!)).slice(0, limit)
      .sort((a, b) => a - b);
  const marks = chosen.map((index) => ({
    index,
    side: isLong![index] === 1 ? "LONG" as const : "SHORT" as const,
    quantity: quantity![index]!,
    entryTime: entryTime![index]!,
    entryPrice: entryPrice![index]!,
    exitTime: exitTime![index]!,
    exitPrice: exitPrice![index]!,
    pnl: pnl![index]!,
  }));
  return { total: rows.length, marks };
}
