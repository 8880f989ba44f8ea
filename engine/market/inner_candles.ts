import { barOpenTime, type Candle, RowKind, type RowWriter } from "../domain/mod.ts";
import { CandleSum } from "./candle_sum.ts";

/**
 * The finer candles within a bar, made of candles as fine or finer still, and written as INNER rows as
 * they end. Each is the candle that a stream of its timeframe would close with.
 */
export class InnerCandles {
  /** False while the bar has no beginning in the rows: what ends then is not told. */
  tells = true;
  readonly #ms: number;
  readonly #out: RowWriter;
  readonly #candle = new CandleSum();
  /** Open time of the candle at hand; NaN while there is none. */
  #time = NaN;
  #bid = NaN;
  #ask = NaN;

  /** @param ms length of the candles that are told */
  constructor(ms: number, out: RowWriter) {
    this.#ms = ms;
    this.#out = out;
  }

  /** The candle at hand as far as it is over; null where nothing is. */
  get partial(): Omit<Candle, "closed"> | null {
    const { open, high, low, close, volume, filled } = this.#candle;
    return filled ? { time: this.#time, open, high, low, close, volume } : null;
  }

  /** Takes up what another had as its `partial`. */
  restore({ time, open, high, low, close, volume }: Omit<Candle, "closed">): void {
    this.take(time, 0, open, high, low, close, volume, NaN, NaN);
  }

  /** Takes a finished candle of `ms` milliseconds; `bid` and `ask` are the quote of its end. */
  take(
    time: number,
    ms: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
    bid: number,
    ask: number,
  ): void {
    if (ms === this.#ms) return this.#tell(time, open, high, low, close, volume, bid, ask);
    this.endBefore(time);
    this.#time = barOpenTime(time, this.#ms);
    this.#candle.add(open, high, low, close, volume);
    this.#bid = bid;
    this.#ask = ask;
    if (time + ms >= this.#time + this.#ms) this.end();
  }

  /** What happens at `time` belongs to a later candle: the one at hand ended in a hole, if need be. */
  endBefore(time: number): void {
    if (time >= this.#time + this.#ms) this.end();
  }

  /** The bar is over, and with it the candle at hand. */
  end(): void {
    const { open, high, low, close, volume, filled } = this.#candle;
    if (!filled) return;
    this.#tell(this.#time, open, high, low, close, volume, this.#bid, this.#ask);
    this.#candle.clear();
    this.#time = NaN;
  }

  #tell(
    time: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
    bid: number,
    ask: number,
  ): void {
    if (!this.tells) return;
    const at = time + this.#ms;
    this.#out.write(RowKind.INNER, at, time, open, high, low, close, volume, bid, ask);
  }
}
