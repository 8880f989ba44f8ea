import {
  type CandleClosed,
  Col,
  type EngineEvent,
  type FeedKind,
  type FeedStatus,
  type Instrument,
  type MarketRows,
  ROW_WIDTH,
  RowKind,
  type RunnerId,
  type TickReceived,
  type Timeframe,
} from "../../domain/mod.ts";
import type { FeedStream, MarketFeed, StreamSink } from "../../feeds/feed.ts";
import type { ShardHandle } from "../../workers/mod.ts";

/** Messages of one stream that a shard may have unread before its feed waits. */
export const MAX_IN_FLIGHT = 4;
/** The same for a feed that cannot wait: beyond it, only bars are taken. */
export const MAX_IN_FLIGHT_LIVE = 64;

export interface StreamSettings {
  /** Names the stream inside its shard. */
  readonly id: number;
  /** Names the bars: streams of the same bars in two shards share it. */
  readonly channel: number;
  /** What makes two runners share a stream. */
  readonly key: string;
  readonly feed: MarketFeed;
  readonly instrument: Instrument;
  readonly timeframe: Timeframe;
  readonly capacity: number;
  readonly shard: ShardHandle;
}

/** What a stream tells the engine. */
export interface StreamOwner {
  market(event: TickReceived | CandleClosed): void;
  status(stream: MarketStream, status: FeedStatus, detail: string | null): void;
  gap(stream: MarketStream, from: number, to: number): void;
  /** True for the one stream of a channel that speaks for it. */
  speaks(stream: MarketStream): boolean;
  /** Resolves when the engine can take more; undefined when it can now. */
  ready(): Promise<void> | undefined;
  now(): number;
}

/** One stream of rows from a feed into one shard, with the runners that live on it. */
export class MarketStream implements StreamSink {
  readonly settings: StreamSettings;
  readonly runners = new Set<RunnerId>();
  feedStatus: FeedStatus = "CONNECTING";
  /** Clock time since when it has this status. */
  feedSince: number;
  /** What the feed said about its status. */
  feedDetail: string | null = null;
  /** Clock time of the last rows; null before the first. */
  lastRowsAt: number | null = null;
  /** Rows that showed a change of a bar; those that only tell its way in finer candles are not counted. */
  rows = 0;
  /** Forming updates left out because the shard lagged. */
  conflated = 0;
  readonly #owner: StreamOwner;
  #feedStream: FeedStream | null = null;
  #started = false;
  #closed = false;
  #inFlight = 0;
  /** The feed has no more rows, and the shard still has some of them. */
  #isEnding = false;
  #sequence = 0;
  #room: PromiseWithResolvers<void> | null = null;
  /** True while the feed holds a promise of room. */
  #asked = false;

  constructor(settings: StreamSettings, owner: StreamOwner) {
    this.settings = settings;
    this.#owner = owner;
    this.feedSince = owner.now();
    const { id, instrument, timeframe, capacity, shard } = settings;
    shard.post({ type: "open-stream", stream: id, instrument, timeframe, capacity });
  }

  get kind(): FeedKind {
    return this.settings.feed.kind;
  }

