import type { CreateRunnerInput, EngineApi, EngineListener, RunnerInfo } from "./api.ts";
import type {
  EngineSummaryView,
  FeedView,
  HealthView,
  IndicatorSeriesView,
  RunnerHealthView,
  RunnerSnapshot,
} from "./api.ts";
import {
  badInput,
  type Candle,
  type EngineEvent,
  type EventType,
  type FeedKind,
  InputError,
  type Instrument,
  notFound,
  type Order,
  type RunnerId,
  runnerId,
  type RunnerStatus,
  shown,
  type StateTransition,
  type SymbolTerms,
  type Trade,
} from "./domain/mod.ts";
import type { MarketFeed } from "./feeds/feed.ts";
import type { Clock, Timers } from "./kernel/clock.ts";
import { requireInstrument, SYMBOLS } from "./market/mod.ts";
import type { RunnerRecord, Store } from "./store/store.ts";
import { resolveParameters, type StrategyDescription } from "./strategy/mod.ts";
import {
  MAX_LOST_SHARDS,
  type RunnerLink,
  type RunnerRequest,
  type SpawnShard,
} from "./workers/mod.ts";
import { checkTerms } from "./service/create_input.ts";
import { Journal } from "./service/journal.ts";
import { offlineSnapshot } from "./service/offline_snapshot.ts";
import { RunnerEntry } from "./service/runner_entry.ts";
import { feedView } from "./service/feed_view.ts";
import { instrumentOf, termsOf } from "./service/terms.ts";
import { Fleet } from "./service/fleet.ts";
import { Describer } from "./service/describer.ts";
import { StrategyLibrary } from "./service/strategy_library.ts";

/** How long any other request to a runner may take. */
export const CALL_MS = 5_000;
/** Runners one engine takes. */
export const MAX_RUNNERS = 5_000;

/** What the engine says to whoever keeps the log. */
export interface EngineLog {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface EngineOptions {
  readonly store: Store;
  readonly feeds: readonly MarketFeed[];
  readonly defaultFeed: FeedKind;
  /** Folders with strategy files; the first one wins a name. */
  readonly strategyFolders: readonly string[];
  readonly clock: Clock;
  readonly timers: Timers;
  /** Makes one shard. */
  readonly spawn: SpawnShard;
  /** How many shards. */
  readonly shards: number;
  readonly version: string;
  readonly log?: EngineLog;
  /** How long a shard may be silent; for tests. */
  readonly silentMs?: number;
  readonly pingMs?: number;
}

const QUIET: EngineLog = { info() {}, warn() {} };

/** Starts an engine and brings back the runners that the store knows. */
export async function createEngine(options: EngineOptions): Promise<TradingEngine> {
  const engine = new TradingEngine(options);
  await engine.restore();
  return engine;
}

/**
 * Runs the runners: places them on shards, feeds them, commits what they do, and answers for them.
 */
export class TradingEngine implements EngineApi {
  readonly version: string;
  readonly defaultFeed: FeedKind;
  readonly #options: EngineOptions;
  readonly #fleet: Fleet;
  readonly #journal: Journal;
  readonly #library: StrategyLibrary;
  readonly #describer: Describer;
  readonly #listeners = new Set<EngineListener>();
  readonly #startedAt: number;
  #events = 0;
  #closing = false;

