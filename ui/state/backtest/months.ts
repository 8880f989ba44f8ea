import type { Json } from "../../operations/operation.ts";

/** What became of one month. */
export interface MonthCell {
  /** A fraction; null where nothing was left to begin with. */
  readonly return: number | null;
  readonly trades: number;
  readonly pnl: number;
}

/** A year, January first; null for months without a bar. */
export interface YearOfMonths {
  readonly year: number;
  readonly months: readonly (MonthCell | null)[];
  /** The months compounded. */
  readonly total: number | null;
}

/** The API's list of months as a table, a year a row. */
export function yearsOf(months: Json): YearOfMonths[] {
  const cells = new Map<number, (MonthCell | null)[]>();
  for (const item of Array.isArray(months) ? months : []) {
    const found = monthOf(item);
    if (found === null) continue;
    const [year, month, cell] = found;
    const row = cells.get(year) ?? Array.from({ length: 12 }, () => null);
    row[month] = cell;
    cells.set(year, row);
  }
  return [...cells].map(([year, row]) => ({ year, months: row, total: compounded(row) }));
}

function monthOf(item: Json): [number, number, MonthCell] | null {
  if (typeof item !== "object" || item === null) return null;
  const read = (name: string): unknown => Reflect.get(item, name);
  const [, year, month] = /^(\d{4})-(\d\d)$/.exec(String(read("month"))) ?? [];
  if (year === undefined || month === undefined) return null;
  const earned = read("return");
  const cell = {
    return: typeof earned === "number" ? earned : null,
    trades: Number(read("trades") ?? 0),
    pnl: Number(read("pnl") ?? 0),
  };
  return [Number(year), Number(month) - 1, cell];
}

function compounded(row: readonly (MonthCell | null)[]): number | null {
  let growth = 1;
  for (const cell of row) {
    if (cell === null) continue;
    if (cell.return === null) return null;
    growth *= 1 + cell.return;
  }
  return growth - 1;
}
