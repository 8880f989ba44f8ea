import {
  badInput,
  barOpenTime,
  type CandleColumns,
  type FeedKind,
  InputError,
  notFound,
  shown,
  timeframeMs,
  timeframeOf,
} from "../../domain/mod.ts";
import type { MarketFeed, StreamRequest } from "../../feeds/mod.ts";
import { requireInstrument } from "../../market/mod.ts";
import type { MarketStore, TimeRange } from "../../store/mod.ts";
import { termsOf } from "../terms.ts";
import type { AskedMarket } from "./prepared_backtest.ts";
import { inRange, type LoadedMarket } from "./loaded_market.ts";
import { readCandles } from "./read_candles.ts";
import { storedMarket } from "./stored.ts";

/** Sources whose candles the store keeps. */
const STORED: readonly FeedKind[] = ["BINANCE", "BINANCE_US"];
/** Bars of a feed's own history, unless told, and at the most. */
export const DEFAULT_BARS = 5_000;
const MAX_BARS = 20_000;

/** Candles of one length, as a backtest ran on them. */
export interface CandleOrigin {
  readonly source: FeedKind;
  readonly symbol: string;
  readonly candleMs: number;
}

/** Candles in a range, read again from where they came from; null where that has none of the kind. */
export type OwnCandles = (
  origin: CandleOrigin,
  range: TimeRange,
) => Promise<CandleColumns | null>;

export function isStored(source: FeedKind): boolean {
  return STORED.includes(source);
}

/** Finds candles where their source has them: in the store, or in what a feed gives as its past. */
export class MarketSources {
  readonly #store: MarketStore;
  readonly #feeds: readonly MarketFeed[];
  readonly #stored: OwnCandles;

  constructor(store: MarketStore, feeds: readonly MarketFeed[]) {
    this.#store = store;
    this.#feeds = feeds;
    this.#stored = storedCandles(store);
  }

  /** @throws InputError where there are no candles, saying which there are */
  async load(symbol: string, asked: AskedMarket): Promise<LoadedMarket> {
    const { source, timeframe, range } = asked;
    if (isStored(source)) {
      return await storedMarket(this.#store, symbol, { source, timeframe, range });
    }
    const feed = this.#feeds.find(({ kind }) => kind === source);
    if (!feed) {
      const kinds = new Set([...STORED, ...this.#feeds.map(({ kind }) => kind)]);
      const there = [...kinds].join(", ");
      throw badInput(`No candles of ${source} here: there are ${there}`, "source");
    }
    const wanted = wantedBars(asked, feed);
    const known = requireInstrument(symbol);
    feed.check(known, timeframe);
    const instrument = { ...known, ...termsOf(feed, known) };
    const finer = await feed.detail?.(instrument, timeframe) ?? timeframe;
    const [barMs, candleMs] = [timeframeMs(timeframe), timeframeMs(finer)];
    const historyBars = wanted * barMs / candleMs;
    const past = await pastOf(feed, { instrument, timeframe: finer, historyBars });
    const last = past.time.at(-1);
    if (last === undefined) {
      throw notFound(`${source} has no ${timeframe} candles of ${symbol} to test on`);
    }
    const first = barOpenTime(last, barMs) - (wanted - 1) * barMs;
    const columns = inRange(symbol, past, candleMs, { from: first });
    return {
      instrument,
      columns: inRange(symbol, columns, candleMs, range),
      candleMs,
      origin: `the last ${wanted} bars of ${source.toLowerCase()}`,
      repeated: 0,
      skipped: [],
    };
  }

  /** See {@link OwnCandles}. A market that goes on without end has its past at no other time again. */
  async again(origin: CandleOrigin, range: TimeRange): Promise<CandleColumns | null> {
    const { source, symbol, candleMs } = origin;
    const feed = this.#feeds.find(({ kind, shared }) => kind === source && !shared);
    const timeframe = timeframeOf(candleMs);
    if (!feed || timeframe === undefined) return await this.#stored(origin, range);
    const instrument = requireInstrument(symbol);
    try {
      feed.check(instrument, timeframe);
      const past = await pastOf(feed, { instrument, timeframe, historyBars: Infinity });
      return inRange(symbol, past, candleMs, range);
    } catch (error) {
      // Other files are replayed now.
      if (error instanceof InputError) return null;
      throw error;
    }
  }
}

/** @throws InputError for more than can be had soon */
function wantedBars(
  { symbols, timeframe, bars = DEFAULT_BARS }: AskedMarket,
  feed: MarketFeed,
): number {
  const soon = feed.longestPast?.(timeframe) ?? Infinity;
  const most = Math.max(1, Math.min(MAX_BARS, Math.floor(soon / symbols.length)));
  if (Number.isInteger(bars) && bars >= 1 && bars <= most) return bars;
  const { length } = symbols;
  const what = most === MAX_BARS
    ? ""
    : length === 1
    ? ` at ${timeframe}`
    : ` of ${length} symbols at ${timeframe}`;
  throw badInput(
    `bars cannot be ${shown(bars)}: it has to be a whole number from 1 to ${most}${what}`,
    "bars",
  );
}

/** Reads them from the store, if it keeps candles of that source at all. */
export function storedCandles(store: MarketStore): OwnCandles {
  return async ({ source, symbol, candleMs }, range) => {
    const timeframe = timeframeOf(candleMs);
    if (!isStored(source) || timeframe === undefined || !(range.from < range.to)) return null;
    return await readCandles(store, { source, symbol, timeframe }, range);
  };
}

/**
 * The last bars that a feed gives as the past of a stream; the stream itself is not wanted. It is only looked at:
 * with `after` it would move its time on, for whoever trades on it.
 */
function pastOf(feed: MarketFeed, request: Omit<StreamRequest, "after">): Promise<CandleColumns> {
  const { promise, resolve, reject } = Promise.withResolvers<CandleColumns>();
  const stream = feed.open({ ...request, pastOnly: true }, {
    history: resolve,
    push() {},
    gap() {},
    status: (status, detail) => {
      if (status === "DOWN") reject(badInput(detail ?? "The feed is down", "source"));
    },
  });
  return promise.finally(() => stream.close());
}
