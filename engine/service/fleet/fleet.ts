import type { EngineEvent, FeedKind, RunnerId } from "../../domain/mod.ts";
import type { Clock } from "../../kernel/clock.ts";
import {
  type PoolOptions,
  type RunnerStanding,
  type ShardHandle,
  ShardPool,
} from "../../workers/mod.ts";
import type { EngineLog } from "../engine_log.ts";
import type { EngineEvents, Journal } from "../events/mod.ts";
import { FeedNews, type OfferedFeeds, StreamRegistry } from "../feeds/mod.ts";
import { Moves } from "./moves.ts";
import { Places } from "./places.ts";
import type { Roster } from "./roster.ts";
import type { RunnerEntry } from "./runner_entry.ts";
import { ShardReports } from "./shard_reports.ts";

export interface FleetOptions {
  readonly pool: Omit<PoolOptions, "batch" | "vitals" | "lost">;
  readonly roster: Roster;
  readonly feeds: OfferedFeeds;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly sequence: EngineEvents;
  readonly log: EngineLog;
  /** What a runner is subject to besides its own record, as of now. */
  standing(entry: RunnerEntry): RunnerStanding;
  /** A shard is going to get a runner. */
  beforeRunner(shard: ShardHandle): void;
  /** What runners hold may have changed. */
  holdingsChanged(): void;
  publish(event: EngineEvent): void;
  /** What a runner shows may have changed. */
  changed(id: RunnerId): void;
}

/**
 * The runners at work: `Places` gives each a shard and a stream, `ShardReports` commits what the
 * shards report, `FeedNews` what the streams do, and `Moves` sees to the runners of a shard that was lost.
 */
export class Fleet {
  readonly pool: ShardPool;
  readonly streams: StreamRegistry;
  readonly #places: Places;

  constructor(options: FleetOptions) {
    const { journal, clock, publish } = options;
    const pool = new ShardPool({
      ...options.pool,
      batch: (shard, message) => reports.batch(shard, message),
      vitals: (runners) => reports.vitals(runners),
      lost: (shard, reason) => moves.lost(shard, reason),
    });
    const streams: StreamRegistry = new StreamRegistry({
      market: publish,
      status: (stream, status, detail) => news.status(stream, status, detail),
      gap: (stream, from, to) => news.gap(stream, from, to),
      speaks: (stream) => streams.speaks(stream),
      ready: () => journal.ready(),
      now: () => clock.now(),
    });
    const news = new FeedNews({ ...options, streams });
    const places = new Places({ ...options, pool, streams });
    const moves = new Moves({ ...options, pool, places });
    const reports = new ShardReports({ ...options, streams, moves });
    this.pool = pool;
    this.streams = streams;
    this.#places = places;
  }

  /** Tells shared feeds how far their market has come before, ahead of the runners' return. */
  remember(feed: FeedKind, time: number): void {
    this.#places.remember(feed, time);
  }

  /** Gives a runner a place. @returns why its strategy could not be put to work, or null */
  attach(entry: RunnerEntry): Promise<string | null> {
    return this.#places.attach(entry);
  }

  leave(entry: RunnerEntry): void {
    this.#places.leave(entry);
  }
}
