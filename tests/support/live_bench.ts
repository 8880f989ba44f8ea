/** A live feed on an exchange in memory: nothing happens but by the test's clock. */
import { setImmediate } from "node:timers/promises";
import type { FeedKind, Instrument, Timeframe } from "../../engine/domain/mod.ts";
import { BinanceFeed, type BinanceFeedOptions } from "../../engine/feeds/binance/binance_feed.ts";
import { BINANCE } from "../../engine/feeds/binance/exchanges.ts";
import type { Network } from "../../engine/feeds/binance/network.ts";
import type { FeedStream, StreamRequest } from "../../engine/feeds/feed.ts";
import { requireInstrument } from "../../engine/market/mod.ts";
import type { MarketStore } from "../../engine/store/mod.ts";
import { openMarketStore } from "../../engine/store/mod.ts";
import { MemoryExchange, type MemoryOptions } from "../exchange/memory_exchange.ts";
import { FakeTime } from "./fake_time.ts";
import { RecordingSink } from "./recording_sink.ts";

export interface LiveOptions extends Partial<MemoryOptions> {
  readonly start?: number;
  readonly feed?: Partial<BinanceFeedOptions>;
  /** Stands between feed and exchange. */
  readonly network?: (exchange: MemoryExchange) => Network;
}

export interface Watched {
  readonly sink: RecordingSink;
  readonly stream: FeedStream;
}

export class LiveBench {
  readonly time: FakeTime;
  readonly exchange: MemoryExchange;
  readonly store: MarketStore;
  readonly feed: BinanceFeed;
  readonly log: string[] = [];

  constructor(options: LiveOptions = {}) {
    const { start, feed, network, ...rest } = options;
    this.time = new FakeTime(start ?? Date.UTC(2024, 0, 15, 12, 0, 30));
    this.exchange = new MemoryExchange({ time: this.time, ...rest });
    this.store = feed?.store ?? openMarketStore(":memory:");
    this.feed = new BinanceFeed({
      exchange: BINANCE,
      network: network?.(this.exchange) ?? this.exchange,
      clock: this.time,
      timers: this.time,
      random: () => 0.5,
      store: this.store,
      log: {
        info: (message) => void this.log.push(`info ${message}`),
        warn: (message) => void this.log.push(`warn ${message}`),
      },
      ...feed,
    });
  }

  watch(
    symbol = "BTCUSDT",
    timeframe: Timeframe = "1m",
    more: Partial<StreamRequest> = {},
  ): Watched {
    const sink = new RecordingSink();
    const instrument = requireInstrument(symbol);
    const stream = this.feed.open({ instrument, timeframe, historyBars: 20, ...more }, sink);
    return { sink, stream };
  }

  run(ms: number, stepMs = 100): Promise<void> {
    return this.exchange.run(ms, stepMs);
  }

  /** Lets time pass until `done`, at most ten minutes of it. */
  async until(done: () => boolean, what = "what was waited for"): Promise<void> {
    for (let i = 0; i < 6_000 && !done(); i++) {
      this.time.advance(100);
      await setImmediate();
    }
    if (!done()) throw new Error(`${what} did not come; log: ${this.log.join("; ")}`);
  }

  close(): void {
    this.feed.close();
    this.exchange.close();
    this.store.close();
  }
}

export const forFeed = (instrument: Instrument, kind: FeedKind): Instrument => ({
  ...instrument,
  feeds: [...instrument.feeds, kind],
});
