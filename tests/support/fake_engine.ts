/** An engine without a market: what the API sees of it is what the test puts in. */
import type {
  Account,
  AccountInfo,
  Candle,
  CreateAccountInput,
  CreateRunnerInput,
  EngineApi,
  EngineEvent,
  EngineListener,
  EngineRiskView,
  EngineSummaryView,
  FeedKind,
  FeedView,
  HealthView,
  IndicatorSeriesView,
  Instrument,
  Order,
  OrderChange,
  RiskRuleStatus,
  RunnerHealthView,
  RunnerInfo,
  RunnerSnapshot,
  SettingsInput,
  StateTransition,
  StrategyDescription,
  SymbolTerms,
  Trade,
  TradingControl,
  TradingState,
  TradingStateResult,
} from "../../engine/mod.ts";
import {
  accountId,
  badInput,
  conflict,
  DEFAULT_EXECUTION,
  DEFAULT_RISK,
  isTimeframe,
  NO_ACCOUNT_LIMITS,
  NO_ENGINE_LIMITS,
  NO_EXPOSURE,
  notFound,
  runnerId,
} from "../../engine/mod.ts";

export const BTC: Instrument = {
  code: "BTCUSDT",
  name: "Bitcoin / Tether",
  assetClass: "CRYPTO",
  base: "BTC",
  quote: "USDT",
  priceStep: 0.01,
  quantityStep: 0.00001,
  minQuantity: 0.00001,
  maxQuantity: 0,
  minNotional: 5,
  feeds: ["SIMULATED", "REPLAY"],
  simulation: { price: 60_000, annualVolatility: 0.6, spreadBps: 1, dailyVolume: 30_000 },
};
export const AAPL: Instrument = {
  ...BTC,
  code: "AAPL",
  name: "Apple",
  assetClass: "STOCK",
  base: "AAPL",
  quote: "USD",
};

export const CROSSOVER: StrategyDescription = {
  name: "ema_crossover",
  language: "lua",
  path: "lua-strategies/ema_crossover.lua",
  description: "Buys when the fast average crosses the slow one",
  parameters: [{ name: "fast", type: "INTEGER", default: 10, min: 2, max: 200, step: 1 }],
  constraints: ["fast != 13"],
  error: null,
};

export function candleAt(time: number, close: number, closed: boolean): Candle {
  return { time, open: 100, high: 110, low: 90, close, volume: 5, closed };
}

export const SNAPSHOT: RunnerSnapshot = {
  asOf: 60_000,
  stale: false,
  status: "RUNNING",
  state: "IDLE",
  candle: candleAt(60_000, 101, true),
  position: null,
  account: {
    id: null,
    initialCash: 10_000,
    cash: 10_000,
    equity: 10_000,
    realizedPnl: 0,
    unrealizedPnl: 0,
    fees: 0,
    funding: 0,
    currency: "USDT",
    leverage: 1,
    marginUsed: 0,
    marginAvailable: 10_000,
  },
  context: { note: "none" },
  indicators: { "ema(10)": 100.5 },
  stats: {
    bars: 1,
    ticks: 4,
    opportunities: 0,
    trades: 0,
    wins: 0,
    losses: 0,
    winRate: null,
    orders: 0,
    rejected: 0,
    errors: 0,
    droppedLogs: 0,
  },
  pendingOrder: null,
  orders: [],
  risk: [],
};

export const SIMULATED_FEED: FeedView = {
  kind: "SIMULATED",
  status: "LIVE",
  detail: null,
  since: 1_700_000_000_000,
  lastDataAt: 1_700_000_000_500,
  ageMs: 250,
  connectedSince: null,
  symbols: 1,
  streams: 2,
  runners: 3,
  markets: [
    { status: "LIVE", count: 2, symbols: ["BTCUSDT"], detail: null, since: 1_700_000_000_000 },
  ],
  counters: {
    messages: 10,
    garbage: 1,
    duplicates: 2,
    late: 3,
    missedTrades: 4,
    backfilledBars: 5,
    lostBars: 6,
    reconnects: 7,
    requests: 8,
    failedRequests: 9,
  },
};

