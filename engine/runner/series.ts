import {
  type Candle,
  type CandleColumns,
  Col,
  type Instrument,
  type MarketRows,
  ROW_WIDTH,
  RowKind,
  scaleOf,
  sliceColumns,
  type Timeframe,
  timeframeMs,
} from "../domain/mod.ts";
import { IndicatorSet, type IndicatorSharing } from "../indicators/mod.ts";
import { CandleWindow, MarketView } from "../market/mod.ts";
import { PricePiece } from "../broker/mod.ts";

/**
 * Who takes part in a stream. Called for each row, in the order of joining; what the row says is read
 * from the series, because a number passed along would be put in a box of its own.
 */
export interface SeriesMember {
  /**
   * False where the first price of a bar cannot change anything; asked of bars that come whole. What was
   * before the newest row is not told then either.
   */
  readonly awaitsOpen: boolean;
  /** The first price of a bar. */
  onOpen(): void;
  /** A change of the forming bar. */
  onUpdate(): void;
  /** A finished bar. The window and the indicators have it already. */
  onClose(): void;
  /** A finished finer candle within the forming bar; `MarketSeries.inner` has it. */
  onInner(): void;
  /** A finished bar of which word came too late to act on it, as for `onClose` otherwise. */
  onMissed(): void;
  /** A bar that is under way and whose beginning was not seen. */
  onResume(): void;
}

/** So much of a volume a sum of decimals may be off. */
const VOLUME_DUST = 1e-9;

/**
 * One stream of bars with what all its runners share: the window, the indicators, the view and the
 * last quote.
 */
export class MarketSeries {
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  readonly barMs: number;
  readonly window: CandleWindow;
  readonly indicators: IndicatorSet;
  readonly view: MarketView;
  /** Newest price, NaN before the first. */
  price = NaN;
  /** Newest quote; NaN where the feed has none. */
  bid = NaN;
  ask = NaN;
  /** The quote when the bar opened. */
  openBid = NaN;
  openAsk = NaN;
  /** The forming bar, or the one that just closed. */
  time = NaN;
  /** When the bar that closed last ended. */
  end = NaN;
  open = NaN;
  high = NaN;
  low = NaN;
  volume = NaN;
  /** Range before the newest row, for members that act inside a bar. */
  previousHigh = NaN;
  previousLow = NaN;
  previousPrice = NaN;
  /** Moment of the row before. */
  previousAt = NaN;
  forming = false;
  /** Counts up with every row, and whatever else changes the price. */
  rows = 0;
  /** The newest finished finer candle of the bar. */
  readonly inner = new PricePiece();
  /** True where finer candles told all that happened in the bar that closed. */
  isInnerComplete = false;
  /** What is told of the forming bar: by finer candles, and by the row that it was joined with. */
  #isTold = false;
  #toldHigh = NaN;
  #toldLow = NaN;
  #toldVolume = NaN;
  /** Moment of the newest row. */
  at = NaN;
  /** Called after all members have been told of a bar that closed. */
  afterClose: (() => void) | null = null;
  #members: SeriesMember[] = [];

  /** @param capacity bars to remember */
  constructor(
    instrument: Instrument,
    timeframe: Timeframe,
    capacity: number,
    sharing: IndicatorSharing = "STREAM",
  ) {
    this.instrument = instrument;
    this.timeframe = timeframe;
    this.barMs = timeframeMs(timeframe);
    this.window = new CandleWindow(capacity);
    this.indicators = new IndicatorSet(this.window, sharing);
    this.view = new MarketView(
      instrument.code,
      timeframe,
      this.window,
      scaleOf(instrument),
    );
  }

  get members(): readonly SeriesMember[] {
    return this.#members;
  }

  join(member: SeriesMember): void {
    if (!this.#members.includes(member)) this.#members = [...this.#members, member];
  }

  leave(member: SeriesMember): void {
    this.#members = this.#members.filter((other) => other !== member);
  }

  /** Closed bars from before the stream: they fill the window, nobody trades on them. */
  warm(columns: CandleColumns): void {
    const n = columns.time.length;
    for (let i = 0; i < n; i++) {
      this.window.push(
        columns.time[i]!,
        columns.open[i]!,
        columns.high[i]!,
        columns.low[i]!,
        columns.close[i]!,
        columns.volume[i]!,
      );
      this.indicators.update();
    }
    if (n === 0) return;
    this.#show(sliceColumns(columns, n - 1, n));
  }

  /** Shows an earlier moment until the stream brings a newer one. */
  prime(candle: Candle, at: number): void {
    if (!Number.isNaN(this.price)) return;
    this.rows++;
    this.time = candle.time;
    this.open = candle.open;
    this.high = candle.high;
    this.low = candle.low;
    this.price = candle.close;
    this.volume = candle.volume;
    this.bid = candle.bid ?? NaN;
    this.ask = candle.ask ?? NaN;
    this.forming = !candle.closed;
    this.at = at;
  }

  /** Takes rows in order; each row steps all members before the next. */
  apply(rows: MarketRows): void {
    for (let i = 0; i < rows.length; i += ROW_WIDTH) this.#row(rows, i);
  }

  /**
   * Takes whole bars without quotes in order, as a row OPEN and a row CLOSE of each would tell them. The open
   * is only told where somebody waits for it.
   */
  applyBars(bars: CandleColumns, from: number, to: number): void {
    this.bid =
      this.ask =
      this.openBid =
      this.openAsk =
        NaN;
    for (let i = from; i < to; i++) {
      this.rows++;
      this.time = bars.time[i]!;
      this.open = bars.open[i]!;
      if (this.#isOpenAwaited()) this.#openWhole();
      this.at = this.time + this.barMs;
      this.high = bars.high[i]!;
      this.low = bars.low[i]!;
      this.price = bars.close[i]!;
      this.volume = bars.volume[i]!;
      this.#close();
    }
  }

  /** The forming bar, or the newest closed one. */
  candle(): Candle | null {
    if (Number.isNaN(this.time)) return null;
    const { time, open, high, low, price, volume, bid, ask } = this;
    const candle = { time, open, high, low, close: price, volume, closed: !this.forming };
    return ask >= bid ? { ...candle, bid, ask } : candle;
  }

  #row(rows: MarketRows, i: number): void {
    const kind = rows[i + Col.KIND]!;
    if (kind === RowKind.INNER) return this.#tellInner(rows, i);
    this.rows++;
    this.previousHigh = this.high;
    this.previousLow = this.low;
    this.previousPrice = this.price;
    this.previousAt = this.at;
    this.at = rows[i + Col.AT]!;
    this.time = rows[i + Col.TIME]!;
    this.open = rows[i + Col.OPEN]!;
    this.high = rows[i + Col.HIGH]!;
    this.low = rows[i + Col.LOW]!;
    this.price = rows[i + Col.CLOSE]!;
    this.volume = rows[i + Col.VOLUME]!;
    this.bid = rows[i + Col.BID]!;
    this.ask = rows[i + Col.ASK]!;
    if (kind === RowKind.CLOSE) this.#close();
    else if (kind === RowKind.OPEN) this.#open();
    else if (kind === RowKind.UPDATE) this.#update();
    else if (kind === RowKind.MISSED) this.#missed();
    else this.#resume();
  }

  #isOpenAwaited(): boolean {
    const members = this.#members;
    for (let k = 0; k < members.length; k++) if (members[k]!.awaitsOpen) return true;
    return false;
  }

