import type { Trade } from "../domain/mod.ts";
import { type GiveWay, GO_ON } from "../kernel/mod.ts";

/**
 * Says what a backtest did: SHA-256 over one line a trade, in the order they were closed in. A line is a
 * JSON array without spaces and a line feed:
 *
 * `[symbol,side,quantity,entryTime,entryPrice,exitTime,exitPrice,fees,pnl,reason,barsHeld,maxAdverse,maxFavorable]`
 *
 * Numbers are written as JavaScript does, the shortest that reads back as the same. Ids are left out:
 * they say where a trade was made, not what it was.
 *
 * @param giveWay called every hundred trades or so
 */
export async function tradesHash(
  trades: readonly Trade[],
  giveWay: GiveWay = GO_ON,
): Promise<string> {
  const lines = new TextBytes(giveWay);
  for (const trade of trades) lines.add(tradeLine(trade));
  return await hex(lines.bytes());
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

async function hex(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Characters that are encoded at once. */
const CHUNK = 16_384;

/** UTF-8 of texts one behind the other, without all of them as one text in between. */
class TextBytes {
  readonly #encoder = new TextEncoder();
  readonly #giveWay: GiveWay;
  #bytes = new Uint8Array(65_536);
  #length = 0;
  #waiting = "";

  /** @param giveWay called whenever some of it is encoded */
  constructor(giveWay: GiveWay) {
    this.#giveWay = giveWay;
  }

  /** Encoded many at a time: each crossing into the encoder costs more than a line. */
  add(text: string): void {
    this.#waiting += text;
    if (this.#waiting.length < CHUNK) return;
    this.#flush();
    this.#giveWay();
  }

  bytes(): Uint8Array<ArrayBuffer> {
    this.#flush();
    return this.#bytes.subarray(0, this.#length);
  }

  #flush(): void {
    const text = this.#waiting;
    this.#waiting = "";
    // No character takes more than three bytes for each unit of a string.
    const most = this.#length + text.length * 3;
    if (most > this.#bytes.length) {
      // Copied, not transferred: once a buffer was detached, every typed array is asked whether its own was.
      const longer = new Uint8Array(Math.max(most, 2 * this.#length));
      longer.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = longer;
    }
    this.#length += this.#encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
  }
}
