import type { FeedKind, Instrument, RunnerId, Timeframe } from "../../domain/mod.ts";
import type { MarketFeed } from "../../feeds/feed.ts";
import { windowCapacity } from "../../market/mod.ts";
import type { RunnerRecord } from "../../store/store.ts";
import type { ShardHandle } from "../../workers/mod.ts";
import { MarketStream, type StreamOwner } from "./stream.ts";

/** Who lives on a stream. */
export interface StreamUser {
  readonly id: RunnerId;
  readonly record: Pick<RunnerRecord, "symbol" | "timeframe" | "windowSize">;
  readonly instrument: Instrument;
}

/** The open streams: finds the one a runner can share, and closes those that nobody needs. */
export class StreamRegistry {
  readonly #owner: StreamOwner;
  readonly #streams = new Map<number, MarketStream>();
  /** Streams that show the same bars, the one that speaks first. */
  readonly #channels = new Map<number, MarketStream[]>();
  readonly #channelNumbers = new Map<string, number>();
  #opened = 0;
  #channelCount = 0;
  /** Rows of streams that are closed by now. */
  #rowsBefore = 0;

  constructor(owner: StreamOwner) {
    this.#owner = owner;
  }

  get rows(): number {
    let sum = this.#rowsBefore;
    for (const stream of this.#streams.values()) sum += stream.rows;
    return sum;
  }

  get(id: number): MarketStream | undefined {
    return this.#streams.get(id);
  }

  all(): MarketStream[] {
    return [...this.#streams.values()];
  }

  /** The streams of a feed that speak for their channels: each market once. */
  of(kind: FeedKind): MarketStream[] {
    return this.all().filter((stream) => stream.kind === kind && this.speaks(stream));
  }

  speaks(stream: MarketStream): boolean {
    return this.#channels.get(stream.settings.channel)?.[0] === stream;
  }

  /** The channel for a symbol, timeframe and feed; null where no stream of it is open. */
  channelFor(symbol: string, timeframe: string, kind: FeedKind): number | null {
    const found = this.all().find((stream) => {
      const { instrument, timeframe: own } = stream.settings;
      return instrument.code === symbol && own === timeframe && stream.kind === kind &&
        this.speaks(stream);
    });
    return found?.settings.channel ?? null;
  }

  /** Shards that have a stream which `user` could share. */
  shardsFor(user: StreamUser, feed: MarketFeed): ShardHandle[] {
    const key = this.#key(user, feed);
    return this.all().filter((s) => s.settings.key === key).map((s) => s.settings.shard);
  }

  /** The stream for a runner on a shard, opened if need be; the runner is on it from now on. */
  join(user: StreamUser, feed: MarketFeed, shard: ShardHandle): MarketStream {
    const key = this.#key(user, feed);
    const shared = this.all().find((stream) =>
      stream.settings.key === key && stream.settings.shard === shard
    );
    const stream = shared ?? this.#open(user, feed, shard, key);
    stream.runners.add(user.id);
    return stream;
  }

  /** The last runner to leave closes the stream. */
  leave(stream: MarketStream, id: RunnerId): void {
    stream.runners.delete(id);
    if (stream.runners.size === 0) this.close(stream);
  }

  close(stream: MarketStream): void {
    stream.close();
    const { id, channel } = stream.settings;
    if (!this.#streams.delete(id)) return;
    this.#rowsBefore += stream.rows;
    const others = this.#channels.get(channel)?.filter((other) => other !== stream) ?? [];
    if (others.length > 0) this.#channels.set(channel, others);
    else this.#channels.delete(channel);
  }

  #key(user: StreamUser, feed: MarketFeed): string {
    const { symbol, timeframe, windowSize } = user.record;
    const own = feed.shared ? "" : `:${user.id}`;
    return `${feed.kind}:${symbol}:${timeframe}:${windowCapacity(windowSize)}${own}`;
  }

  #open(user: StreamUser, feed: MarketFeed, shard: ShardHandle, key: string): MarketStream {
    const { timeframe, windowSize } = user.record;
    const channel = this.#channelNumber(feed, user.instrument.code, timeframe, user.id);
    const settings = {
      id: ++this.#opened,
      channel,
      key,
      feed,
      instrument: user.instrument,
      timeframe,
      capacity: windowCapacity(windowSize),
      shard,
    };
    const stream = new MarketStream(settings, this.#owner);
    this.#streams.set(settings.id, stream);
    this.#channels.set(channel, [...(this.#channels.get(channel) ?? []), stream]);
    return stream;
  }

  #channelNumber(feed: MarketFeed, symbol: string, timeframe: Timeframe, id: RunnerId): number {
    const name = `${feed.kind}:${symbol}:${timeframe}${feed.shared ? "" : `:${id}`}`;
    const known = this.#channelNumbers.get(name);
    if (known !== undefined) return known;
    this.#channelNumbers.set(name, ++this.#channelCount);
    return this.#channelCount;
  }
}