  /** The first price of a bar of which all is known. */
  #openWhole(): void {
    this.rows++;
    this.previousAt = this.at;
    this.at = this.time;
    this.high = this.low = this.price = this.open;
    this.volume = 0;
    this.#open();
    this.previousAt = this.time;
  }

  /** The bar itself stays as it is: what is shown of it comes with updates. */
  #tellInner(rows: MarketRows, i: number): void {
    const inner = this.inner.range(
      rows[i + Col.TIME]!,
      rows[i + Col.AT]!,
      rows[i + Col.OPEN]!,
      rows[i + Col.HIGH]!,
      rows[i + Col.LOW]!,
      rows[i + Col.CLOSE]!,
      rows[i + Col.BID]!,
      rows[i + Col.ASK]!,
      rows[i + Col.VOLUME]!,
    );
    this.#isTold = true;
    if (inner.high > this.#toldHigh) this.#toldHigh = inner.high;
    if (inner.low < this.#toldLow) this.#toldLow = inner.low;
    this.#toldVolume += inner.volume;
    const members = this.#members;
    for (let k = 0; k < members.length; k++) members[k]!.onInner();
  }

  #open(): void {
    this.#tell(false);
    this.forming = true;
    this.openBid = this.bid;
    this.openAsk = this.ask;
    // What the bar before did says nothing about this one's range.
    this.previousHigh = this.previousLow = this.previousPrice = this.open;
    const members = this.#members;
    for (let k = 0; k < members.length; k++) members[k]!.onOpen();
  }

  #update(): void {
    this.forming = true;
    const { time, open, high, low, price, volume, bid, ask } = this;
    this.view.showForming(time, open, high, low, price, volume, bid, ask);
    const members = this.#members;
    for (let k = 0; k < members.length; k++) members[k]!.onUpdate();
  }

  #close(): void {
    this.#finish();
    const members = this.#members;
    for (let k = 0; k < members.length; k++) members[k]!.onClose();
    if (this.afterClose !== null) this.afterClose();
  }

  #missed(): void {
    // Of a bar that was not seen at all, nobody knows the quote at its open.
    if (!this.forming) {
      this.openBid = this.bid;
      this.openAsk = this.ask;
    }
    this.#finish();
    const members = this.#members;
    for (let k = 0; k < members.length; k++) members[k]!.onMissed();
  }

  #resume(): void {
    this.#tell(true);
    this.forming = true;
    this.openBid = this.bid;
    this.openAsk = this.ask;
    // The range so far was not seen as it came: only what is new from here on is.
    this.previousHigh = this.high;
    this.previousLow = this.low;
    this.previousPrice = this.price;
    const members = this.#members;
    for (let k = 0; k < members.length; k++) members[k]!.onResume();
  }

  #finish(): void {
    this.forming = false;
    this.window.push(this.time, this.open, this.high, this.low, this.price, this.volume);
    this.indicators.update();
    this.view.showClosed(this);
    this.end = this.time + this.barMs;
    this.isInnerComplete = this.#isTold && this.high <= this.#toldHigh &&
      this.low >= this.#toldLow && this.volume <= this.#toldVolume * (1 + VOLUME_DUST);
    this.#isTold = false;
  }

  /** The bar begins with what the row says of it. */
  #tell(isTold: boolean): void {
    this.#isTold = isTold;
    this.#toldHigh = this.high;
    this.#toldLow = this.low;
    this.#toldVolume = this.volume;
  }

  #show(last: CandleColumns): void {
    this.rows++;
    this.forming = false;
    this.time = last.time[0]!;
    this.at = this.time + this.barMs;
    this.open = last.open[0]!;
    this.high = last.high[0]!;
    this.low = last.low[0]!;
    this.price = last.close[0]!;
    this.volume = last.volume[0]!;
    this.view.showClosed();
  }
}
