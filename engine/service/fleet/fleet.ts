import {
  type EngineEvent,
  type FeedKind,
  type FeedStatus,
  type RunnerId,
  sliceColumns,
  timeframeMs,
} from "../../domain/mod.ts";
import type { MarketFeed } from "../../feeds/feed.ts";
import type { Clock, Timers } from "../../kernel/clock.ts";
import { requireInstrument } from "../../market/mod.ts";
import { isCostly } from "../../runner/mod.ts";
import type { RunnerRecord, RunnerState } from "../../store/store.ts";
import {
  type FromShard,
  type RunnerFigures,
  RunnerLink,
  type RunnerStanding,
  type RunnerVitals,
  type ShardHandle,
  ShardPool,
  type SpawnShard,
} from "../../workers/mod.ts";
import type { EngineEvents } from "../events/mod.ts";
import { FeedLog, worstOf } from "../feeds/mod.ts";
import type { Journal } from "../events/mod.ts";
import type { RunnerEntry } from "./runner_entry.ts";
import type { MarketStream } from "../feeds/mod.ts";
import { StreamRegistry } from "../feeds/mod.ts";

/** How often a runner is moved after losing its shard before it is taken for the cause. */
export const MAX_MOVES = 3;

/** With the others, with those that are costly, or in a shard of its own. */
type Place = "pool" | "side" | "alone";

export interface FleetOptions {
  readonly feeds: readonly MarketFeed[];
  readonly clock: Clock;
  readonly timers: Timers;
  readonly spawn: SpawnShard;
  readonly shards: number;
  readonly silentMs?: number;
  readonly pingMs?: number;
  readonly journal: Journal;
  readonly sequence: EngineEvents;
  /** What a runner is subject to besides its own record, as of now. */
  standing(entry: RunnerEntry): RunnerStanding;
  /** A shard is going to get a runner. */
  beforeRunner(shard: ShardHandle): void;
  /** What runners hold may have changed. */
  holdingsChanged(): void;
  publish(event: EngineEvent): void;
  /** What a runner shows may have changed. */
  changed(id: RunnerId): void;
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

/**
 * The runners in their places: gives each a shard and a stream, commits what the shards report, and
 * moves the runners of a shard that was lost.
 */
export class Fleet {
  readonly pool: ShardPool;
  readonly streams: StreamRegistry;
  readonly entries = new Map<string, RunnerEntry>();
  readonly #options: FleetOptions;
  readonly #journal: Journal;
  readonly #feedLog: FeedLog;
  /** The latest market time any restored runner has seen, by feed: a feed never goes back behind it. */
  readonly #reached = new Map<FeedKind, number>();

  constructor(options: FleetOptions) {
    this.#options = options;
    this.#journal = options.journal;
    this.#feedLog = new FeedLog(options.info, options.warn);
    const { silentMs, pingMs } = options;
    this.pool = new ShardPool({
      size: options.shards,
      spawn: options.spawn,
      clock: options.clock,
      timers: options.timers,
      ...(silentMs === undefined ? {} : { silentMs }),
      ...(pingMs === undefined ? {} : { pingMs }),
      batch: (shard, message) => this.#batch(shard, message),
      vitals: (runners) => this.#vitals(runners),
      lost: (shard, reason) => this.#lost(shard, reason),
    });
    this.streams = new StreamRegistry({
      market: (event) => options.publish(event),
      status: (stream, status, detail) => this.#feedStatus(stream, status, detail),
      gap: (stream, from, to) => this.#gap(stream, from, to),
      speaks: (stream) => this.streams.speaks(stream),
      ready: () => this.#journal.ready(),
      now: () => options.clock.now(),
    });
  }

