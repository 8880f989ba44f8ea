import type { Trade } from "../../domain/mod.ts";
import type { KeptColumns } from "./kept_columns.ts";

/** Columns that marks are made of. */
export const MARK_COLUMNS: readonly string[] = [
  ...["symbol", "isLong", "quantity", "entryTime", "entryPrice"],
  ...["exitTime", "exitPrice", "pnl"],
].map((name) => `trades ${name}`);

/** What is needed to mark trades, a column each: of many thousand a chart wants those in sight at once. */
export function keptMarks(trades: readonly Trade[], symbols: readonly string[]): KeptColumns {
  const column = (of: (trade: Trade) => number) => {
    const values = new Float64Array(trades.length);
    for (let i = 0; i < trades.length; i++) values[i] = of(trades[i]!);
    return values;
  };
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
  return Object.fromEntries(columns.map((values, i) => [MARK_COLUMNS[i]!, values]));
}
