import {
  badInput,
  emptyColumns,
  type FeedKind,
  type FeedStatus,
  type Instrument,
  onlyTerms,
  type Timeframe,
  timeframeMs,
  TIMEFRAMES,
} from "../../domain/mod.ts";
import type { Clock, Timers } from "../../kernel/mod.ts";
import type { MarketStore } from "../../store/market_store.ts";
import type { FeedReport, FeedStream, MarketFeed, StreamRequest, StreamSink } from "../feed.ts";
import { Outlet } from "../outlet.ts";
import { Archive } from "./archive.ts";
import { Backfill, type BackfillOptions } from "./backfill.ts";
import { baseOf, BASES } from "./bases.ts";
import { Delivery } from "./delivery.ts";
import type { Exchange } from "./exchanges.ts";
import { FeedStatusLine } from "./feed_status_line.ts";
import { History } from "./history.ts";
import { type JoinedPast, Joiner } from "./joiner.ts";
import type { FinalBar } from "./live_bars.ts";
import { MarketDesk, type MarketDeskOwner } from "./market_desk.ts";
import { MarketHub } from "./market_hub.ts";
import type { Network } from "./network.ts";
import type { Recorder } from "./recorder.ts";
import type { RestApi } from "./rest_api.ts";
import { createRestClient } from "./rest_client.ts";
import { createSession } from "./session.ts";
import type { Session, SessionTiming } from "./session_api.ts";
import { Subscription } from "./subscription.ts";
import type { SymbolMarket } from "./symbol_market.ts";
import { TermsDesk } from "./terms_desk.ts";

/** How often symbols are looked at that nothing is heard of. */
const WATCH_MS = 5_000;
/** A symbol of which nothing is heard for so long is stale: every bar's end should be heard of. */
const STALE_MS = 90_000;
/** How often the exchange is asked for bars of a stale symbol. */
const ASK_STALE_MS = 60_000;
/** Longer waits that the exchange asks for are told of, with the reason. */
const PATIENCE_MS = 5_000;
/** Kinds of garbage that are logged; more are only counted. */
const MAX_GARBAGE_KINDS = 5;
/** Streams of the exchange that one symbol takes. */
const STREAMS_A_SYMBOL = 3;

/** What the feed says to whoever keeps the log. */
export interface BinanceLog {
  info(message: string): void;
  warn(message: string): void;
}

export interface BinanceFeedOptions {
  readonly exchange: Exchange;
  /** Other endpoints that speak the protocol. */
  readonly ws?: string;
  readonly rest?: string;
  readonly network: Network;
  readonly clock: Clock;
  readonly timers: Timers;
  /** From 0 up to 1; spreads the times of new attempts. */
  readonly random: () => number;
  /** Keeps candles and symbol terms; null keeps nothing. */
  readonly store: MarketStore | null;
  readonly log: BinanceLog;
  readonly recorder?: Recorder;
  readonly timing?: Partial<SessionTiming>;
  readonly staleMs?: number;
}

/** Live candles, trades and quotes of an exchange that speaks Binance's protocol. */
export function createBinanceFeed(options: BinanceFeedOptions): BinanceFeed {
  return new BinanceFeed(options);
}

/** See `docs/architecture/live-feed.md`. */
export class BinanceFeed implements MarketFeed, MarketDeskOwner {
  readonly kind: FeedKind;
  readonly shared = true;
  readonly #options: BinanceFeedOptions;
  readonly #exchange: Exchange;
  readonly #desk: MarketDesk;
  readonly #rest: RestApi;
  readonly #session: Session;
  readonly #archive: Archive;
  readonly #backfill: Backfill;
  readonly #joiner: Joiner;
  readonly #delivery: Delivery;
  readonly #terms: TermsDesk;
  readonly #statusLine: FeedStatusLine;
  readonly #hubs = new Map<SymbolMarket, MarketHub>();
  readonly #garbageSeen = new Set<string>();
  /** Clock time of the message that is being worked off. */
  #messageAt = NaN;
  #stopWatch: (() => void) | null = null;

