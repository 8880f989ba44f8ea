import type { Trade } from "../domain/mod.ts";
import type { BacktestMarket } from "./job.ts";

const COLUMNS = ["time", "open", "high", "low", "close", "volume"] as const;

/**
 * Says which candles a backtest ran over: SHA-256 of one line a market, in the order given,
 *
 * `SYMBOL MILLISECONDS TIME OPEN HIGH LOW CLOSE VOLUME\n`
 *
 * where MILLISECONDS is the candles' length and each of the six columns stands as the SHA-256 of its
 * values as little-endian doubles. All hashes are in hexadecimal.
 */
export async function dataHash(markets: readonly BacktestMarket[]): Promise<string> {
  const lines: string[] = [];
  for (const { instrument, columns, candleMs } of markets) {
    const parts = [instrument.code, String(candleMs)];
    for (const name of COLUMNS) parts.push(await columnHash(columns[name]));
    lines.push(`${parts.join(" ")}\n`);
  }
  return await textHash(lines.join(""));
}

/**
 * Says what a backtest did: SHA-256 over one line a trade, in the order they were closed in. A line is a
 * JSON array without spaces and a line feed:
 *
 * `[symbol,side,quantity,entryTime,entryPrice,exitTime,exitPrice,fees,pnl,reason,barsHeld,maxAdverse,maxFavorable]`
 *
 * Numbers are written as JavaScript does, the shortest that reads back as the same. Ids are left out:
 * they say where a trade was made, not what it was.
 */
export async function tradesHash(trades: readonly Trade[]): Promise<string> {
  return await textHash(trades.map(tradeLine).join(""));
}

/** A trade as {@link tradesHash} takes it. */
export function tradeLine(trade: Trade): string {
  const { symbol, side, quantity, reason, barsHeld, fees, pnl, maxAdverse, maxFavorable } = trade;
  const { entryTime, entryPrice, exitTime, exitPrice } = trade;
  const entry = [entryTime, entryPrice];
  const exit = [exitTime, exitPrice];
  const outcome = [fees, pnl, reason, barsHeld, maxAdverse, maxFavorable];
  return `${JSON.stringify([symbol, side, quantity, ...entry, ...exit, ...outcome])}\n`;
}

/** SHA-256 of a text's UTF-8 in hexadecimal. */
export async function textHash(text: string): Promise<string> {
  return await hex(new TextEncoder().encode(text));
}

/** The copy is for columns that threads share, which cannot be hashed where they lie. */
async function columnHash(column: Float64Array): Promise<string> {
  return await hex(column.slice());
}

async function hex(bytes: Float64Array<ArrayBuffer> | Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
