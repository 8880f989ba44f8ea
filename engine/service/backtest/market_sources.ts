import {
  badInput,
  type CandleColumns,
  type FeedKind,
  shown,
  timeframeMs,
} from "../../domain/mod.ts";
import type { MarketFeed } from "../../feeds/mod.ts";
import { requireInstrument } from "../../market/mod.ts";
import type { MarketStore } from "../../store/mod.ts";
import type { AskedMarket } from "./backtest_desk.ts";
import { inRange, type LoadedMarket } from "./loaded_market.ts";
import { storedMarket } from "./stored.ts";

/** Sources whose candles the store keeps. */
const STORED: readonly FeedKind[] = ["BINANCE", "BINANCE_US"];
/** Bars of a feed's own history, unless told, and at the most. */
const DEFAULT_BARS = 5_000;
const MAX_BARS = 20_000;

/** Finds candles where their source has them: in the store, or in what a feed gives as its past. */
export class MarketSources {
  readonly #store: MarketStore;
  readonly #feeds: readonly MarketFeed[];

  constructor(store: MarketStore, feeds: readonly MarketFeed[]) {
    this.#store = store;
    this.#feeds = feeds;
  }

  /** @throws InputError where there are no candles, saying which there are */
  async load(symbol: string, asked: AskedMarket): Promise<LoadedMarket> {
    const { source, timeframe, range, bars } = asked;
    if (STORED.includes(source)) {
      return storedMarket(this.#store, symbol, { source, timeframe, range });
    }
    const feed = this.#feeds.find(({ kind }) => kind === source);
    if (!feed) {
      const there = [...STORED, ...this.#feeds.map(({ kind }) => kind)].join(", ");
      throw badInput(`No candles of ${source} here: there are ${there}`, "source");
    }
    const wanted = bars ?? DEFAULT_BARS;
    if (!Number.isInteger(wanted) || wanted < 1 || wanted > MAX_BARS) {
      throw badInput(
        `bars cannot be ${shown(wanted)}: it has to be a whole number from 1 to ${MAX_BARS}`,
        "bars",
      );
    }
    const instrument = requireInstrument(symbol);
    feed.check(instrument, timeframe);
    const columns = await pastOf(feed, { instrument, timeframe, historyBars: wanted });
    const candleMs = timeframeMs(timeframe);
    return {
      instrument,
      columns: inRange(symbol, columns, candleMs, range),
      candleMs,
      origin: `the last ${wanted} bars of ${source.toLowerCase()}`,
      repeated: 0,
      skipped: [],
    };
  }
}

/** What a feed gives as the past of a stream; the stream itself is not wanted. */
function pastOf(
  feed: MarketFeed,
  request: Parameters<MarketFeed["open"]>[0],
): Promise<CandleColumns> {
  const { promise, resolve, reject } = Promise.withResolvers<CandleColumns>();
  const stream = feed.open(request, {
    history: (columns) => resolve(columns),
    push() {},
    gap() {},
    status: (status, detail) => {
      if (status === "DOWN") reject(badInput(detail ?? "The feed is down", "source"));
    },
  });
  return promise.finally(() => stream.close());
}