export class FakeEngine implements EngineApi {
  readonly version = "0.1.0-test";
  readonly defaultFeed: FeedKind = "SIMULATED";
  readonly listeners = new Set<EngineListener>();
  readonly all = new Map<string, RunnerInfo>();
  readonly channels = new Map<string, number>();
  readonly snapshots = new Map<string, RunnerSnapshot>();
  journal: EngineEvent[] = [];
  candles: Candle[] = [];
  healthView: HealthView = { status: "ok", reasons: [], version: this.version, uptimeMs: 5 };
  snapshotCalls = 0;
  /** Replaces the answer of `snapshot`. */
  onSnapshot: ((id: string) => Promise<RunnerSnapshot>) | null = null;
  /** Replaces the answer of `strategies`. */
  onStrategies: (() => Promise<readonly StrategyDescription[]>) | null = null;
  /** What `createRunner` was last given. */
  created: CreateRunnerInput | null = null;
  feedViews: FeedView[] = [SIMULATED_FEED];
  trading: TradingControl = { state: "ACTIVE", since: null, reason: null };
  /** What changes of risk, orders and trading state were given, newest last. */
  readonly asked: unknown[][] = [];
  readonly shared = new Map<string, AccountInfo>();
  riskView: EngineRiskView = { limits: NO_ENGINE_LIMITS, exposure: NO_EXPOSURE };
  orderList: Order[] = [];
  #ids = 0;

  /** A runner without a market: give its channel in `channels`. */
  add(info: Partial<RunnerInfo> = {}): RunnerInfo {
    const id = runnerId(`r${++this.#ids}`);
    const runner: RunnerInfo = {
      id,
      instrument: BTC,
      strategy: CROSSOVER,
      timeframe: "1m",
      feed: "SIMULATED",
      status: "RUNNING",
      parameters: { fast: 10 },
      windowSize: 500,
      cash: 10_000,
      feeBps: 10,
      spreadBps: 0,
      execution: DEFAULT_EXECUTION,
      risk: DEFAULT_RISK,
      account: null,
      decideOn: "CANDLE",
      createdAt: 1_700_000_000_000,
      ...info,
    };
    this.all.set(runner.id, runner);
    return runner;
  }

  emit(...events: readonly EngineEvent[]): void {
    for (const event of events) {
      for (const listener of [...this.listeners]) listener.event?.(event);
    }
  }

  change(id: string): void {
    for (const listener of [...this.listeners]) listener.changed?.(runnerId(id));
  }

  health(): HealthView {
    return this.healthView;
  }

  summary(): EngineSummaryView {
    const all = [...this.all.values()];
    const count = (status: RunnerInfo["status"]) => all.filter((r) => r.status === status).length;
    return {
      runners: all.length,
      running: count("RUNNING"),
      paused: count("PAUSED"),
      stopped: count("STOPPED"),
      failed: count("FAILED"),
      healthy: all.length,
      symbols: new Set(all.map((r) => r.instrument.code)).size,
      ticks: 12,
      events: 34,
      uptimeMs: 5_000,
      shards: 2,
      trading: this.trading,
      openOrders: 3,
      openPositions: 1,
    };
  }

  symbols(): readonly Instrument[] {
    return [BTC, AAPL];
  }

  terms(symbol: string, feed: FeedKind): SymbolTerms {
    if (!this.feedViews.some(({ kind }) => kind === feed)) {
      throw badInput(`Feed "${feed}" is not available here`, "feed");
    }
    const instrument = this.symbols().find(({ code }) => code === symbol);
    if (instrument === undefined) throw badInput(`Unknown symbol ${symbol}`, "symbol");
    const { priceStep, quantityStep, minQuantity, maxQuantity, minNotional } = instrument;
    return { priceStep, quantityStep, minQuantity, maxQuantity, minNotional };
  }

  feeds(): FeedView[] {
    return this.feedViews;
  }

  strategies(): Promise<readonly StrategyDescription[]> {
    return this.onStrategies?.() ?? Promise.resolve([CROSSOVER]);
  }

