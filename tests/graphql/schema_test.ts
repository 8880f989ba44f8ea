import assert from "node:assert/strict";
import {
  buildSchema,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
} from "graphql";
import { printedSchema, schema } from "../../graphql/schema.ts";

const FILE = new URL("../../graphql/schema.graphql", import.meta.url);

Deno.test("schema.graphql is what the code prints", () => {
  assert.equal(
    Deno.readTextFileSync(FILE),
    printedSchema(),
    "run: deno run -A scripts/print_schema.ts",
  );
});

/** The names that scripts of users lean on, with the types they were promised. */
const PROMISED = buildSchema(`
  scalar Timestamp
  scalar JSON
  enum RunnerStatus { RUNNING PAUSED STOPPED FAILED }
  enum StrategyState { IDLE ANALYZING IN_POSITION }
  enum Side { LONG SHORT }
  enum Feed { SIMULATED BINANCE_US BINANCE REPLAY }
  enum AssetClass { CRYPTO STOCK FOREX }
  enum EventType { TICK_RECEIVED CANDLE_CLOSED OPPORTUNITY_DETECTED STATE_TRANSITION ORDER_SUBMITTED
    ORDER_FILLED ORDER_REJECTED POSITION_OPENED POSITION_UPDATED POSITION_CLOSED RUNNER_ADDED
    RUNNER_REMOVED RUNNER_STATUS_CHANGED STRATEGY_ERROR STRATEGY_LOG FEED_STATUS_CHANGED FEED_GAP
    RISK_TRIGGERED ORDER_ACCEPTED ORDER_AMENDED ORDER_TRIGGERED ORDER_PARTIALLY_FILLED ORDER_CANCELED
    ORDER_EXPIRED FUNDING_PAID TRADING_STATE_CHANGED }
  enum OrderStatus { SUBMITTED ACCEPTED PARTIALLY_FILLED FILLED CANCELED REJECTED EXPIRED }
  enum OrderType { MARKET LIMIT STOP STOP_LIMIT TRAILING_STOP TAKE_PROFIT }
  enum TimeInForce { GTC IOC FOK GTD }
  enum TradingState { ACTIVE REDUCING HALTED }
  enum SlippageModel { NONE FIXED VOLUME_SHARE SQUARE_ROOT }
  enum LatencyModel { NONE FIXED UNIFORM LOG_NORMAL }
  enum SizingMethod { FIXED EQUITY RISK VOLATILITY KELLY }
  enum BreachAction { REDUCE FLATTEN }
  type Query {
    health: Health!
    engine: EngineSummary!
    runners(status: RunnerStatus, symbol: String, strategy: String): [Runner!]!
    runner(id: ID!): Runner
    strategies: [Strategy!]!
    symbols: [Symbol!]!
    feeds: [FeedHealth!]!
    engineRisk: EngineRisk!
    accounts: [SharedAccount!]!
    account(id: ID!): SharedAccount
  }
  type EngineRisk { maxOpenPositions: Int maxExposure: Float maxSymbolExposure: Float openPositions: Int! }
  type SharedAccount { id: ID! name: String! currency: String! initialCash: Float! risk: AccountLimits!
    riskStatus: [RiskRuleStatus!]! books: Account! runners: [Runner!]! }
  type AccountLimits { maxExposure: Float }
  type RiskRuleStatus { rule: String! limit: Float! value: Float! triggered: Boolean! until: Timestamp
    wording: String! }
  type ExecutionSettings { spreadBps: Float! leverage: Float! volumeShare: Float }
  type RiskSettings { maxPosition: Float maxExposure: Float maxOpenPositions: Int maxDailyLoss: Float
    maxDrawdown: Float maxConsecutiveLosses: Int onBreach: BreachAction! cooldownBars: Int!
    maxOrdersPerMinute: Int priceCollar: Float }
  type TradingStateResult { state: TradingState! since: Timestamp reason: String canceledOrders: Int!
    closedPositions: Int! leftOpen: [ID!]! unanswered: [ID!]! }
  type Health { status: String! }
  type EngineSummary { runners: Int! running: Int! paused: Int! stopped: Int! failed: Int! healthy: Int!
    symbols: Int! ticks: Float! events: Float! uptimeMs: Float! feeds: [FeedHealth!]!
    tradingState: TradingState! tradingStateSince: Timestamp tradingStateReason: String openOrders: Int!
    openPositions: Int! }
  type Strategy { name: String! description: String! language: String!
    parameters: [StrategyParameter!]! constraints: [String!]! path: String! error: String }
  type StrategyParameter { name: String! }
  type Symbol { code: String! name: String! assetClass: AssetClass! feeds: [Feed!]! priceStep: Float!
    quantityStep: Float! minQuantity: Float! maxQuantity: Float! minNotional: Float!
    terms(feed: Feed!): SymbolTerms! }
  type SymbolTerms { priceStep: Float! quantityStep: Float! minQuantity: Float! maxQuantity: Float!
    minNotional: Float! }
  enum FeedStatus { CONNECTING LIVE STALE RECONNECTING DOWN ENDED }
  type FeedHealth { feed: Feed! status: FeedStatus! detail: String since: Timestamp! lastDataAt: Timestamp
    ageMs: Float connectedSince: Timestamp symbols: Int! streams: Int! runners: Int!
    markets: [FeedMarkets!]! counters: FeedCounters! }
  type FeedMarkets { status: FeedStatus! count: Int! symbols: [String!]! detail: String since: Timestamp! }
  type FeedCounters { messages: Float! garbage: Float! duplicates: Float! late: Float! missedTrades: Float!
    backfilledBars: Float! lostBars: Float! reconnects: Float! requests: Float! failedRequests: Float! }
  type Runner {
    id: ID! symbol: Symbol! strategy: Strategy! timeframe: String! feed: Feed! status: RunnerStatus!
    parameters: JSON! createdAt: Timestamp!
    snapshot: RunnerSnapshot!
    history(limit: Int = 200): [Candle!]!
    transitions(limit: Int = 100): [StateTransition!]!
    orders(limit: Int = 100): [Order!]!
    trades(limit: Int = 100): [Trade!]!
    health: RunnerHealth!
    execution: ExecutionSettings!
    risk: RiskSettings!
    account: SharedAccount
  }
  type RunnerSnapshot { asOf: Timestamp! stale: Boolean! state: StrategyState! candle: Candle
    position: Position account: Account! context: JSON! indicators: JSON! stats: RunnerStats!
    orders: [Order!]! risk: [RiskRuleStatus!]! }
  type Account { cash: Float! }
  type RunnerStats { trades: Int! }
  type RunnerHealth { healthy: Boolean! uptimeMs: Float! lastTickAt: Timestamp errors: Int!
    lastError: String restarts: Int! feedStatus: FeedStatus feedDetail: String feedSince: Timestamp
    dataAgeMs: Float
    latency: Latency! }
  type Latency { p50: Float p99: Float }
  type StateTransition { time: Timestamp! }
  type Order { id: ID! type: OrderType! status: OrderStatus! timeInForce: TimeInForce! quantity: Float!
    filledQuantity: Float! limitPrice: Float stopPrice: Float trailBy: Float expiresAt: Timestamp
    postOnly: Boolean! reduceOnly: Boolean! group: String updatedAt: Timestamp! cancelCode: String
    cancelReason: String }
  type Trade { id: ID! }
  type Position { side: Side! quantity: Float! entryPrice: Float! entryTime: Timestamp! lastPrice: Float!
    stopLoss: Float takeProfit: Float unrealizedPnl: Float! realizedPnl: Float! fees: Float! barsHeld: Int! }
  type Candle { time: Timestamp! open: Float! high: Float! low: Float! close: Float! volume: Float!
    bid: Float ask: Float closed: Boolean! }
  input CreateRunnerInput { symbol: String! strategy: String! timeframe: String = "1m" feed: Feed
    windowSize: Int = 500 parameters: JSON cash: Float = 10000 autostart: Boolean = true feeBps: Float
    spreadBps: Float account: ID execution: ExecutionInput risk: RiskInput }
  type Mutation {
    createRunner(input: CreateRunnerInput!): Runner!
    pauseRunner(id: ID!): Runner!
    resumeRunner(id: ID!): Runner!
    stopRunner(id: ID!): Runner!
    removeRunner(id: ID!): ID!
    updateRunner(id: ID!, parameters: JSON!): Runner!
    reloadStrategy(id: ID!): Runner!
    setRisk(id: ID!, input: RiskInput!): Runner!
    releaseRisk(id: ID!): Runner!
    cancelOrder(runnerId: ID!, id: ID!): Runner!
    amendOrder(runnerId: ID!, id: ID!, price: Float, stopPrice: Float, quantity: Float): Runner!
    setTradingState(state: TradingState!, reason: String): TradingStateResult!
    killSwitch(flatten: Boolean = true, reason: String): TradingStateResult!
    releaseKillSwitch: TradingStateResult!
    setEngineRisk(input: EngineRiskInput!): EngineRisk!
    createAccount(input: CreateAccountInput!): SharedAccount!
    setAccountRisk(id: ID!, input: AccountLimitsInput!): SharedAccount!
    removeAccount(id: ID!): ID!
  }
  input RiskInput { sizing: SizingInput maxPosition: Float }
  input SizingInput { method: SizingMethod! quantity: Float fraction: Float }
  input ExecutionInput { fees: FeesInput spreadBps: Float slippage: SlippageInput latency: LatencyInput }
  input FeesInput { makerBps: Float takerBps: Float }
  input SlippageInput { model: SlippageModel! bps: Float }
  input LatencyInput { model: LatencyModel! ms: Float }
  input EngineRiskInput { maxExposure: Float }
  input AccountLimitsInput { maxExposure: Float }
  input CreateAccountInput { name: String! currency: String = "USDT" cash: Float = 10000
    risk: AccountLimitsInput }
  type Subscription {
    events(runnerId: ID, symbol: String, types: [EventType!]): Event!
    runnerSnapshot(id: ID!): RunnerSnapshot!
    candles(symbol: String!, timeframe: String!, feed: Feed): Candle!
    engine: EngineSummary!
    feeds: [FeedHealth!]!
  }
  interface Event { sequence: Int! time: Timestamp! type: EventType! runnerId: ID symbol: String }
  type CandleClosedEvent implements Event { candle: Candle!
    sequence: Int! time: Timestamp! type: EventType! runnerId: ID symbol: String }
  type PositionClosedEvent implements Event { trade: Trade! reason: String!
    sequence: Int! time: Timestamp! type: EventType! runnerId: ID symbol: String }
`);

