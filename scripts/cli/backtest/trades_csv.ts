import type { Trade } from "../../../engine/domain/mod.ts";
import { tradeJson } from "./json_report.ts";

const COLUMNS = [
  "symbol",
  "side",
  "quantity",
  "entryTime",
  "entryPrice",
  "exitTime",
  "exitPrice",
  "fees",
  "pnl",
  "reason",
  "barsHeld",
  "maxAdverse",
  "maxFavorable",
] as const;
const TIMES: ReadonlySet<string> = new Set(["entryTime", "exitTime"]);

/** Trades as CSV, a header first; times are ISO 8601 in UTC, as spreadsheets take them. */
export function* tradesCsv(trades: readonly Trade[]): Generator<string> {
  yield `${COLUMNS.join(",")}\n`;
  for (const trade of trades) {
    const values = tradeJson(trade);
    yield `${COLUMNS.map((name) => cell(name, values[name])).join(",")}\n`;
  }
}

function cell(name: string, value: string | number | undefined): string {
  if (TIMES.has(name)) return new Date(Number(value)).toISOString();
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
