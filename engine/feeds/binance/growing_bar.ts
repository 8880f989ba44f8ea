import { addVolumes } from "../../market/mod.ts";
import type { StreamReader } from "./stream_reader.ts";

/** One bar of the base timeframe, as far as it is known; one object for many bars, so that a tick makes none. */
export class GrowingBar {
  /** Open time; NaN while nothing is known. */
  time = NaN;
  open = NaN;
  high = NaN;
  low = NaN;
  close = NaN;
  volume = 0;
  /** Number of the last trade that is in it; -1 before the first. */
  lastTradeId = -1;
  /** Market time of the newest word about it. */
  at = NaN;
  /** What time it was in the market when its first trade was heard of; NaN before. */
  seenAt = NaN;
  /** The quote of that moment. */
  bid = NaN;
  ask = NaN;

  get known(): boolean {
    return this.time === this.time;
  }

  /** False for a bar in which nobody has traded yet: its first price is still to come. */
  get traded(): boolean {
    return this.lastTradeId >= 0;
  }

  clear(): void {
    this.time = this.seenAt = NaN;
    this.lastTradeId = -1;
    this.volume = 0;
  }

  /** Takes in a kline; of an older one than the trades that are known nothing is new. */
  kline(reader: StreamReader, now: number, bid: number, ask: number): void {
    const same = this.time === reader.openTime;
    if (same && reader.lastTradeId < this.lastTradeId) return;
    if (!same) this.clear();
    this.time = reader.openTime;
    this.open = reader.open;
    this.high = reader.high;
    this.low = reader.low;
    this.close = reader.close;
    this.volume = reader.volume;
    this.lastTradeId = reader.lastTradeId;
    this.at = reader.eventTime;
    this.#seen(now, bid, ask);
  }

  /** The first trade of the bar that opens at `time`. */
  begin(time: number, reader: StreamReader, now: number, bid: number, ask: number): void {
    this.clear();
    this.time = time;
    this.open =
      this.high =
      this.low =
      this.close =
        reader.price;
    this.volume = reader.quantity;
    this.lastTradeId = reader.lastTradeId;
    this.at = reader.tradeTime;
    this.#seen(now, bid, ask);
  }

  /** A further trade. @returns false when it is in already */
  trade(reader: StreamReader): boolean {
    if (reader.lastTradeId <= this.lastTradeId) return false;
    const { price } = reader;
    if (price > this.high) this.high = price;
    if (price < this.low) this.low = price;
    this.close = price;
    // Of a trade that is in only partly, the part cannot be told: the next kline has the sum.
    if (reader.firstTradeId > this.lastTradeId) {
      this.volume = addVolumes(this.volume, reader.quantity);
    }
    this.lastTradeId = reader.lastTradeId;
    this.at = reader.tradeTime;
    return true;
  }

  copy(other: GrowingBar): void {
    const { time, open, high, low, close, volume, lastTradeId, at, seenAt, bid, ask } = other;
    Object.assign(this, { time, open, high, low, close, volume, lastTradeId, at });
    Object.assign(this, { seenAt, bid, ask });
  }

  #seen(now: number, bid: number, ask: number): void {
    if (this.seenAt === this.seenAt || !this.traded) return;
    this.seenAt = now;
    this.bid = bid;
    this.ask = ask;
  }
}
