import type { FeedKind, Timeframe } from "../../domain/mod.ts";

/** What differs between the exchanges that speak the protocol, as data. */
export interface Exchange {
  readonly kind: FeedKind;
  readonly name: string;
  /** WebSocket endpoint, without a path. */
  readonly ws: string;
  /** REST endpoint, without a path. */
  readonly rest: string;
  /** Finest klines there are. */
  readonly finest: Timeframe;
  /** What a request of the kind costs, and how much a minute allows. */
  readonly weights: {
    readonly klines: number;
    readonly exchangeInfo: number;
    readonly time: number;
  };
  readonly weightPerMinute: number;
  /** How long a connection may live before the exchange ends it. */
  readonly connectionLifeMs: number;
  /** Most streams on one connection, and most messages a second that the exchange takes on it. */
  readonly maxStreams: number;
  readonly maxMessagesPerSecond: number;
}

const COMMON = {
  connectionLifeMs: 24 * 3_600_000,
  maxStreams: 1_024,
  maxMessagesPerSecond: 5,
} as const;

/**
 * From the exchanges' own documentation (binance-spot-api-docs of July 2026, binance-us-api-docs).
 * The first needs no key and has market data only.
 */
export const BINANCE: Exchange = {
  ...COMMON,
  kind: "BINANCE",
  name: "Binance",
  ws: "wss://data-stream.binance.vision",
  rest: "https://data-api.binance.vision",
  finest: "1s",
  weights: { klines: 2, exchangeInfo: 20, time: 1 },
  weightPerMinute: 6_000,
};

export const BINANCE_US: Exchange = {
  ...COMMON,
  kind: "BINANCE_US",
  name: "Binance US",
  ws: "wss://stream.binance.us:9443",
  rest: "https://api.binance.us",
  finest: "1m",
  weights: { klines: 1, exchangeInfo: 10, time: 1 },
  weightPerMinute: 1_200,
};
