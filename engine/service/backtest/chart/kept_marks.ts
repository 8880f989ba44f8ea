import type { Trade } from "../../../domain/mod.ts";
import type { KeptColumns } from "../../../store/mod.ts";
import type { TimeSpan } from "./time_span.ts";

const NAMES = [
  ...["symbol", "isLong", "quantity", "entryTime", "entryPrice"],
  ...["exitTime", "exitPrice", "pnl"],
].map((name) => `trades ${name}`);

/** Columns that marks are made of. */
export const MARK_COLUMNS: readonly string[] = NAMES;

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

/** What is needed to mark trades, a column each: of many thousand a chart wants those in sight at once. */
export function keptMarks(trades: readonly Trade[], symbols: readonly string[]): KeptColumns {
  const column = (of: (trade: Trade) => number) => Float64Array.from(trades, of);
  const columns = [
    column((trade) => symbols.indexOf(trade.symbol)),
    column((trade) => trade.side === "LONG" ? 1 : 0),
    column((trade) => trade.quantity),
    column((trade) => trade.entryTime),
    column((trade) => trade.entryPrice),
    column((trade) => trade.exitTime),
    column((trade) => trade.exitPrice),
    column((trade) => trade.pnl),
  ];
  return Object.fromEntries(columns.map((values, i) => [NAMES[i]!, values]));
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
  const [symbols, isLong, quantity, entryTime, entryPrice, exitTime, exitPrice, pnl] = NAMES
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
