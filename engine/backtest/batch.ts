import { invariant } from "../domain/mod.ts";
import type { IndicatorShelf } from "../indicators/mod.ts";
import type { MarketSeries } from "../runner/mod.ts";
import type { StrategyHost } from "../strategy/mod.ts";
import type { BacktestMarket, BacktestSettings } from "./job.ts";
import { MarketRun } from "./market_run.ts";
import { type EventWatch, Portfolio } from "./portfolio.ts";
import type { BacktestRecord } from "./record.ts";
import { type BarTape, BasketBars, CandleBars, WrittenBars } from "./tape/mod.ts";

/** What a batch can do without. */
export interface BatchExtras {
  /** Sees the events of all accounts. */
  readonly watch?: EventWatch;
  /** One a market, of passes over the same candles. */
  readonly shelves?: readonly IndicatorShelf[];
}

/**
 * Several accounts over the same candles in one pass: they share the window and the indicators, and know
 * nothing of each other. Each comes out as it would alone.
 */
export class BacktestBatch {
  readonly portfolios: readonly Portfolio[];
  readonly #markets: readonly MarketRun[];
  readonly #bars: BarTape;
  /** Every market that a step brings on closes a bar in it, all at one moment. */
  readonly #closesTogether: boolean;
  /** The market that closes last in this step. */
  #last = 0;
  readonly #first: number;
  readonly #of: number;
  #isCanceled = false;

  private constructor(
    markets: readonly BacktestMarket[],
    all: readonly BacktestSettings[],
    { watch, shelves = [] }: BatchExtras,
  ) {
    const [first] = all;
    invariant(first, "a batch has an account");
    const { timeframe, windowSize } = first;
    const isAlike = (one: BacktestSettings) =>
      one.timeframe === timeframe && one.windowSize === windowSize;
    invariant(all.every(isAlike), "accounts of a batch see the same bars");
    const isAlone = markets.length === 1;
    this.#markets = markets.map((market, i) =>
      new MarketRun(market, timeframe, windowSize, isAlone, shelves[i])
    );
    this.#closesTogether = this.#markets.every(({ isBars }) => isBars);
    const capacity = Math.max(...this.#markets.map(({ maxBars }) => maxBars));
    this.#bars = barTape(this.#markets, capacity);
    this.portfolios = all.map((one) => new Portfolio(one, this.#markets, capacity, watch ?? null));
    for (const [i, market] of this.#markets.entries()) market.onBar(() => this.#onBar(i));
    this.#first = this.#position;
    this.#of = markets.reduce((sum, { columns }) => sum + columns.time.length, -this.#first);
  }

  /**
   * @param all settings of each account; timeframe and window size are the same
   * @throws StrategyFault when a strategy does not load
   */
  static async prepare(
    markets: readonly BacktestMarket[],
    all: readonly BacktestSettings[],
    host: StrategyHost,
    extras: BatchExtras = {},
  ): Promise<BacktestBatch> {
    const batch = new BacktestBatch(markets, all, extras);
    for (const portfolio of batch.portfolios) await portfolio.load(host);
    return batch;
  }

  get isDone(): boolean {
    return this.#isCanceled || this.#markets.every(({ isDone }) => isDone) ||
      this.portfolios.every(({ hasEnded }) => hasEnded);
  }

  /** The streams that all accounts share, one a market. */
  get series(): MarketSeries[] {
    return this.#markets.map(({ series }) => series);
  }

  /** Candles worked off. */
  get candles(): number {
    return this.#position - this.#first;
  }
  /** Candles there are. */
  get of(): number {
    return this.#of;
  }

  /** Goes on by about `candles` candles. */
  slice(candles: number): void {
    const until = this.#position + candles;
    const [only, ...others] = this.#markets;
    if (only && others.length === 0) {
      while (!this.isDone && only.position < until) only.advance(Infinity, until - only.position);
    } else {
      while (!this.isDone && this.#position < until) this.#step();
    }
  }

  cancel(): void {
    this.#isCanceled = true;
  }

  /** Hands over what came of each account. */
  finish(): BacktestRecord[] {
    for (const market of this.#markets) market.end();
    return this.portfolios.map((portfolio) => portfolio.finish(this.#bars, this.#isCanceled));
  }

  get #position(): number {
    return this.#markets.reduce((sum, { position }) => sum + position, 0);
  }

  /** Several symbols go on together, candle by candle. */
  #step(): void {
    let now = Infinity;
    for (const market of this.#markets) {
      if (!market.isDone && market.nextEnd < now) now = market.nextEnd;
    }
    this.#last = this.#markets.findLastIndex(({ nextEnd }) => nextEnd <= now);
    for (const market of this.#markets) if (!market.isDone) market.advance(now);
  }

  #onBar(i: number): void {
    // The others' rows would be written over, and what an account of many symbols is worth takes long.
    const isLast = !this.#closesTogether || i === this.#last;
    const row = this.#bars.write(i, isLast);
    const all = this.portfolios;
    for (let k = 0; k < all.length; k++) if (!all[k]!.hasEnded) all[k]!.onBar(row, isLast);
  }
}

function barTape(markets: readonly MarketRun[], capacity: number): BarTape {
  const [first] = markets;
  invariant(first, "a backtest has a market");
  const { series, isDirect, market: { columns, warmUp = 0 } } = first;
  if (isDirect) return new CandleBars(columns, warmUp, series.barMs);
  if (markets.length === 1) return new WrittenBars(series, capacity);
  return new BasketBars(markets.map(({ series }) => series), capacity);
}
