import type {
  AccountInfo,
  CreateAccountInput,
  CreateRunnerInput,
  EngineApi,
  EngineListener,
  EngineRiskView,
  EngineSummaryView,
  FeedView,
  HealthView,
  IndicatorSeriesView,
  OrderChange,
  RiskRuleStatus,
  RunnerHealthView,
  RunnerInfo,
  RunnerSnapshot,
  SettingsInput,
  TradingStateResult,
} from "./api.ts";
import { type Desks, openDesks } from "./desks.ts";
import type {
  Account,
  AccountId,
  Candle,
  EngineEvent,
  EventType,
  FeedKind,
  Instrument,
  Order,
  RunnerId,
  RunnerStatus,
  StateTransition,
  SymbolTerms,
  Trade,
  TradingState,
} from "./domain/mod.ts";
import type { EngineOptions } from "./options.ts";
import type { StrategyDescription } from "./strategy/mod.ts";

export type { EngineOptions } from "./options.ts";
export type { EngineLog } from "./service/engine_log.ts";
export { MAX_RUNNERS } from "./service/runners/mod.ts";

/** Starts an engine and brings back the runners that the store knows. */
export async function createEngine(options: EngineOptions): Promise<TradingEngine> {
  const engine = new TradingEngine(options);
  await engine.restore();
  return engine;
}

/**
 * Runs the runners: places them on shards, feeds them, commits what they do, and answers for them.
 * Here stands only who does what; how the desks hang together stands in `desks.ts`.
 */
export class TradingEngine implements EngineApi {
  readonly version: string;
  readonly defaultFeed: FeedKind;
  readonly #desks: Desks;

  constructor(options: EngineOptions) {
    this.version = options.version;
    this.defaultFeed = options.defaultFeed;
    this.#desks = openDesks(options);
  }

  /** Sets the stored runners to work again, as they were last committed. */
  restore(): Promise<void> {
    return this.#desks.restoration.run();
  }
  /** Stops the feeds, lets the shards finish what they have, and commits it. The store stays open. */
  close(): Promise<void> {
    return this.#desks.shutdown.run();
  }
  listen(listener: EngineListener): () => void {
    return this.#desks.listeners.add(listener);
  }

  health(): HealthView {
    return this.#desks.status.health();
  }
  summary(): EngineSummaryView {
    return this.#desks.status.summary();
  }
  feeds(): FeedView[] {
    return this.#desks.status.feeds();
  }

  symbols(): readonly Instrument[] {
    return this.#desks.feeds.symbols();
  }
  terms(symbol: string, feed: FeedKind): SymbolTerms {
    return this.#desks.feeds.terms(symbol, feed);
  }
  strategies(): Promise<StrategyDescription[]> {
    return this.#desks.strategies.all();
  }

  createRunner(input: CreateRunnerInput): Promise<RunnerInfo> {
    return this.#desks.creation.create(input);
  }
  removeRunner(id: string): Promise<RunnerId> {
    return this.#desks.removal.remove(id);
  }

  pauseRunner(id: string): Promise<RunnerInfo> {
    return this.#desks.control.pause(id);
  }
  resumeRunner(id: string): Promise<RunnerInfo> {
    return this.#desks.control.resume(id);
  }
  stopRunner(id: string, flatten = false): Promise<RunnerInfo> {
    return this.#desks.control.stop(id, flatten);
  }
  releaseRisk(id: string): Promise<RunnerInfo> {
    return this.#desks.control.releaseRisk(id);
  }
  cancelOrder(id: string, order: string): Promise<RunnerInfo> {
    return this.#desks.control.cancelOrder(id, order);
  }
  amendOrder(id: string, order: string, change: OrderChange): Promise<RunnerInfo> {
    return this.#desks.control.amendOrder(id, order, change);
  }

  updateRunner(id: string, parameters: Readonly<Record<string, unknown>>): Promise<RunnerInfo> {
    return this.#desks.changes.parameters(id, parameters);
  }
  reloadStrategy(id: string): Promise<RunnerInfo> {
    return this.#desks.changes.reload(id);
  }
  setRisk(id: string, change: SettingsInput): Promise<RunnerInfo> {
    return this.#desks.changes.risk(id, change);
  }

  runners(
    filter: { status?: RunnerStatus; symbol?: string; strategy?: string } = {},
  ): RunnerInfo[] {
    return this.#desks.views.all(filter);
  }
  runner(id: string): RunnerInfo | undefined {
    return this.#desks.views.info(id);
  }
  snapshot(id: string): Promise<RunnerSnapshot> {
    return this.#desks.views.snapshot(id);
  }
  history(id: string, limit: number): Promise<Candle[]> {
    return this.#desks.views.candles(id, limit);
  }
  indicatorSeries(id: string, limit: number): Promise<IndicatorSeriesView[]> {
    return this.#desks.views.indicators(id, limit);
  }
  runnerHealth(id: string): RunnerHealthView {
    return this.#desks.views.health(id);
  }
  channelOf(id: string): number | null {
    return this.#desks.views.channel(id);
  }
  channelFor(symbol: string, timeframe: string, feed: FeedKind): number | null {
    return this.#desks.fleet.streams.channelFor(symbol, timeframe, feed);
  }

  transitions(id: string, limit: number): StateTransition[] {
    return this.#desks.past.transitions(id, limit);
  }
  orders(id: string, limit: number): Order[] {
    return this.#desks.past.orders(id, limit);
  }
  trades(id: string, limit: number): Trade[] {
    return this.#desks.past.trades(id, limit);
  }
  events(query: { runnerId?: string; types?: readonly EventType[]; limit: number }): EngineEvent[] {
    return this.#desks.past.events(query);
  }

  setTradingState(state: TradingState, reason?: string): Promise<TradingStateResult> {
    return this.#desks.trading.set(state, reason);
  }
  killSwitch(flatten = true, reason?: string): Promise<TradingStateResult> {
    return this.#desks.trading.set("HALTED", reason, flatten);
  }
  releaseKillSwitch(): Promise<TradingStateResult> {
    return this.#desks.trading.release();
  }
  engineRisk(): EngineRiskView {
    return this.#desks.board.view();
  }
  setEngineRisk(change: SettingsInput): Promise<EngineRiskView> {
    return this.#desks.board.change(change);
  }

  accounts(): AccountInfo[] {
    return this.#desks.accounts.all();
  }
  account(id: string): AccountInfo | undefined {
    return this.#desks.accounts.info(id);
  }
  accountBooks(id: string): Account {
    return this.#desks.accounts.books(id);
  }
  createAccount(input: CreateAccountInput): Promise<AccountInfo> {
    return this.#desks.accounts.create(input);
  }
  removeAccount(id: string): Promise<AccountId> {
    return this.#desks.accounts.remove(id);
  }
  accountRisk(id: string): Promise<RiskRuleStatus[]> {
    return this.#desks.accountLimits.status(id);
  }
  setAccountRisk(id: string, change: SettingsInput): Promise<AccountInfo> {
    return this.#desks.accountLimits.change(id, change);
  }
}
