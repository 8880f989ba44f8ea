import type { Trade } from "../../domain/mod.ts";
import { type PeriodicReturns, periodTimes } from "./periods.ts";
import type { RunRecord } from "./run_record.ts";

/** One calendar month, UTC; the first and the last may be parts. */
export interface MonthFigures {
  /** `2024-03`. */
  readonly month: string;
  /** Equity at its end ÷ equity at its beginning − 1; null where nothing was left to begin with. */
  readonly return: number | null;
  /** Trades that were closed in it, and the sum of their P&L in the quote currency. */
  readonly trades: number;
  readonly pnl: number;
}

/**
 * Every month that has a bar, in order. A bar that ends with a month belongs to it, a trade that was closed
 * in the first moment of the next one to that.
 */
export function monthFigures(record: RunRecord, periods: PeriodicReturns): MonthFigures[] {
  const { columns: { equity }, initialCash, trades } = record;
  const times = periodTimes(record, periods);
  const months: MonthSums[] = [];
  for (let i = 0; i < times.length; i++) {
    const time = times[i]!;
    const last = months.at(-1);
    const value = equity[periods.rows[i]!]!;
    if (last && time <= last.end) last.final = value;
    else months.push(newMonth(time, last?.final ?? initialCash, value));
  }
  addTrades(months, trades);
  return months.map(({ month, initial, final, trades, pnl }) => ({
    month,
    return: initial > 0 ? final / initial - 1 : null,
    trades,
    pnl,
  }));
}

interface MonthSums {
  readonly month: string;
  /** The first moment of the next one. */
  readonly end: number;
  readonly initial: number;
  final: number;
  trades: number;
  pnl: number;
}

function newMonth(time: number, initial: number, final: number): MonthSums {
  const date = new Date(time - 1);
  const end = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
  return { month: date.toISOString().slice(0, 7), end, initial, final, trades: 0, pnl: 0 };
}

/**
 * Most trades were closed in the month of the one before, so the search goes on from there. What was closed
 * at the end of the last bar is the last month's.
 */
function addTrades(months: readonly MonthSums[], trades: readonly Trade[]): void {
  let at = 0;
  for (const { exitTime, pnl } of trades) {
    while (at > 0 && exitTime < months[at - 1]!.end) at--;
    while (at < months.length - 1 && exitTime >= months[at]!.end) at++;
    const month = months[at];
    if (month === undefined) return;
    month.trades++;
    month.pnl += pnl;
  }
}
