import type { Scale, Timeframe } from "../domain/mod.ts";
import type { CandleWindow } from "./candle_window.ts";

/** NaN where the feed has none. */
interface Quote {
  readonly bid: number;
  readonly ask: number;
}

const NO_QUOTE: Quote = { bid: NaN, ask: NaN };

/**
 * What a strategy may see of the market: the bar it decides on and the past, nothing later.
 *
 * One view serves all runners of a stream. Closed bars are read straight from the window, so that a bar
 * nobody looks at costs nothing. Prices are in the quote currency, volume in base units, time is the
 * bar's open time in UTC epoch milliseconds.
 */
export class MarketView {
  readonly symbol: string;
  readonly timeframe: Timeframe;
  /** Smallest differences that an order's price and quantity can have; NaN where they are not known. */
  readonly priceStep: number;
  readonly quantityStep: number;
  /** 1 while the bar decided on is still forming (it is not in the window yet), else 0. */
  forming = 0;
  readonly #window: CandleWindow;
  readonly #scale: Scale | null;
  /** True once the bar decided on is the window's newest. */
  #isClosed = false;
  /** The bar that is still forming. */
  #time = NaN;
  #open = NaN;
  #high = NaN;
  #low = NaN;
  #close = NaN;
  #volume = NaN;
  #bid = NaN;
  #ask = NaN;

  /** @param scale steps of the instrument; without them nothing is rounded */
  constructor(
    symbol: string,
    timeframe: Timeframe,
    window: CandleWindow,
    scale: Scale | null = null,
  ) {
    this.symbol = symbol;
    this.timeframe = timeframe;
    this.priceStep = scale?.priceStep ?? NaN;
    this.quantityStep = scale?.quantityStep ?? NaN;
    this.#window = window;
    this.#scale = scale;
  }

  /** Open time of the bar decided on. */
  get timestamp(): number {
    return this.#isClosed ? this.#window.time[this.#window.head]! : this.#time;
  }
  get open(): number {
    return this.#isClosed ? this.#window.open[this.#window.head]! : this.#open;
  }
  get high(): number {
    return this.#isClosed ? this.#window.high[this.#window.head]! : this.#high;
  }
  get low(): number {
    return this.#isClosed ? this.#window.low[this.#window.head]! : this.#low;
  }
  get close(): number {
    return this.#isClosed ? this.#window.close[this.#window.head]! : this.#close;
  }
  get volume(): number {
    return this.#isClosed ? this.#window.volume[this.#window.head]! : this.#volume;
  }
  /** Best bid; where the feed has no quotes, the close. */
  get bid(): number {
    const bid = this.#bid;
    return bid === bid ? bid : this.close;
  }
  /** Best ask; where the feed has no quotes, the close. */
  get ask(): number {
    const ask = this.#ask;
    return ask === ask ? ask : this.close;
  }

  /** Bars that can be read, the one decided on included. */
  get count(): number {
    return this.#window.count + this.forming;
  }

  /** Open `ago` bars back, 0 being the bar decided on; NaN outside the window. */
  openAt(ago: number): number {
    return this.#at(this.#window.open, ago, this.open);
  }
  highAt(ago: number): number {
    return this.#at(this.#window.high, ago, this.high);
  }
  lowAt(ago: number): number {
    return this.#at(this.#window.low, ago, this.low);
  }
  closeAt(ago: number): number {
    return this.#at(this.#window.close, ago, this.close);
  }
  volumeAt(ago: number): number {
    return this.#at(this.#window.volume, ago, this.volume);
  }
  timeAt(ago: number): number {
    return this.#at(this.#window.time, ago, this.timestamp);
  }

  /** The nearest price that an order may have, or the nearest above or below. */
  roundPrice(price: number, direction?: "up" | "down"): number {
    const scale = this.#scale;
    if (scale === null) return price;
    if (direction === "up") return scale.toPrice(scale.ticksUp(price));
    if (direction === "down") return scale.toPrice(scale.ticksDown(price));
    return scale.toPrice(scale.ticks(price));
  }
  /** The largest quantity that an order may have, at most this one. */
  roundQuantity(quantity: number): number {
    const scale = this.#scale;
    return scale === null ? quantity : scale.toQuantity(scale.lotsDown(quantity));
  }

  /**
   * Shows the newest closed bar of the window.
   *
   * @param quote read here: numbers that are passed along may be put in boxes of their own with every bar
   */
  showClosed(quote: Quote = NO_QUOTE): void {
    this.#isClosed = true;
    this.#bid = quote.bid;
    this.#ask = quote.ask;
    this.forming = 0;
  }

  /** Shows a bar that is still forming. */
  showForming(
    time: number,
    open: number,
    high: number,
    low: number,
    close: number,
    volume: number,
    bid: number,
    ask: number,
  ): void {
    this.#isClosed = false;
    this.#time = time;
    this.#open = open;
    this.#high = high;
    this.#low = low;
    this.#close = close;
    this.#volume = volume;
    this.#bid = bid;
    this.#ask = ask;
    this.forming = 1;
  }

  #at(column: Float64Array, ago: number, current: number): number {
    if (ago === 0) return current;
    const back = ago - this.forming;
    const w = this.#window;
    // Negated, so that NaN is turned away too; a fraction would be rounded by the mask.
    if (!(back >= 0 && back < w.count && (back | 0) === back)) return NaN;
    return column[(w.head - back) & w.mask]!;
  }
}