  /** Tells shared feeds how far their market has come before, ahead of the runners' return. */
  remember(feed: FeedKind, time: number): void {
    if (time > (this.#reached.get(feed) ?? -Infinity)) this.#reached.set(feed, time);
  }

  /** Gives a runner a place. @returns why its strategy could not be put to work, or null */
  async attach(
    entry: RunnerEntry,
    moved: string | null = null,
    fail: string | null = null,
    place: Place = "pool",
  ): Promise<string | null> {
    const { record, state, instrument } = entry;
    const offered = this.#feedOf(record);
    const feed = record.status === "STOPPED" && offered
      ? pastOf(offered, state?.lastBarTime ?? -Infinity, () => this.streams.leave(stream, entry.id))
      : offered;
    const shard = this.#shard(entry, feed, place);
    const stream = this.streams.join(entry, feed ?? noFeed(record.feed), shard);
    this.#options.beforeRunner(shard);
    const { port, ready } = shard.addRunner({
      type: "add-runner",
      record,
      instrument,
      stream: stream.settings.id,
      standing: this.#options.standing(entry),
      state,
      moved,
      fail,
      now: this.#options.clock.now(),
    });
    entry.home = { shard, stream, link: new RunnerLink(port) };
    let fault: string | null;
    try {
      fault = await ready;
    } catch {
      // The shard was lost meanwhile; `#lost` has given the runner another place.
      return null;
    }
    if (entry.home?.shard === shard) await entry.snapshot();
    if (record.status === "STOPPED" && !feed) this.streams.leave(stream, entry.id);
    else stream.start(this.#after(entry, feed));
    return fault;
  }

  /** All runners of an account live on one shard, whoever of them comes first. */
  #shard(entry: RunnerEntry, feed: MarketFeed | undefined, place: Place): ShardHandle {
    const mate = this.#mates(entry).find(({ home }) => home !== null && !home.shard.abandoned);
    if (mate?.home) return mate.home.shard;
    if (place === "alone") return this.pool.quarantine();
    if (place === "side" || entry.costly) return this.pool.side();
    return this.pool.place(feed ? this.streams.shardsFor(entry, feed) : []);
  }

  /** The others on its account. */
  #mates(entry: RunnerEntry): RunnerEntry[] {
    const { account } = entry;
    if (account === null) return [];
    return [...this.entries.values()].filter((other) =>
      other !== entry && other.account === account
    );
  }

  /** A stored runner's feed may not be offered this time; the runner waits without data then. */
  #feedOf(record: RunnerRecord): MarketFeed | undefined {
    const feed = this.#options.feeds.find((candidate) => candidate.kind === record.feed);
    try {
      feed?.check(requireInstrument(record.symbol), record.timeframe);
      return feed;
    } catch (error) {
      this.#options.warn({ runner: record.id, error: String(error) }, "no data for this runner");
      return undefined;
    }
  }

  #after(entry: RunnerEntry, feed: MarketFeed | undefined): number | undefined {
    if (feed?.shared === false) return entry.state?.lastBarTime ?? undefined;
    const reached = this.#reached.get(entry.record.feed);
    // In bars of this runner: a day's bar that other runners were in the middle of is not over.
    return reached === undefined ? undefined : reached - timeframeMs(entry.record.timeframe);
  }

  leave(entry: RunnerEntry): void {
    const { home } = entry;
    if (!home) return;
    entry.home = null;
    home.link.close();
    home.shard.runners.delete(entry.id);
    this.streams.leave(home.stream, entry.id);
    this.pool.retire(home.shard);
  }