  constructor(options: BinanceFeedOptions) {
    const { exchange, network, clock, timers, random, log, timing, ws, rest } = options;
    this.kind = exchange.kind;
    this.#options = options;
    this.#exchange = exchange;
    this.#desk = new MarketDesk(this);
    const base = { exchange, network, clock, timers, random };
    this.#rest = createRestClient({
      ...base,
      ...(rest === undefined ? {} : { base: rest }),
      maxWaitMs: PATIENCE_MS,
    });
    this.#archive = new Archive(options.store, exchange.kind, timers, (text) => log.warn(text));
    const now = () => this.#desk.now(clock.now());
    const history = new History(this.#rest, this.#archive, now);
    this.#statusLine = new FeedStatusLine(clock.now());
    this.#delivery = new Delivery(clock, timers);
    this.#backfill = new Backfill({
      rest: this.#rest,
      history,
      timers,
      answered: (market, candles, serverTime) => this.#answered(market, candles, serverTime),
      clock: (serverTime) => this.#clock(serverTime),
      failed: (market, reason) => this.#failed(market, reason),
    });
    this.#joiner = new Joiner({ history, timers, joined: (...past) => this.#joined(...past) });
    this.#terms = new TermsDesk(exchange, this.#rest, this.#archive, clock, log);
    options.recorder?.begin(exchange.kind, clock.now());
    this.#session = createSession({
      ...base,
      ...(ws === undefined ? {} : { endpoint: ws }),
      ...(timing === undefined ? {} : { timing }),
      events: {
        message: (text) => this.#message(text),
        subscribed: (streams) => this.#subscribed(new Set(streams)),
        lost: () => this.#lost(),
        status: (status, detail) => this.#status(status, detail),
      },
    });
  }

  check(instrument: Instrument, timeframe: Timeframe): void {
    const { name, finest, maxStreams } = this.#exchange;
    if (!instrument.feeds.includes(this.kind)) {
      throw badInput(
        `${name} has no ${instrument.code}: it is on ${instrument.feeds.join(", ")}`,
        "feed",
      );
    }
    if (timeframeMs(timeframe) < timeframeMs(finest)) {
      const offered = TIMEFRAMES.filter((other) => timeframeMs(other) >= timeframeMs(finest));
      throw badInput(
        `${name} has no candles of ${timeframe}: it has ${offered.join(", ")}`,
        "timeframe",
      );
    }
    const known = this.#desk.find(instrument.code, baseOf(timeframe)) !== undefined;
    if (known || (this.#hubs.size + 1) * STREAMS_A_SYMBOL <= maxStreams) return;
    throw badInput(
      `${name} gives ${maxStreams} streams on a connection, which is ` +
        `${Math.floor(maxStreams / STREAMS_A_SYMBOL)} symbols: stop the runners of another first`,
      "symbol",
    );
  }

  /** Resolves once the exchange's own terms are known, or after a while without them. */
  prepare(): Promise<void> {
    return this.#terms.prepare(this.#options.timers);
  }

  terms(instrument: Instrument): Instrument {
    return this.#terms.of(instrument);
  }

  open(request: StreamRequest, sink: StreamSink): FeedStream {
    const hub = this.#hub(request);
    const outlet = new Outlet(sink, () => this.#leave(hub, subscription));
    const subscription = new Subscription(request, hub.market.baseMs, outlet);
    hub.subscriptions.add(subscription);
    const { status, detail } = this.#session;
    subscription.say(status === "DOWN" ? "DOWN" : "CONNECTING", detail);
    this.#joiner.join(hub, subscription);
    this.#terms.refresh();
    return outlet;
  }

  report(): FeedReport {
    const { counters } = this.#desk;
    const { connectedSince, lastMessageAt, reconnects } = this.#session;
    const { status, detail, since } = this.#statusLine;
    const { messages, garbage, duplicates, late, missedTrades } = counters;
    const { backfilledBars, lostBars } = counters;
    const { requests, failedRequests } = this.#rest;
    return {
      status,
      detail,
      since,
      lastDataAt: lastMessageAt,
      connectedSince,
      symbols: new Set(Array.from(this.#hubs.keys(), ({ symbol }) => symbol)).size,
      streams: this.#wanted().size,
      counters: {
        messages,
        garbage,
        duplicates,
        late,
        missedTrades,
        backfilledBars,
        lostBars,
        reconnects,
        requests,
        failedRequests,
      },
    };
  }

  close(): void {
    this.#stopWatch?.();
    this.#stopWatch = null;
    this.#delivery.flush();
    for (const hub of this.#hubs.values()) {
      for (const { outlet } of [...hub.subscriptions]) outlet.close();
    }
    this.#session.close();
    this.#joiner.close();
    this.#backfill.close();
    this.#terms.close();
    this.#archive.flush();
    this.#rest.close();
  }

  // What the markets say.

  need(market: SymbolMarket, from: number, tries: number): void {
    this.#backfill.need(market, from, tries);
  }

  heard(market: SymbolMarket): void {
    this.#hubs.get(market)?.heard(this.#messageAt);
  }

  finished(market: SymbolMarket, bar: FinalBar): void {
    this.#hubs.get(market)?.finished(bar);
    this.#archive.keep(market.symbol, market.base, bar);
  }

  gap(market: SymbolMarket, from: number, to: number): void {
    this.#hubs.get(market)?.gap(from, to);
    this.#archive.put(market.symbol, market.base, emptyColumns(0), { from, to });
  }

  live(market: SymbolMarket): void {
    // The streams may have told what is still being asked for.
    this.#backfill.forget(market);
    this.#hubs.get(market)?.live();
  }

  garbage(fault: string): void {
    const kind = garbageKind(fault);
    if (this.#garbageSeen.size >= MAX_GARBAGE_KINDS || this.#garbageSeen.has(kind)) return;
    this.#garbageSeen.add(kind);
    this.#options.log.warn(
      `${this.#exchange.name} sent a message that makes no sense, and is left out: ${fault} ` +
        "(further ones of the kind are only counted)",
    );
  }

  doubt(): void {
    this.#backfill.readClock();
  }

  // What the connection says.

  #message(text: string): void {
    const at = this.#messageAt = this.#options.clock.now();
    this.#options.recorder?.message(text, at);
    const symbol = this.#desk.message(text, at);
    if (symbol === "") return;
    for (const base of BASES) {
      const market = this.#desk.find(symbol, base);
      const hub = market && this.#hubs.get(market);
      if (hub) this.#delivery.offer(hub);
    }
  }

  #subscribed(streams: ReadonlySet<string>): void {
    for (const [market, hub] of this.#hubs) {
      if (!hub.streams.some((stream) => streams.has(stream))) continue;
      hub.heardAt = this.#options.clock.now();
      this.#backfill.need(market, market.expected, 0);
    }
  }

  #lost(): void {
    this.#options.recorder?.lost(this.#options.clock.now());
    this.#backfill.cancel();
    this.#desk.lost();
  }

  #status(status: FeedStatus, detail: string | null): void {
    this.#statusLine.say(status, detail, this.#options.clock.now());
    if (status === "LIVE") return;
    for (const hub of this.#hubs.values()) hub.say(status, detail);
  }

  // Markets and the streams on them.

  #hub({ instrument, timeframe }: StreamRequest): MarketHub {
    const { recorder, clock } = this.#options;
    const base = baseOf(timeframe);
    const market = this.#desk.open(instrument.code, base);
    const known = this.#hubs.get(market);
    if (known) return known;
    recorder?.open({ symbol: instrument.code, base }, clock.now());
    const hub = new MarketHub(market, clock.now());
    this.#hubs.set(market, hub);
    this.#stopWatch ??= this.#options.timers.every(WATCH_MS, () => this.#watch());
    this.#session.want(this.#wanted());
    return hub;
  }

  #joined(hub: MarketHub, subscription: Subscription, past: JoinedPast): void {
    const { market } = hub;
    const { recorder, clock } = this.#options;
    const at = clock.now();
    const history = subscription.warm(past.past, past.until);
    const { symbol, base } = market;
    const { timeframe, instrument, historyBars: window } = subscription.request;
    const { partial, partialInner: inner } = subscription.bars;
    const terms = onlyTerms(instrument);
    recorder?.join({ symbol, base, timeframe, terms, window, history, partial, inner }, at);
    subscription.begin(history);
    market.join(subscription.bars, this.#desk.now(at));
    if (hub.stale) subscription.say("STALE", staleText(hub));
    else if (!market.isLive) subscription.say("RECONNECTING", this.#session.detail);
    subscription.flush();
  }

  #leave(hub: MarketHub, subscription: Subscription): void {
    const { market } = hub;
    const { recorder, clock } = this.#options;
    this.#joiner.leave(subscription);
    market.leave(subscription.bars);
    hub.subscriptions.delete(subscription);
    if (hub.subscriptions.size > 0 || !this.#hubs.delete(market)) return;
    recorder?.drop(market, clock.now());
    this.#desk.drop(market);
    this.#backfill.forget(market);
    this.#session.want(this.#wanted());
    if (this.#hubs.size > 0) return;
    this.#stopWatch?.();
    this.#stopWatch = null;
  }

  #wanted(): Set<string> {
    return new Set(Array.from(this.#hubs.values(), (hub) => hub.streams).flat());
  }

  // Answers of the exchange.

  #clock(serverTime: number): void {
    const at = this.#options.clock.now();
    this.#options.recorder?.clock(serverTime, at);
    this.#desk.clock(serverTime, at);
  }

  #answered(...answer: Parameters<BackfillOptions["answered"]>): void {
    const [market, candles, serverTime] = answer;
    const hub = this.#hubs.get(market);
    if (!hub) return;
    const at = this.#options.clock.now();
    this.#options.recorder?.candles(market, candles, serverTime, at);
    this.#desk.candles(market, candles, serverTime, at);
    hub.flush();
  }

  #failed(market: SymbolMarket, reason: string): void {
    this.#hubs.get(market)?.say("RECONNECTING", `missed candles cannot be had yet: ${reason}`);
  }

  #watch(): void {
    const now = this.#options.clock.now();
    this.#terms.refresh();
    if (this.#session.status !== "LIVE") return;
    const staleMs = this.#options.staleMs ?? STALE_MS;
    for (const hub of this.#hubs.values()) {
      if (now - hub.heardAt < staleMs || !hub.market.isLive) continue;
      if (!hub.stale) {
        hub.staleSince = hub.heardAt;
        hub.say("STALE", staleText(hub));
      }
      if (now - hub.askedAt < ASK_STALE_MS) continue;
      hub.askedAt = now;
      this.#options.recorder?.recheck(hub.market, now);
      hub.market.recheck();
    }
  }
}

/** What is wrong, without field, value and symbol, or a mad exchange would fill the log. */
function garbageKind(fault: string): string {
  return fault.replace(/^.*, not /, "").replace(/[:(].*$/, "").replaceAll(/[A-Z\d]{2,}/g, "#");
}

/** With a time rather than a length: it is said once, and read for as long as it holds. */
function staleText({ market, staleSince }: MarketHub): string {
  const since = new Date(staleSince).toISOString();
  return `no data of ${market.symbol} since ${since}: no new position is taken`;
}