  /** Lets the rows come; further calls do nothing. */
  start(after: number | undefined): void {
    if (this.#started || this.#closed) return;
    this.#started = true;
    const { feed, instrument, timeframe, capacity } = this.settings;
    const request = { instrument, timeframe, historyBars: capacity };
    const more = after === undefined ? request : { ...request, after };
    const stream = feed.open(more, this);
    // A feed may have been quick enough to have ended the stream already.
    if (this.#closed) stream.close();
    else this.#feedStream = stream;
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#feedStream?.close();
    this.settings.shard.post({ type: "close-stream", stream: this.settings.id });
    this.#release();
  }

  history(columns: Parameters<StreamSink["history"]>[0]): void {
    if (this.#closed) return;
    this.settings.shard.post({ type: "history", stream: this.settings.id, columns });
  }

  push(rows: MarketRows): Promise<void> | void {
    if (this.#closed || rows.length === 0) return;
    this.lastRowsAt = this.#owner.now();
    const kept = this.#takesBarsOnly() ? this.#withoutUpdates(rows) : rows;
    if (kept.length === 0) return;
    this.#show(kept, this.#owner.speaks(this));
    this.#inFlight++;
    this.settings.shard.send({ stream: this.settings.id, rows: kept });
    return this.#whenRoom();
  }

  /** A stream has ended once all its rows were worked off: whoever hears of it can look at the result. */
  status(status: FeedStatus, detail?: string): void {
    if (this.#closed) return;
    this.#isEnding = status === "ENDED" && this.#inFlight > 0;
    if (this.#isEnding) return;
    if (status !== this.feedStatus) this.feedSince = this.#owner.now();
    this.feedStatus = status;
    this.feedDetail = detail ?? null;
    this.#owner.status(this, status, this.feedDetail);
  }

  gap(from: number, to: number): void {
    if (!this.#closed && this.#owner.speaks(this)) this.#owner.gap(this, from, to);
  }

  /** The shard has worked off one message. */
  done(): void {
    this.#inFlight--;
    if (this.#isEnding && this.#inFlight === 0) this.status("ENDED");
    if (this.#inFlight < MAX_IN_FLIGHT) this.#release();
  }

  /**
   * True while forming updates are left out: when the shard lags far behind, or when nothing can be
   * committed and the feed goes on although it was asked to wait. What piles up until the store can
   * be written again then grows by the bar, however busy the market is. A feed that waits loses
   * nothing: it pushes only after it was let.
   */
  #takesBarsOnly(): boolean {
    if (this.#inFlight >= MAX_IN_FLIGHT_LIVE) return true;
    return this.#asked && this.#owner.ready() !== undefined;
  }

  #whenRoom(): Promise<void> | undefined {
    const ready = this.#owner.ready();
    if (!ready && this.#inFlight < MAX_IN_FLIGHT) return undefined;
    this.#asked = true;
    return this.#letGo(ready);
  }

  async #letGo(ready: Promise<void> | undefined): Promise<void> {
    if (this.#inFlight >= MAX_IN_FLIGHT) {
      this.#room ??= Promise.withResolvers();
      await this.#room.promise;
    }
    await ready;
    this.#asked = false;
  }

  #release(): void {
    this.#room?.resolve();
    this.#room = null;
  }

  #withoutUpdates(rows: MarketRows): MarketRows {
    const kept: number[] = [];
    for (let i = 0; i < rows.length; i += ROW_WIDTH) {
      if (rows[i + Col.KIND] === RowKind.UPDATE) this.conflated++;
      else kept.push(...rows.subarray(i, i + ROW_WIDTH));
    }
    return Float64Array.from(kept);
  }

  #show(rows: MarketRows, speaks: boolean): void {
    for (let i = 0; i < rows.length; i += ROW_WIDTH) {
      if (rows[i + Col.KIND] === RowKind.INNER) continue;
      this.rows++;
      if (speaks) this.#owner.market(this.#event(rows, i));
    }
  }

  #event(rows: MarketRows, i: number): EngineEvent & (TickReceived | CandleClosed) {
    const kind = rows[i + Col.KIND];
    const closed = kind === RowKind.CLOSE || kind === RowKind.MISSED;
    const bid = rows[i + Col.BID]!;
    const ask = rows[i + Col.ASK]!;
    const candle = {
      time: rows[i + Col.TIME]!,
      open: rows[i + Col.OPEN]!,
      high: rows[i + Col.HIGH]!,
      low: rows[i + Col.LOW]!,
      close: rows[i + Col.CLOSE]!,
      volume: rows[i + Col.VOLUME]!,
      closed,
    };
    const { channel, instrument, timeframe } = this.settings;
    return {
      type: closed ? "CANDLE_CLOSED" : "TICK_RECEIVED",
      sequence: ++this.#sequence,
      time: rows[i + Col.AT]!,
      runnerId: null,
      symbol: instrument.code,
      feed: this.kind,
      timeframe,
      channel,
      candle: ask >= bid ? { ...candle, bid, ask } : candle,
    };
  }
}