  #batch(shard: ShardHandle, message: FromShard & { type: "batch" }): void {
    // What comes from a place that the runner has left already is not heard.
    const here = (id: string | null) => id !== null && this.#at(id, shard);
    const events = message.events.filter((event) => here(event.runnerId));
    const states = message.states.filter((state) => here(state.runnerId));
    const figures = message.figures.filter(({ runnerId }) => here(runnerId));
    const runners = this.#newStatuses(events);
    const touched = new Set<RunnerId>(states.map((state) => state.runnerId));
    for (const id of message.done) {
      for (const runner of this.streams.get(id)?.runners ?? []) touched.add(runner);
    }
    this.#journal.write({
      runners,
      states,
      events,
      committed: () => {
        this.#holdings(figures);
        this.#committed(states);
        for (const id of message.done) this.streams.get(id)?.done();
        for (const id of touched) this.#options.changed(id);
        for (const event of events) this.#heed(event);
      },
    });
  }

  /** What an event, once committed, means for its runner's place. */
  #heed(event: EngineEvent): void {
    const entry = event.runnerId === null ? undefined : this.entries.get(event.runnerId);
    if (!entry) return;
    if (event.type === "STRATEGY_ERROR" && isCostly(event.code)) this.#penalize(entry, event.code);
    if (event.type !== "RUNNER_STATUS_CHANGED" || event.to !== "STOPPED") return;
    if (event.from !== "STOPPED" && entry.home) this.streams.leave(entry.home.stream, entry.id);
  }

  #at(id: string, shard: ShardHandle): boolean {
    return this.entries.get(id)?.home?.shard === shard;
  }

  #newStatuses(events: readonly EngineEvent[]): RunnerRecord[] {
    const changed = new Map<RunnerId, RunnerRecord>();
    for (const event of events) {
      if (event.type !== "RUNNER_STATUS_CHANGED" || event.runnerId === null) continue;
      const entry = this.entries.get(event.runnerId);
      if (!entry) continue;
      entry.record = { ...entry.record, status: event.to };
      changed.set(entry.id, entry.record);
    }
    return [...changed.values()];
  }

  #holdings(figures: readonly RunnerFigures[]): void {
    const changed = figures.filter((its) => this.entries.get(its.runnerId)?.holds(its));
    if (changed.length > 0) this.#options.holdingsChanged();
  }

  #committed(states: readonly RunnerState[]): void {
    for (const state of states) {
      this.entries.get(state.runnerId)?.committed(state);
    }
  }

  #vitals(runners: readonly RunnerVitals[]): void {
    for (const vitals of runners) {
      const entry = this.entries.get(vitals.id);
      if (!entry) continue;
      const changed = entry.vitals?.healthy !== vitals.healthy;
      entry.vitals = vitals;
      if (changed) this.#options.changed(entry.id);
    }
  }

  /** Moves the runners of a lost shard to new places, from their last committed state. */
  #lost(shard: ShardHandle, reason: string): void {
    const ids = [...shard.runners];
    this.#options.warn(
      { shard: shard.number, runners: ids, reason },
      "shard lost, moving its runners",
    );
    const entries = ids.flatMap((id) => this.entries.get(id) ?? []);
    for (const entry of entries) this.leave(entry);
    for (const entry of entries) entry.restarts++;
    for (const entry of entries) {
      const why = `shard ${shard.number} ${reason}`;
      const fail = isSpent(entry) ? `${why}, for the ${entry.restarts}th time` : null;
      // A suspect takes its account along: whoever shares it follows the first that is placed.
      const alone = [entry, ...this.#mates(entry)].some((one) => isSuspect(one) && !isSpent(one));
      this.#move(entry, why, fail, alone ? "alone" : "pool");
    }
  }

  /** Takes a runner that used up a call's budget away from those it kept waiting. */
  #penalize(entry: RunnerEntry, code: string): void {
    const { home } = entry;
    if (!home || home.shard === this.pool.side()) return;
    entry.costly = true;
    const moving = [entry, ...this.#mates(entry)].filter((one) => one.home !== null);
    for (const one of moving) {
      // The old place is told to forget the runner; nothing it says from now on is heard.
      one.home?.link.post({ op: "remove", moves: true });
      this.leave(one);
    }
    for (const one of moving) {
      const who = one === entry ? code : `${code} of runner ${entry.id} on the same account`;
      this.#move(one, `${who}, kept apart from runners that are quick`, null, "side");
    }
  }

  #move(entry: RunnerEntry, why: string, fail: string | null, place: Place): void {
    this.attach(entry, `moved: ${why}`, fail, place).catch((error) =>
      this.#options.warn({ runner: entry.id, error: String(error) }, "runner could not be moved")
    );
  }

  #feedStatus(stream: MarketStream, status: FeedStatus, detail: string | null): void {
    const { instrument, timeframe, channel } = stream.settings;
    for (const id of stream.runners) this.#options.changed(id);
    if (!this.streams.speaks(stream)) return;
    this.#logStatus(stream, status, detail);
    const event: EngineEvent = {
      type: "FEED_STATUS_CHANGED",
      sequence: this.#options.sequence.next(),
      time: this.#options.clock.now(),
      runnerId: null,
      symbol: instrument.code,
      feed: stream.kind,
      timeframe,
      channel,
      status,
      detail,
    };
    this.#journal.write({ events: [event] });
  }

  #logStatus(stream: MarketStream, status: FeedStatus, detail: string | null): void {
    const { kind } = stream;
    const { feed, instrument } = stream.settings;
    const report = feed.report?.();
    // Each stream of a replay has a file, and faults, of its own.
    const alone = !feed.shared && this.#options.feeds.includes(feed);
    if (status === "DOWN" && (alone || report?.status === "LIVE")) {
      this.#options.warn({ feed: kind, symbol: instrument.code, detail }, "stream down");
    }
    if (alone) return;
    if (report) this.#feedLog.heard(kind, report.status, report.detail);
    else this.#feedLog.heard(kind, worstOf(this.streams.of(kind)), detail);
  }

  #gap(stream: MarketStream, from: number, to: number): void {
    const { instrument, timeframe } = stream.settings;
    const event: EngineEvent = {
      type: "FEED_GAP",
      sequence: this.#options.sequence.next(),
      time: this.#options.clock.now(),
      runnerId: null,
      symbol: instrument.code,
      feed: stream.kind,
      timeframe,
      from,
      to,
      bars: Math.round((to - from) / timeframeMs(timeframe)),
    };
    this.#journal.write({ events: [event] });
  }
}

/** Only a trusted module can hold up a shard: the Lua host stops its scripts from inside. */
const isSuspect = ({ record }: RunnerEntry): boolean => record.source.language === "ts";

/** It lost its shard too often: it is taken for the cause. */
const isSpent = (entry: RunnerEntry): boolean =>
  isSuspect(entry) && entry.restarts > MAX_MOVES && entry.record.status !== "STOPPED";

/** Only what came before: a stopped runner can be looked at, with its bars up to `last`. */
const pastOf = (feed: MarketFeed, last: number, done: () => void): MarketFeed => ({
  kind: feed.kind,
  shared: false,
  check() {},
  open(request, sink) {
    return feed.open(request, {
      history(columns) {
        const later = columns.time.findIndex((time) => time > last);
        sink.history(later < 0 ? columns : sliceColumns(columns, 0, later));
        done();
      },
      push() {},
      status(status) {
        if (status === "DOWN") done();
      },
      gap() {},
    });
  },
  close() {},
});

/** Stands in where a runner's feed is not offered: no data comes. */
const noFeed = (kind: FeedKind): MarketFeed => ({
  kind,
  shared: false,
  check() {},
  open(_request, sink) {
    sink.status("DOWN", "the runner's feed is not offered by this service");
    return { close() {} };
  },
  close() {},
});
