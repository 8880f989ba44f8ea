import type { CandleColumns, FeedKind, SymbolTerms, Timeframe } from "../../domain/mod.ts";
import type { MarketStore, TimeRange } from "../../store/market_store.ts";

/**
 * The market store as the feed uses it: a store that cannot be read or written is said so once, and
 * the feed goes on without.
 */
export class Archive {
  readonly #store: MarketStore | null;
  readonly #source: FeedKind;
  readonly #warn: (message: string) => void;
  #failed = false;

  /** @param store null for a feed that keeps nothing */
  constructor(store: MarketStore | null, source: FeedKind, warn: (message: string) => void) {
    this.#store = store;
    this.#source = source;
    this.#warn = warn;
  }

  put(symbol: string, timeframe: Timeframe, candles: CandleColumns, covered?: TimeRange): void {
    if (candles.time.length === 0 && !covered) return;
    this.#try((store) => store.put(this.#series(symbol, timeframe), candles, covered), undefined);
  }

  /** What of `range` has to be fetched; all of it when the store does not answer. */
  missing(symbol: string, timeframe: Timeframe, range: TimeRange): TimeRange[] {
    return this.#try((store) => store.uncovered(this.#series(symbol, timeframe), range), [range]);
  }

  read(symbol: string, timeframe: Timeframe, range: TimeRange): CandleColumns | null {
    return this.#try((store) => store.read(this.#series(symbol, timeframe), range), null);
  }

  putTerms(terms: ReadonlyMap<string, SymbolTerms>, at: number): void {
    this.#try((store) => store.putTerms(this.#source, terms, at), undefined);
  }

  terms(): ReturnType<MarketStore["terms"]> {
    return this.#try((store) => store.terms(this.#source), null);
  }

  #series(symbol: string, timeframe: Timeframe) {
    return { source: this.#source, symbol, timeframe };
  }

  #try<T>(use: (store: MarketStore) => T, otherwise: T): T {
    if (!this.#store) return otherwise;
    try {
      const result = use(this.#store);
      this.#failed = false;
      return result;
    } catch (error) {
      if (!this.#failed) {
        const why = error instanceof Error ? error.message : String(error);
        this.#warn(`the candle store does not work, going on without it: ${why}`);
      }
      this.#failed = true;
      return otherwise;
    }
  }
}