/** `Runner.history(limit: Int): [Candle!]!`: every value, field and argument of a schema, with its type. */
function signatures(of: GraphQLSchema): string[] {
  return Object.values(of.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith("__")) return [];
    if (isEnumType(type)) return type.getValues().map(({ name }) => `${type.name}.${name}`);
    if (isInputObjectType(type)) {
      return Object.values(type.getFields()).map((field) =>
        `${type.name}.${field.name}: ${field.type}`
      );
    }
    if (!isObjectType(type) && !isInterfaceType(type)) return [type.name];
    return Object.values(type.getFields()).flatMap((field) => [
      `${type.name}.${field.name}: ${field.type}`,
      ...field.args.map((arg) => `${type.name}.${field.name}(${arg.name}: ${arg.type})`),
    ]);
  });
}

Deno.test("every name of the contract is served, with its type", () => {
  const served = new Set(signatures(schema));
  assert.deepEqual(signatures(PROMISED).filter((signature) => !served.has(signature)), []);
});

Deno.test("each event type has an object type of its own", () => {
  const types = signatures(schema).filter((signature) => signature.startsWith("EventType."));
  assert.equal(types.length, 26);
  for (const type of types) {
    const words = type.slice("EventType.".length).toLowerCase().split("_");
    const name = words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`).join("") +
      "Event";
    const found = schema.getType(name);
    assert.deepEqual(isObjectType(found) ? found.getInterfaces().map(String) : name, ["Event"]);
  }
});