  constructor(options: EngineOptions) {
    this.#options = options;
    this.version = options.version;
    this.defaultFeed = options.defaultFeed;
    const log = options.log ?? QUIET;
    this.#startedAt = options.clock.now();
    this.#journal = new Journal(
      options.store,
      options.timers,
      (event) => this.#publish(event),
    );
    this.#library = new StrategyLibrary(options.strategyFolders);
    // Feed statuses are the only events of the engine itself that are kept.
    const [last] = options.store.events({ types: ["FEED_STATUS_CHANGED"], limit: 1 });
    const { silentMs, pingMs } = options;
    this.#fleet = new Fleet({
      feeds: options.feeds,
      clock: options.clock,
      timers: options.timers,
      spawn: options.spawn,
      shards: options.shards,
      ...(silentMs === undefined ? {} : { silentMs }),
      ...(pingMs === undefined ? {} : { pingMs }),
      journal: this.#journal,
      sequence: last?.sequence ?? 0,
      publish: (event) => this.#publish(event),
      changed: (id) => this.#changed(id),
      info: (fields, message) => log.info(fields, message),
      warn: (fields, message) => log.warn(fields, message),
    });
    this.#describer = new Describer(this.#fleet.pool);
  }

  /** Sets the stored runners to work again, as they were last committed. */
  async restore(): Promise<void> {
    const { store, clock } = this.#options;
    // The store has the newest first; a list of runners begins with the oldest.
    const records = store.runners().toReversed();
    const stored = records.map((record) => ({ record, state: store.state(record.id) }));
    for (const { record, state } of stored) {
      const seen = state?.data["lastTime"];
      // Before its first bar a runner knows the clock's time only, not the market's.
      if (typeof seen !== "number" || state?.lastBarTime === null) continue;
      this.#fleet.remember(record.feed, seen);
    }
    const entries = await Promise.all(stored.map(async ({ record, state }) => {
      const { description, costly } = await this.#describer.inspect(record.source);
      const instrument = instrumentOf(record);
      const entry = new RunnerEntry(record, instrument, description, state ?? null, clock.now());
      entry.costly = costly;
      return entry;
    }));
    for (const entry of entries) this.#fleet.entries.set(entry.id, entry);
    await Promise.all(entries.map((entry) => this.#fleet.attach(entry)));
  }

  health(): HealthView {
    const reasons: string[] = [];
    if (this.#closing) reasons.push("the service is shutting down");
    if (this.#journal.fault) reasons.push(`the store cannot be written: ${this.#journal.fault}`);
    else {
      try {
        this.#options.store.check();
      } catch (error) {
        reasons.push(
          `the store does not answer: ${error instanceof Error ? error.message : error}`,
        );
      }
    }
    if (this.#fleet.pool.lostShards >= MAX_LOST_SHARDS) {
      reasons.push(`${this.#fleet.pool.lostShards} shards were lost`);
    }
    return {
      status: reasons.length === 0 ? "ok" : "unavailable",
      reasons,
      version: this.version,
      uptimeMs: this.#options.clock.now() - this.#startedAt,
    };
  }

  summary(): EngineSummaryView {
    const entries = [...this.#fleet.entries.values()];
    const count = (status: RunnerStatus) =>
      entries.filter((entry) => entry.record.status === status).length;
    const active = entries.filter(isActive);
    return {
      runners: entries.length,
      running: count("RUNNING"),
      paused: count("PAUSED"),
      stopped: count("STOPPED"),
      failed: count("FAILED"),
      healthy: active.filter((entry) => this.#healthy(entry)).length,
      symbols: new Set(active.map(({ record }) => record.symbol)).size,
      ticks: this.#fleet.streams.rows,
      events: this.#events,
      uptimeMs: this.#options.clock.now() - this.#startedAt,
      shards: this.#fleet.pool.size,
    };
  }

  /** Each with the feeds that this service offers. */
  symbols(): readonly Instrument[] {
    const offered = new Set(this.#options.feeds.map((feed) => feed.kind));
    return SYMBOLS.map((symbol) => ({
      ...symbol,
      feeds: symbol.feeds.filter((kind) => offered.has(kind)),
    }));
  }

  terms(symbol: string, kind: FeedKind): SymbolTerms {
    const instrument = requireInstrument(symbol);
    return termsOf(this.#feed(kind), instrument);
  }

  feeds(): FeedView[] {
    const now = this.#options.clock.now();
    const active = [...this.#fleet.entries.values()].filter(isActive);
    return this.#options.feeds.map((feed) => {
      const runners = active.filter(({ record }) => record.feed === feed.kind).length;
      return feedView(feed, this.#fleet.streams.of(feed.kind), runners, now, this.#startedAt);
    });
  }

  async strategies(): Promise<StrategyDescription[]> {
    const entries = await this.#library.list();
    return Promise.all(
      entries.map(({ source, error }) =>
        error === null ? this.#describer.describe(source) : this.#describer.broken(source, error)
      ),
    );
  }

  runners(
    filter: { status?: RunnerStatus; symbol?: string; strategy?: string } = {},
  ): RunnerInfo[] {
    const { status, symbol, strategy } = filter;
    return [...this.#fleet.entries.values()]
      .filter(({ record }) =>
        (status === undefined || record.status === status) &&
        (symbol === undefined || record.symbol === symbol) &&
        (strategy === undefined || record.source.name === strategy)
      )
      .map((entry) => this.#info(entry));
  }

  runner(id: string): RunnerInfo | undefined {
    const entry = this.#fleet.entries.get(id);
    return entry && this.#info(entry);
  }

  async createRunner(input: CreateRunnerInput): Promise<RunnerInfo> {
    const { store, clock } = this.#options;
    if (this.#closing) throw new InputError("CONFLICT", "The service is shutting down");
    if (this.#fleet.entries.size >= MAX_RUNNERS) {
      throw new InputError(
        "CONFLICT",
        `There are ${MAX_RUNNERS} runners already: remove one first`,
      );
    }
    const instrument = requireInstrument(input.symbol);
    const settings = checkTerms(input);
    const feed = this.#feed(input.feed ?? this.defaultFeed);
    feed.check(instrument, settings.timeframe);
    const source = await this.#library.find(input.strategy);
    const [{ description, costly }] = await Promise.all([
      this.#describer.inspect(source),
      feed.prepare?.(),
    ]);
    if (description.error !== null) throw badInput(description.error, "strategy");
    const record: RunnerRecord = {
      id: runnerId(`r${store.nextRunnerNumber()}`),
      symbol: instrument.code,
      feed: feed.kind,
      terms: termsOf(feed, instrument),
      ...settings,
      parameters: resolveParameters(description.parameters, input.parameters ?? {}),
      source,
      status: input.autostart === false ? "PAUSED" : "RUNNING",
      createdAt: clock.now(),
    };
    const entry = new RunnerEntry(record, instrumentOf(record), description, null, clock.now());
    entry.costly = costly;
    this.#fleet.entries.set(entry.id, entry);
    this.#journal.write({ runners: [record], events: [] });
    const fault = await this.#fleet.attach(entry);
    if (fault !== null) {
      await this.removeRunner(entry.id);
      throw badInput(fault, "strategy");
    }
    return this.#info(entry);
  }

  pauseRunner(id: string): Promise<RunnerInfo> {
    return this.#command(id, { op: "pause", now: this.#options.clock.now() });
  }

  resumeRunner(id: string): Promise<RunnerInfo> {
    return this.#command(id, { op: "resume", now: this.#options.clock.now() });
  }

  stopRunner(id: string, flatten = false): Promise<RunnerInfo> {
    return this.#command(id, { op: "stop", now: this.#options.clock.now(), flatten });
  }

  async removeRunner(id: string): Promise<RunnerId> {
    const entry = this.#require(id);
    const { home } = entry;
    this.#fleet.entries.delete(id);
    entry.leave(noRunner(id));
    if (home) {
      // A runner that does not answer is removed all the same: nothing it says is heard any more.
      await home.link.call({ op: "remove" }, CALL_MS).catch(() => {});
      this.#fleet.leave(entry);
    }
    const event: EngineEvent = {
      type: "RUNNER_REMOVED",
      sequence: (entry.state?.sequence ?? 0) + 1,
      time: this.#options.clock.now(),
      runnerId: entry.id,
      symbol: entry.record.symbol,
    };
    await new Promise<void>((resolve) => {
      this.#journal.write({ removed: [entry.id], events: [], committed: resolve });
    });
    this.#publish(event);
    return entry.id;
  }

  async updateRunner(
    id: string,
    parameters: Readonly<Record<string, unknown>>,
  ): Promise<RunnerInfo> {
    const entry = this.#require(id);
    return await entry.inTurn(async () => {
      // What is not named stays as it is.
      const values = resolveParameters(entry.description.parameters, {
        ...entry.record.parameters,
        ...parameters,
      });
      await this.#call(entry, { op: "parameters", parameters: values });
      this.#record(entry, { parameters: values });
      return this.#info(entry);
    });
  }

  async reloadStrategy(id: string): Promise<RunnerInfo> {
    const entry = this.#require(id);
    return await entry.inTurn(() => this.#reload(entry));
  }

  async snapshot(id: string): Promise<RunnerSnapshot> {
    const entry = this.#require(id);
    return await entry.snapshot() ?? {
      ...entry.lastSnapshot ?? offlineSnapshot(entry.record, entry.instrument, entry.state),
      stale: true,
    };
  }

  async history(id: string, limit: number): Promise<Candle[]> {
    const entry = this.#require(id);
    return (await this.#link(entry).call({ op: "history", limit }, CALL_MS)).value;
  }

  async indicatorSeries(id: string, limit: number): Promise<IndicatorSeriesView[]> {
    const entry = this.#require(id);
    return (await this.#link(entry).call({ op: "indicators", limit }, CALL_MS)).value;
  }

  transitions(id: string, limit: number): StateTransition[] {
    return this.#options.store.transitions(this.#require(id).id, limit);
  }

  orders(id: string, limit: number): Order[] {
    return this.#options.store.orders(this.#require(id).id, limit);
  }

  trades(id: string, limit: number): Trade[] {
    return this.#options.store.trades(this.#require(id).id, limit);
  }

  events(
    query: { runnerId?: string; types?: readonly EventType[]; limit: number },
  ): EngineEvent[] {
    const { runnerId: id, types, limit } = query;
    return this.#options.store.events({
      limit,
      ...(id === undefined ? {} : { runnerId: this.#require(id).id }),
      ...(types === undefined ? {} : { types }),
    });
  }

  runnerHealth(id: string): RunnerHealthView {
    const entry = this.#require(id);
    const { home, vitals } = entry;
    const now = this.#options.clock.now();
    const lastTickAt = home?.stream.lastRowsAt ?? null;
    const stream = entry.record.status === "STOPPED" ? undefined : home?.stream;
    return {
      healthy: this.#healthy(entry),
      uptimeMs: now - entry.since,
      lastTickAt,
      dataAgeMs: lastTickAt === null ? null : now - lastTickAt,
      errors: vitals?.errors ?? 0,
      lastError: vitals?.lastError ?? null,
      restarts: entry.restarts,
      shard: home?.shard.number ?? null,
      feedStatus: stream?.feedStatus ?? null,
      feedDetail: stream?.feedDetail ?? null,
      feedSince: stream?.feedSince ?? null,
      latency: {
        p50: vitals?.p50 ?? null,
        p99: vitals?.p99 ?? null,
        samples: vitals?.samples ?? 0,
      },
    };
  }

  channelOf(id: string): number | null {
    return this.#require(id).home?.stream.settings.channel ?? null;
  }

  channelFor(symbol: string, timeframe: string, feed: FeedKind): number | null {
    return this.#fleet.streams.find(symbol, timeframe, feed)?.settings.channel ?? null;
  }

  listen(listener: EngineListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  /** Stops the feeds, lets the shards finish what they have, and commits it. The store stays open. */
  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    for (const feed of this.#options.feeds) feed.close();
    // An answer to a question asked now means that everything sent before is worked off.
    const entries = [...this.#fleet.entries.values()].filter((entry) => entry.home);
    await Promise.all(entries.map(async (entry) => {
      try {
        const { sequence } = await this.#link(entry).call({ op: "snapshot" }, 1_000);
        await within(entry.reached(sequence), 1_000);
      } catch (error) {
        if (!(error instanceof InputError)) throw error;
      }
    }));
    for (const stream of this.#fleet.streams.all()) this.#fleet.streams.close(stream);
    for (const entry of entries) entry.home?.link.close();
    this.#fleet.pool.close();
    this.#journal.close();
  }

  #require(id: string): RunnerEntry {
    const entry = this.#fleet.entries.get(id);
    if (!entry) throw noRunner(id);
    return entry;
  }

  #link(entry: RunnerEntry): RunnerLink {
    if (!entry.home) throw new InputError("TIMEOUT", `Runner ${entry.id} is being moved`);
    return entry.home.link;
  }

  #feed(kind: FeedKind): MarketFeed {
    const feed = this.#options.feeds.find((candidate) => candidate.kind === kind);
    if (feed) return feed;
    const kinds = this.#options.feeds.map((candidate) => candidate.kind).join(", ");
    throw badInput(`Feed ${shown(kind)} is not available here: there is ${kinds}`, "feed");
  }

  #info(entry: RunnerEntry): RunnerInfo {
    const { record, instrument, description } = entry;
    return {
      id: record.id,
      instrument,
      strategy: description,
      timeframe: record.timeframe,
      feed: record.feed,
      status: record.status,
      parameters: record.parameters,
      windowSize: record.windowSize,
      cash: record.cash,
      feeBps: record.feeBps,
      spreadBps: record.spreadBps,
      decideOn: record.decideOn,
      createdAt: record.createdAt,
    };
  }

  #healthy(entry: RunnerEntry): boolean {
    const { home, vitals, record } = entry;
    if (!home || record.status === "FAILED") return false;
    if (record.status === "STOPPED") return true;
    const { feedStatus } = home.stream;
    return (vitals?.healthy ?? true) && feedStatus !== "DOWN" && feedStatus !== "STALE";
  }

  #record(entry: RunnerEntry, change: Partial<RunnerRecord>): void {
    entry.record = { ...entry.record, ...change };
    this.#journal.write({ runners: [entry.record], events: [] });
    this.#changed(entry.id);
  }

  /** Sends a request and waits until what it caused is committed. */
  async #call(entry: RunnerEntry, request: RunnerRequest): Promise<void> {
    try {
      const { sequence } = await this.#link(entry).call(request, CALL_MS);
      await within(entry.reached(sequence), CALL_MS);
    } catch (error) {
      // Whatever it failed with: the runner was removed meanwhile.
      throw this.#fleet.entries.has(entry.id) ? error : noRunner(entry.id);
    }
  }

  async #command(id: string, request: RunnerRequest): Promise<RunnerInfo> {
    const entry = this.#require(id);
    await this.#call(entry, request);
    return this.#info(entry);
  }

  async #reload(entry: RunnerEntry): Promise<RunnerInfo> {
    const source = await this.#library.find(entry.record.source.name);
    const description = await this.#describer.describe(source);
    if (description.error !== null) throw badInput(description.error, "strategy");
    // Values the new text still declares stay; the rest takes its defaults.
    const known = new Set(description.parameters.map(({ name }) => name));
    const kept = Object.entries(entry.record.parameters).filter(([name]) => known.has(name));
    const parameters = resolveParameters(description.parameters, Object.fromEntries(kept));
    const now = this.#options.clock.now();
    await this.#call(entry, { op: "reload", source, parameters, now });
    entry.description = description;
    this.#record(entry, { source, parameters });
    return this.#info(entry);
  }

  #publish(event: EngineEvent): void {
    this.#events++;
    for (const listener of this.#listeners) listener.event?.(event);
  }

  #changed(id: RunnerId): void {
    for (const listener of this.#listeners) listener.changed?.(id);
  }
}

const isActive = ({ record }: RunnerEntry): boolean =>
  record.status === "RUNNING" || record.status === "PAUSED";

const noRunner = (id: string): InputError => notFound(`No runner has the id ${shown(id)}`);

/** @throws InputError TIMEOUT */
async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new InputError("TIMEOUT", `Not committed within ${ms} ms`)),
      ms,
    );
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