  runners(
    filter: { status?: RunnerInfo["status"]; symbol?: string; strategy?: string } = {},
  ): RunnerInfo[] {
    return [...this.all.values()].filter((runner) =>
      (filter.status === undefined || runner.status === filter.status) &&
      (filter.symbol === undefined || runner.instrument.code === filter.symbol) &&
      (filter.strategy === undefined || runner.strategy.name === filter.strategy)
    );
  }

  runner(id: string): RunnerInfo | undefined {
    return this.all.get(id);
  }

  createRunner(input: CreateRunnerInput): Promise<RunnerInfo> {
    this.created = input;
    const instrument = this.symbols().find((symbol) => symbol.code === input.symbol);
    if (instrument === undefined) throw notFound(`Unknown symbol ${input.symbol}`);
    const timeframe = input.timeframe ?? "1m";
    if (!isTimeframe(timeframe)) throw notFound(`Unknown timeframe ${timeframe}`);
    return Promise.resolve(this.add({ instrument, timeframe }));
  }

  pauseRunner(id: string): Promise<RunnerInfo> {
    return this.#become(id, "PAUSED");
  }

  resumeRunner(id: string): Promise<RunnerInfo> {
    if (this.#found(id).status === "STOPPED") {
      throw conflict(`Cannot resume runner ${id}: it is stopped`);
    }
    return this.#become(id, "RUNNING");
  }

  stopRunner(id: string): Promise<RunnerInfo> {
    return this.#become(id, "STOPPED");
  }

  removeRunner(id: string): Promise<RunnerInfo["id"]> {
    const runner = this.#found(id);
    this.all.delete(id);
    this.emit({
      type: "RUNNER_REMOVED",
      sequence: 1,
      time: 1,
      runnerId: runner.id,
      symbol: runner.instrument.code,
    });
    return Promise.resolve(runner.id);
  }

