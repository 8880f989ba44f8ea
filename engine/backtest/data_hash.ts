import { createHash } from "node:crypto";
import { setImmediate } from "node:timers";
import type { BacktestMarket } from "./job.ts";

const COLUMNS = ["time", "open", "high", "low", "close", "volume"] as const;
/** Values that are hashed at a stretch: a millisecond or so, and then others get their turn. */
const PIECE = 131_072;

/**
 * Says which candles a backtest runs over: SHA-256 of one line a market, in the order given,
 *
 * `SYMBOL MILLISECONDS TIME OPEN HIGH LOW CLOSE VOLUME\n`
 *
 * where MILLISECONDS is the candles' length and each of the six columns stands as the SHA-256 of its
 * values as little-endian doubles. All hashes are in hexadecimal.
 */
export async function dataHash(markets: readonly BacktestMarket[]): Promise<string> {
  const lines = createHash("sha256");
  const piece = new Float64Array(PIECE);
  for (const { instrument, columns, candleMs } of markets) {
    const parts = [instrument.code, String(candleMs)];
    for (const name of COLUMNS) parts.push(await columnHash(columns[name], piece));
    lines.update(`${parts.join(" ")}\n`);
  }
  return lines.digest("hex");
}

/** @param piece to copy parts into: columns that threads share cannot be hashed where they lie */
async function columnHash(column: Float64Array, piece: Float64Array<ArrayBuffer>) {
  const hash = createHash("sha256");
  for (let at = 0; at < column.length; at += PIECE) {
    const part = column.subarray(at, at + PIECE);
    piece.set(part);
    hash.update(new Uint8Array(piece.buffer, 0, part.byteLength));
    await new Promise<void>((resolve) => void setImmediate(resolve));
  }
  return hash.digest("hex");
}
