import type { CreateRunnerInput, EngineApi, EngineListener, RunnerInfo } from "./api.ts";
import type {
  AccountInfo,
  CreateAccountInput,
  EngineRiskView,
  EngineSummaryView,
  FeedView,
  HealthView,
  IndicatorSeriesView,
  OrderChange,
  RiskRuleStatus,
  RunnerHealthView,
  RunnerSnapshot,
  SettingsInput,
  TradingStateResult,
} from "./api.ts";
import {
  type Account,
  type AccountId,
  badInput,
  type Candle,
  type EngineEvent,
  type EventType,
  type FeedKind,
  InputError,
  type Instrument,
  type Order,
  type RunnerId,
  runnerId,
  type RunnerStatus,
  shown,
  type StateTransition,
  type SymbolTerms,
  type Trade,
  type TradingState,
} from "./domain/mod.ts";
import type { MarketFeed } from "./feeds/feed.ts";
import type { Clock, Timers } from "./kernel/clock.ts";
import { requireInstrument, SYMBOLS } from "./market/mod.ts";
import type { AccountRecord, RunnerRecord, Store } from "./store/store.ts";
import { resolveParameters, type StrategyDescription } from "./strategy/mod.ts";
import { MAX_LOST_SHARDS, type RunnerRequest, type SpawnShard } from "./workers/mod.ts";
import { Accounts, nearest } from "./service/accounts/mod.ts";
import { EngineEvents, Journal } from "./service/events/mod.ts";
import {
  CALL_MS,
  callRunner,
  Fleet,
  linkOf,
  noRunner,
  RunnerEntry,
  SETTLE_MS,
} from "./service/fleet/mod.ts";
import {
  checkedChange,
  checkTerms,
  countRunners,
  isActive,
  offlineSnapshot,
  runnerHealth,
  runnerInfo,
  storedFigures,
} from "./service/runners/mod.ts";
import { feedView } from "./service/feeds/mod.ts";
import { instrumentOf, termsOf } from "./service/terms.ts";
import { engineRiskSettings, riskFrame, riskSettings } from "./service/settings/mod.ts";
import { Describer, StrategyLibrary } from "./service/strategies/mod.ts";
import { EngineBoard, TradingSwitch } from "./service/trading/mod.ts";
import { within } from "./service/within.ts";

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
  /** How long runners may take to obey a change of the trading state; for tests. */
  readonly answerMs?: number;
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
  readonly #accounts: Accounts;
  readonly #board: EngineBoard;
  readonly #trading: TradingSwitch;
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
    const sequence = new EngineEvents(options.store);
    const stored = options.store.settings();
    const { store, clock, silentMs, pingMs } = options;
    const journal = this.#journal;
    const shards = () => this.#fleet.pool.shards;
    const entries = () => this.#fleet.entries.values();
    this.#accounts = new Accounts({ store, journal, clock, entries });
    this.#board = new EngineBoard({ stored: stored.risk, shards, entries });
    this.#trading = new TradingSwitch({
      stored: stored.trading,
      journal,
      sequence,
      clock,
      answerMs: options.answerMs ?? CALL_MS,
      shards,
      entries,
    });
    this.#fleet = new Fleet({
      feeds: options.feeds,
      clock: options.clock,
      timers: options.timers,
      spawn: options.spawn,
      shards: options.shards,
      ...(silentMs === undefined ? {} : { silentMs }),
      ...(pingMs === undefined ? {} : { pingMs }),
      journal,
      sequence,
      standing: (entry) => ({
        ...this.#trading.standing,
        risk: this.#accounts.riskOf(entry),
        account: this.#accounts.recordOf(entry),
      }),
      beforeRunner: (shard) => this.#board.tell(shard),
      holdingsChanged: () => this.#board.changed(),
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
      entry.figures = storedFigures(entry);
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
    return {
      ...countRunners([...this.#fleet.entries.values()]),
      ticks: this.#fleet.streams.rows,
      events: this.#events,
      uptimeMs: this.#options.clock.now() - this.#startedAt,
      shards: this.#fleet.pool.size,
      trading: this.#trading.control,
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
      .map((entry) => runnerInfo(entry));
  }

  runner(id: string): RunnerInfo | undefined {
    const entry = this.#fleet.entries.get(id);
    return entry && runnerInfo(entry);
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
    const joined = () =>
      input.account === undefined
        ? {}
        : { account: this.#accounts.joined(input.account, instrument, input.cash) };
    joined();
    const feed = this.#feed(input.feed ?? this.defaultFeed);
    feed.check(instrument, settings.timeframe);
    const source = await this.#library.find(input.strategy);
    const [{ description, costly }] = await Promise.all([
      this.#describer.inspect(source),
      feed.prepare?.(),
    ]);
    if (description.error !== null) throw badInput(description.error, "strategy");
    const terms = termsOf(feed, instrument);
    const { execution, windowSize } = settings;
    const frame = riskFrame(execution, windowSize, { ...instrument, ...terms });
    const risk = riskSettings(input.risk, frame, undefined, "risk");
    const record: RunnerRecord = {
      id: runnerId(`r${store.nextRunnerNumber()}`),
      symbol: instrument.code,
      feed: feed.kind,
      terms,
      ...settings,
      risk,
      // Asked again: the account may have been removed meanwhile.
      ...joined(),
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
    return runnerInfo(entry);
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
    const { account } = entry;
    if (account === null) return await this.#remove(entry);
    return await entry.inTurn(async () => {
      this.#require(id);
      // Only its shard knows to the last what it leaves on the account.
      const { value } = await linkOf(entry).call({ op: "remove", moves: false }, SETTLE_MS);
      return await this.#remove(entry, this.#accounts.left(account, value));
    });
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
      return runnerInfo(entry);
    });
  }

  async reloadStrategy(id: string): Promise<RunnerInfo> {
    const entry = this.#require(id);
    return await entry.inTurn(() => this.#reload(entry));
  }

  async setRisk(id: string, change: SettingsInput): Promise<RunnerInfo> {
    const entry = this.#require(id);
    return await entry.inTurn(async () => {
      const { execution, record, instrument } = entry;
      const frame = riskFrame(execution, record.windowSize, instrument);
      const risk = riskSettings(change, frame, entry.risk);
      await this.#call(entry, { op: "risk", risk: this.#accounts.riskOf(entry, risk) });
      this.#record(entry, { risk });
      return runnerInfo(entry);
    });
  }

  releaseRisk(id: string): Promise<RunnerInfo> {
    return this.#command(id, { op: "release-risk", now: this.#options.clock.now() });
  }

  cancelOrder(id: string, order: string): Promise<RunnerInfo> {
    return this.#command(id, { op: "cancel-order", order });
  }

  amendOrder(id: string, order: string, change: OrderChange): Promise<RunnerInfo> {
    return this.#command(id, { op: "amend-order", order, change: checkedChange(change) });
  }

  setTradingState(state: TradingState, reason?: string): Promise<TradingStateResult> {
    return this.#trading.set(state, reason);
  }

  killSwitch(flatten = true, reason?: string): Promise<TradingStateResult> {
    return this.#trading.set("HALTED", reason, flatten);
  }

  releaseKillSwitch(): Promise<TradingStateResult> {
    return this.#trading.release();
  }

  engineRisk(): EngineRiskView {
    return this.#board.view();
  }

  async setEngineRisk(change: SettingsInput): Promise<EngineRiskView> {
    const risk = engineRiskSettings(change, this.#board.limits);
    this.#board.set(risk);
    await this.#journal.commit({ settings: { risk }, events: [] });
    return this.#board.view();
  }

  accounts(): AccountInfo[] {
    return this.#accounts.all();
  }

  account(id: string): AccountInfo | undefined {
    return this.#accounts.info(id);
  }

  accountBooks(id: string): Account {
    return this.#accounts.books(id);
  }

  async accountRisk(id: string): Promise<RiskRuleStatus[]> {
    const on = this.#accounts.members(this.#accounts.require(id).id);
    const snapshots = await Promise.all(on.map((entry) => this.snapshot(entry.id)));
    return nearest(snapshots.flatMap(({ risk }) => risk));
  }

  createAccount(input: CreateAccountInput): Promise<AccountInfo> {
    return this.#accounts.create(input);
  }

  async setAccountRisk(id: string, change: SettingsInput): Promise<AccountInfo> {
    const account = await this.#accounts.setLimits(id, change);
    const on = this.#accounts.members(id).filter(({ record }) => record.status !== "STOPPED");
    await Promise.all(
      on.map((entry) =>
        entry.inTurn(() => this.#call(entry, { op: "risk", risk: this.#accounts.riskOf(entry) }))
      ),
    );
    return account;
  }

  removeAccount(id: string): Promise<AccountId> {
    return this.#accounts.remove(id);
  }

  async snapshot(id: string): Promise<RunnerSnapshot> {
    const entry = this.#require(id);
    return await entry.snapshot() ?? {
      ...entry.lastSnapshot ?? offlineSnapshot(entry, this.#accounts.shareOf(entry)),
      stale: true,
    };
  }

  async history(id: string, limit: number): Promise<Candle[]> {
    const entry = this.#require(id);
    return (await linkOf(entry).call({ op: "history", limit }, CALL_MS)).value;
  }

  async indicatorSeries(id: string, limit: number): Promise<IndicatorSeriesView[]> {
    const entry = this.#require(id);
    return (await linkOf(entry).call({ op: "indicators", limit }, CALL_MS)).value;
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
    return runnerHealth(this.#require(id), this.#options.clock.now());
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
        const { sequence } = await linkOf(entry).call({ op: "snapshot" }, 1_000);
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

  /** @param settled its account's record, where the shard has let go of it already */
  async #remove(entry: RunnerEntry, settled?: AccountRecord): Promise<RunnerId> {
    const { id, home } = entry;
    this.#fleet.entries.delete(id);
    entry.leave(noRunner(id));
    if (home) {
      // A runner that does not answer is removed all the same: nothing it says is heard any more.
      if (!settled) await home.link.call({ op: "remove", moves: false }, CALL_MS).catch(() => {});
      this.#fleet.leave(entry);
    }
    const event: EngineEvent = {
      type: "RUNNER_REMOVED",
      sequence: (entry.state?.sequence ?? 0) + 1,
      time: this.#options.clock.now(),
      runnerId: entry.id,
      symbol: entry.record.symbol,
    };
    await this.#journal.commit({
      removed: [entry.id],
      accounts: settled ? [settled] : [],
      events: [],
    });
    this.#publish(event);
    return entry.id;
  }

  #require(id: string): RunnerEntry {
    const entry = this.#fleet.entries.get(id);
    if (!entry) throw noRunner(id);
    return entry;
  }

  #feed(kind: FeedKind): MarketFeed {
    const feed = this.#options.feeds.find((candidate) => candidate.kind === kind);
    if (feed) return feed;
    const kinds = this.#options.feeds.map((candidate) => candidate.kind).join(", ");
    throw badInput(`Feed ${shown(kind)} is not available here: there is ${kinds}`, "feed");
  }

  #record(entry: RunnerEntry, change: Partial<RunnerRecord>): void {
    entry.record = { ...entry.record, ...change };
    this.#journal.write({ runners: [entry.record], events: [] });
    this.#changed(entry.id);
  }

  #call(entry: RunnerEntry, request: RunnerRequest): Promise<void> {
    return callRunner(entry, request, this.#fleet.entries);
  }

  async #command(id: string, request: RunnerRequest): Promise<RunnerInfo> {
    const entry = this.#require(id);
    await this.#call(entry, request);
    return runnerInfo(entry);
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
    return runnerInfo(entry);
  }

  #publish(event: EngineEvent): void {
    this.#events++;
    for (const listener of this.#listeners) listener.event?.(event);
  }

  #changed(id: RunnerId): void {
    for (const listener of this.#listeners) listener.changed?.(id);
  }
}
