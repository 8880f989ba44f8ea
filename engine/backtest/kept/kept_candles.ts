import type { CandleColumns } from "../../domain/mod.ts";
import type { Breathe } from "../../kernel/mod.ts";
import { resampleInTurns } from "../../market/mod.ts";
import type { BacktestMarket } from "../job.ts";
import { candleLength } from "./candle_length.ts";
import type { KeptColumns } from "./kept_columns.ts";

/** Candles of a symbol that are kept with a result: with that many all of them, else merged. */
export const MAX_KEPT_CANDLES = 20_000;
/** The same for all symbols of a portfolio together: 10 MB before they are packed. */
const MAX_KEPT_ALTOGETHER = 200_000;

const NAMES = ["time", "open", "high", "low", "close", "volume"] as const;

/** What is kept of a symbol's candles. */
export interface KeptCandles {
  readonly columns: CandleColumns;
  /** Length of one: as long as the backtest's own, or a multiple of it. */
  readonly candleMs: number;
}

/**
 * Candles as a result keeps them: all, or so many merged into one that no high and no low is lost. Copies: what
 * becomes of the columns after does not matter.
 */
export async function keptCandles(
  markets: readonly BacktestMarket[],
  breathe: Breathe,
): Promise<KeptColumns> {
  const most = Math.min(MAX_KEPT_CANDLES, Math.floor(MAX_KEPT_ALTOGETHER / markets.length));
  return await atMost(most, markets, breathe);
}

/** All of them, however many, in the same columns. */
export async function wholeCandles(
  markets: readonly BacktestMarket[],
  breathe: Breathe,
): Promise<KeptColumns> {
  return await atMost(Infinity, markets, breathe);
}

async function atMost(
  most: number,
  markets: readonly BacktestMarket[],
  breathe: Breathe,
): Promise<KeptColumns> {
  const all: Record<string, Float64Array> = {};
  for (const { instrument: { code }, columns, candleMs } of markets) {
    const keptMs = keptLength(columns.time, candleMs, most);
    const kept = keptMs === candleMs ? columns : await resampleInTurns(columns, keptMs, breathe);
    all[columnName(code, "length")] = Float64Array.of(keptMs);
    // Not `slice()`: of shared memory it would make more of it, which cannot be handed over.
    for (const name of NAMES) all[columnName(code, name)] = new Float64Array(kept[name]);
    await breathe();
  }
  return all;
}

/** Which columns to read for a symbol. */
export function candleColumnNames(symbol: string): string[] {
  return ["length", ...NAMES].map((name) => columnName(symbol, name));
}

/** @returns undefined where none were kept */
export function readKeptCandles(columns: KeptColumns, symbol: string): KeptCandles | undefined {
  const column = (name: string) => columns[columnName(symbol, name)];
  const [time, open, high, low, close, volume] = NAMES.map(column);
  const candleMs = column("length")?.[0];
  if (!time || !open || !high || !low || !close || !volume || !candleMs) return undefined;
  return { columns: { time, open, high, low, close, volume }, candleMs };
}

function keptLength(time: Float64Array, candleMs: number, most: number): number {
  if (time.length <= most) return candleMs;
  const span = time.at(-1)! - time[0]! + candleMs;
  // One more than fit: the first and the last of them begin and end anywhere.
  return candleLength(span / (most - 1), candleMs);
}

const columnName = (symbol: string, name: string): string => `candles ${symbol} ${name}`;
