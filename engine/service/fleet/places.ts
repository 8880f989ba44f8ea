import { type FeedKind, timeframeMs } from "../../domain/mod.ts";
import type { MarketFeed } from "../../feeds/feed.ts";
import type { Clock } from "../../kernel/clock.ts";
import { requireInstrument } from "../../market/mod.ts";
import type { RunnerRecord } from "../../store/store.ts";
import {
  RunnerLink,
  type RunnerStanding,
  type ShardHandle,
  type ShardPool,
} from "../../workers/mod.ts";
import type { EngineLog } from "../engine_log.ts";
import { noFeed, type OfferedFeeds, pastOf, type StreamRegistry } from "../feeds/mod.ts";
import type { Roster } from "./roster.ts";
import type { RunnerEntry } from "./runner_entry.ts";

/** With the others, with those that are costly, or in a shard of its own. */
export type Place = "pool" | "side" | "alone";

/** How a runner comes to its place. */
export interface Arrival {
  readonly place: Place;
  /** Why it had to leave the place before; null where it is new. */
  readonly moved: string | null;
  /** Why it must not go on; null where it may. */
  readonly fail: string | null;
}

const NEW: Arrival = { place: "pool", moved: null, fail: null };

export interface PlacesOptions {
  readonly pool: ShardPool;
  readonly streams: StreamRegistry;
  readonly roster: Roster;
  readonly feeds: OfferedFeeds;
  readonly clock: Clock;
  readonly log: EngineLog;
  /** What a runner is subject to besides its own record, as of now. */
  standing(entry: RunnerEntry): RunnerStanding;
  /** A shard is going to get a runner. */
  beforeRunner(shard: ShardHandle): void;
}

/** Where runners live: gives each a shard and a stream, and takes them away again. */
export class Places {
  readonly #options: PlacesOptions;
  /** The latest market time any restored runner has seen, by feed: a feed never goes back behind it. */
  readonly #reached = new Map<FeedKind, number>();

  constructor(options: PlacesOptions) {
    this.#options = options;
  }

  /** Tells shared feeds how far their market has come before, ahead of the runners' return. */
  remember(feed: FeedKind, time: number): void {
    if (time > (this.#reached.get(feed) ?? -Infinity)) this.#reached.set(feed, time);
  }

  /** Gives a runner a place. @returns why its strategy could not be put to work, or null */
  async attach(entry: RunnerEntry, arrival = NEW): Promise<string | null> {
    const { streams } = this.#options;
    const { record, state } = entry;
    const offered = this.#feedOf(record);
    const feed = record.status === "STOPPED" && offered
      ? pastOf(offered, state?.lastBarTime ?? -Infinity, () => streams.leave(stream, entry.id))
      : offered;
    const shard = this.#shard(entry, feed, arrival.place);
    const stream = streams.join(entry, feed ?? noFeed(record.feed), shard);
    const { port, ready } = this.#add(entry, shard, stream.settings.id, arrival);
    entry.home = { shard, stream, link: new RunnerLink(port) };
    let fault: string | null;
    try {
      fault = await ready;
    } catch {
      // The shard was lost meanwhile; whoever heard of that has given the runner another place.
      return null;
    }
    if (entry.home?.shard === shard) await entry.snapshot();
    if (record.status === "STOPPED" && !feed) streams.leave(stream, entry.id);
    else stream.start(this.#after(entry, feed));
    return fault;
  }

  leave(entry: RunnerEntry): void {
    const { pool, streams } = this.#options;
    const { home } = entry;
    if (!home) return;
    entry.home = null;
    home.link.close();
    home.shard.runners.delete(entry.id);
    streams.leave(home.stream, entry.id);
    pool.retire(home.shard);
  }

  #add(entry: RunnerEntry, shard: ShardHandle, stream: number, { moved, fail }: Arrival) {
    const { standing, beforeRunner, clock } = this.#options;
    const { record, instrument, state } = entry;
    beforeRunner(shard);
    return shard.addRunner({
      type: "add-runner",
      record,
      instrument,
      stream,
      standing: standing(entry),
      state,
      moved,
      fail,
      now: clock.now(),
    });
  }

  /** All runners of an account live on one shard, whoever of them comes first. */
  #shard(entry: RunnerEntry, feed: MarketFeed | undefined, place: Place): ShardHandle {
    const { pool, streams, roster } = this.#options;
    const mate = roster.mates(entry).find(({ home }) => home !== null && !home.shard.abandoned);
    if (mate?.home) return mate.home.shard;
    if (place === "alone") return pool.quarantine();
    if (place === "side" || entry.costly) return pool.side();
    return pool.place(feed ? streams.shardsFor(entry, feed) : []);
  }

  /** A stored runner's feed may not be offered this time; the runner waits without data then. */
  #feedOf(record: RunnerRecord): MarketFeed | undefined {
    const feed = this.#options.feeds.find(record.feed);
    try {
      feed?.check(requireInstrument(record.symbol), record.timeframe);
      return feed;
    } catch (error) {
      this.#options.log.warn(
        { runner: record.id, error: String(error) },
        "no data for this runner",
      );
      return undefined;
    }
  }

  /** Behind which time a runner's rows begin; undefined where the feed has no such time. */
  #after(entry: RunnerEntry, feed: MarketFeed | undefined): number | undefined {
    if (feed?.shared === false) return entry.state?.lastBarTime ?? undefined;
    const reached = this.#reached.get(entry.record.feed);
    // In bars of this runner: a day's bar that other runners were in the middle of is not over.
    return reached === undefined ? undefined : reached - timeframeMs(entry.record.timeframe);
  }
}
