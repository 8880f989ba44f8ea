import { messageOf } from "../../domain/mod.ts";
import type { CandleColumns, FeedKind, SymbolTerms, Timeframe } from "../../domain/mod.ts";
import type { Timers } from "../../kernel/mod.ts";
import type { MarketStore, TimeRange } from "../../store/market_store.ts";
import { columnsOf } from "./columns.ts";
import type { FinalBar } from "./live_bars.ts";

/** How long a bar that was just finished waits to be written. */
const KEEP_MS = 100;

/**
 * The market store as the feed uses it: a store that cannot be read or written is said so once, and
 * the feed goes on without.
 */
export class Archive {
  readonly #store: MarketStore | null;
  readonly #source: FeedKind;
  readonly #timers: Timers;
  readonly #warn: (message: string) => void;
  #failed = false;
  /** Bars that are written a moment later, so that nobody who acts on them waits for the disk. */
  #later: { symbol: string; timeframe: Timeframe; bar: FinalBar }[] = [];
  #stopTimer: (() => void) | null = null;

  /** @param store null for a feed that keeps nothing */
  constructor(
    store: MarketStore | null,
    source: FeedKind,
    timers: Timers,
    warn: (message: string) => void,
  ) {
    this.#store = store;
    this.#source = source;
    this.#timers = timers;
    this.#warn = warn;
  }

  /** Puts one bar, soon. */
  keep(symbol: string, timeframe: Timeframe, bar: FinalBar): void {
    this.#later.push({ symbol, timeframe, bar });
    this.#stopTimer ??= this.#timers.after(KEEP_MS, () => this.flush());
  }

  /** Puts what waits now. */
  flush(): void {
    this.#stopTimer?.();
    this.#stopTimer = null;
    const later = this.#later;
    this.#later = [];
    for (const bars of Map.groupBy(later, (one) => `${one.symbol}:${one.timeframe}`).values()) {
      const series = this.#series(bars[0]!.symbol, bars[0]!.timeframe);
      const candles = columnsOf(bars.map(({ bar }) => bar));
      this.#try((store) => store.put(series, candles), undefined);
    }
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
    if (this.#later.length > 0) this.flush();
    try {
      const result = use(this.#store);
      this.#failed = false;
      return result;
    } catch (error) {
      if (!this.#failed) {
        const why = messageOf(error);
        this.#warn(`the candle store does not work, going on without it: ${why}`);
      }
      this.#failed = true;
      return otherwise;
    }
  }
}
