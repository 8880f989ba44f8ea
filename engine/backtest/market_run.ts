import { RowWriter, sliceColumns, type Timeframe, timeframeMs } from "../domain/mod.ts";
import { CandleCursor, windowCapacity } from "../market/mod.ts";
import type { IndicatorShelf } from "../indicators/mod.ts";
import { MarketSeries } from "../runner/mod.ts";
import { BarFeed } from "./bar_feed.ts";
import type { BacktestMarket } from "./job.ts";

/** Rows worked off at once: enough that the loop costs nothing, few enough to stay in the cache. */
const CHUNK_ROWS = 1_024;

/** One symbol of a backtest: the very series that runners trade on live, fed from columns. */
export class MarketRun {
  readonly market: BacktestMarket;
  readonly series: MarketSeries;
  /** Each candle is a bar: it closes when the candle is over. */
  readonly isBars: boolean;
  /** Bars that can come at the most. */
  readonly maxBars: number;
  readonly #shelf: IndicatorShelf | null;
  readonly #rows = new RowWriter();
  readonly #cursor: CandleCursor;
  /** The short way, where each candle is a bar and nobody has to be waited for. */
  readonly #feed: BarFeed | null;

  /**
   * @param isAlone true where it is the only market: its bars need not wait for others'
   * @param shelf of passes over the same candles
   */
  constructor(
    market: BacktestMarket,
    timeframe: Timeframe,
    windowSize: number,
    isAlone: boolean,
    shelf: IndicatorShelf | null = null,
  ) {
    const { instrument, columns, candleMs, warmUp = 0 } = market;
    const barMs = timeframeMs(timeframe);
    this.market = market;
    this.#shelf = shelf;
    const capacity = windowCapacity(windowSize);
    this.series = new MarketSeries(instrument, timeframe, capacity, shelf ?? "EQUAL");
    this.#warm(warmUp, barMs);
    const source = { columns, intervalMs: candleMs };
    this.#cursor = new CandleCursor(source, barMs, warmUp, this.#rows);
    this.isBars = BarFeed.serves(columns, candleMs, barMs);
    this.#feed = isAlone && this.isBars ? new BarFeed(columns, warmUp) : null;
    this.maxBars = mostBars(columns.time, warmUp, barMs);
  }

  /** True where each candle is a bar and no other market is waited for: all bars are there to be looked up. */
  get isDirect(): boolean {
    return this.#feed !== null;
  }
  /** When trading begins. */
  get begin(): number {
    return this.#cursor.nextTime;
  }
  get isDone(): boolean {
    return this.position >= this.market.columns.time.length;
  }
  /** When the next candle is over; NaN at the end. */
  get nextEnd(): number {
    return this.#cursor.nextTime + this.market.candleMs;
  }
  /** Candles worked off, those that only warm up among them. */
  get position(): number {
    return (this.#feed ?? this.#cursor).position;
  }

  /** Nothing more comes: what indicators came to is good for the next pass, where they saw all of it. */
  end(): void {
    if (this.isDone) this.#shelf?.seal(this.series.window.total);
  }

  /** Calls back with every closed bar, after everybody who has joined the series. */
  onBar(run: () => void): void {
    this.series.afterClose = run;
  }

  /** Works off what was known at `now`, in part where it is much. @param most candles, about */
  advance(now: number, most = CHUNK_ROWS): void {
    if (this.#feed) return this.#feed.feed(this.series, most);
    this.#cursor.advance(now, Math.min(most, CHUNK_ROWS));
    this.#apply();
  }

  #warm(candles: number, barMs: number): void {
    const { columns, candleMs } = this.market;
    const source = { columns: sliceColumns(columns, 0, candles), intervalMs: candleMs };
    const cursor = new CandleCursor(source, barMs, 0, this.#rows);
    while (!cursor.done) {
      cursor.advance(Infinity, CHUNK_ROWS);
      this.#apply();
    }
  }

  #apply(): void {
    this.series.apply(this.#rows.rowsWritten());
    this.#rows.clear();
  }
}

/** Bars of that length that candles from a row on can make. */
export function mostBars(time: Float64Array, from: number, barMs: number): number {
  const candles = time.length - from;
  return candles > 0 ? Math.min(candles, Math.ceil((time.at(-1)! - time[from]!) / barMs) + 1) : 0;
}