  updateRunner(id: string): Promise<RunnerInfo> {
    return Promise.resolve(this.#found(id));
  }

  reloadStrategy(id: string): Promise<RunnerInfo> {
    return Promise.resolve(this.#found(id));
  }

  snapshot(id: string): Promise<RunnerSnapshot> {
    this.snapshotCalls++;
    this.#found(id);
    return this.onSnapshot?.(id) ?? Promise.resolve(this.snapshots.get(id) ?? SNAPSHOT);
  }

  history(_id: string, limit: number): Promise<Candle[]> {
    return Promise.resolve(limit === 0 ? [] : this.candles.slice(-limit));
  }

  indicatorSeries(): Promise<IndicatorSeriesView[]> {
    return Promise.resolve([
      { key: "ema(10)", output: "value", pane: "PRICE", values: [null, 1.5] },
    ]);
  }

  transitions(): StateTransition[] {
    return [{ time: 1, from: "IDLE", to: "ANALYZING", trigger: "OPPORTUNITY", reason: null }];
  }

  orders(): Order[] {
    return this.orderList;
  }

  setRisk(id: string, change: SettingsInput): Promise<RunnerInfo> {
    return this.#asked("setRisk", this.#found(id), change);
  }

  releaseRisk(id: string): Promise<RunnerInfo> {
    return this.#asked("releaseRisk", this.#found(id));
  }

  cancelOrder(id: string, order: string): Promise<RunnerInfo> {
    return this.#asked("cancelOrder", this.#found(id), order);
  }

  amendOrder(id: string, order: string, change: OrderChange): Promise<RunnerInfo> {
    return this.#asked("amendOrder", this.#found(id), order, change);
  }

  setTradingState(state: TradingState, reason?: string): Promise<TradingStateResult> {
    this.trading = { state, since: 1_700_000_000_000, reason: reason ?? null };
    const none = { canceledOrders: 0, closedPositions: 0, leftOpen: [], unanswered: [] };
    return Promise.resolve({ ...this.trading, ...none });
  }

  async killSwitch(flatten?: boolean, reason?: string): Promise<TradingStateResult> {
    this.asked.push(["killSwitch", flatten, reason]);
    const result = await this.setTradingState("HALTED", reason);
    return { ...result, canceledOrders: 3, closedPositions: 1, unanswered: [runnerId("r7")] };
  }

  releaseKillSwitch(): Promise<TradingStateResult> {
    if (this.trading.state !== "HALTED") throw conflict("Trading is not halted: it is ACTIVE");
    return this.setTradingState("ACTIVE");
  }

  engineRisk(): EngineRiskView {
    return this.riskView;
  }

  setEngineRisk(change: SettingsInput): Promise<EngineRiskView> {
    return this.#asked("setEngineRisk", this.riskView, change);
  }

  accounts(): AccountInfo[] {
    return [...this.shared.values()];
  }

  account(id: string): AccountInfo | undefined {
    return this.shared.get(id);
  }

  accountBooks(): Account {
    return SNAPSHOT.account;
  }

  accountRisk(): Promise<RiskRuleStatus[]> {
    return Promise.resolve([...SNAPSHOT.risk]);
  }

  createAccount(input: CreateAccountInput): Promise<AccountInfo> {
    const account: AccountInfo = {
      id: accountId(`a${this.shared.size + 1}`),
      name: input.name,
      currency: input.currency ?? "USDT",
      initialCash: input.cash ?? 0,
      createdAt: 1_700_000_000_000,
      limits: NO_ACCOUNT_LIMITS,
      runners: [],
    };
    this.shared.set(account.id, account);
    return this.#asked("createAccount", account, input);
  }

  setAccountRisk(id: string, change: SettingsInput): Promise<AccountInfo> {
    return this.#asked("setAccountRisk", this.#account(id), change);
  }

  removeAccount(id: string): Promise<AccountInfo["id"]> {
    const account = this.#account(id);
    this.shared.delete(id);
    return Promise.resolve(account.id);
  }

  trades(): Trade[] {
    return [];
  }

  events(query: { runnerId?: string; types?: readonly string[]; limit: number }): EngineEvent[] {
    return this.journal.filter((event) =>
      (query.runnerId === undefined || event.runnerId === query.runnerId) &&
      (query.types === undefined || query.types.includes(event.type))
    ).slice(0, query.limit);
  }

  runnerHealth(): RunnerHealthView {
    return {
      healthy: true,
      uptimeMs: 1_000,
      lastTickAt: 1_700_000_000_500,
      dataAgeMs: 40,
      errors: 0,
      lastError: null,
      restarts: 0,
      shard: 0,
      feedStatus: "LIVE",
      feedDetail: null,
      feedSince: 1_700_000_000_000,
      latency: { p50: 0.2, p99: 0.9, samples: 100 },
    };
  }

  channelOf(id: string): number | null {
    return this.channels.get(id) ?? null;
  }

  channelFor(symbol: string, timeframe: string, feed: FeedKind): number | null {
    for (const runner of this.all.values()) {
      const isSame = runner.instrument.code === symbol && runner.timeframe === timeframe;
      if (isSame && runner.feed === feed) return this.channelOf(runner.id);
    }
    return null;
  }

  listen(listener: EngineListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Remembers a call, and answers it. */
  #asked<T>(name: string, answer: T, ...given: unknown[]): Promise<T> {
    this.asked.push([name, ...given]);
    return Promise.resolve(answer);
  }

  #account(id: string): AccountInfo {
    const account = this.shared.get(id);
    if (account === undefined) throw notFound(`No account ${id}`);
    return account;
  }

  #found(id: string): RunnerInfo {
    const runner = this.all.get(id);
    if (runner === undefined) throw notFound(`No runner ${id}`);
    return runner;
  }

  #become(id: string, to: RunnerInfo["status"]): Promise<RunnerInfo> {
    const before = this.#found(id);
    const runner = { ...before, status: to };
    this.all.set(id, runner);
    this.emit({
      type: "RUNNER_STATUS_CHANGED",
      sequence: 1,
      time: 1,
      runnerId: runner.id,
      symbol: runner.instrument.code,
      from: before.status,
      to,
      reason: null,
    });
    return Promise.resolve(runner);
  }
}
