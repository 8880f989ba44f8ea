// Written by scripts/build/ui_operations.ts from *.graphql and graphql/schema.graphql.

// deno-fmt-ignore-file

import type { Json, Operation } from "./operation.ts";

export type AssetClass = "CRYPTO" | "FOREX" | "STOCK";
export type BacktestStatus = "CANCELED" | "DONE" | "FAILED" | "QUEUED" | "RUNNING";
export type BreachAction = "FLATTEN" | "REDUCE";
export type DecideOn = "CANDLE" | "TICK";
export type EventType = "CANDLE_CLOSED" | "FEED_GAP" | "FEED_STATUS_CHANGED" | "FUNDING_PAID" | "OPPORTUNITY_DETECTED" | "ORDER_ACCEPTED" | "ORDER_AMENDED" | "ORDER_CANCELED" | "ORDER_EXPIRED" | "ORDER_FILLED" | "ORDER_PARTIALLY_FILLED" | "ORDER_REJECTED" | "ORDER_SUBMITTED" | "ORDER_TRIGGERED" | "POSITION_CLOSED" | "POSITION_OPENED" | "POSITION_UPDATED" | "RISK_TRIGGERED" | "RUNNER_ADDED" | "RUNNER_REMOVED" | "RUNNER_STATUS_CHANGED" | "STATE_TRANSITION" | "STRATEGY_ERROR" | "STRATEGY_LOG" | "TICK_RECEIVED" | "TRADING_STATE_CHANGED";
export type Feed = "BINANCE" | "BINANCE_US" | "REPLAY" | "SIMULATED";
export type FeedStatus = "CONNECTING" | "DOWN" | "ENDED" | "LIVE" | "RECONNECTING" | "STALE";
export type LatencyModel = "FIXED" | "LOG_NORMAL" | "NONE" | "UNIFORM";
export type LimitFill = "THROUGH" | "TOUCH";
export type Liquidity = "MAKER" | "TAKER";
export type OrderPurpose = "ADD" | "ENTRY" | "EXIT" | "FLATTEN" | "LIQUIDATION" | "REVERSE" | "STOP_LOSS" | "TAKE_PROFIT";
export type OrderSide = "BUY" | "SELL";
export type OrderStatus = "ACCEPTED" | "CANCELED" | "EXPIRED" | "FILLED" | "PARTIALLY_FILLED" | "REJECTED" | "SUBMITTED";
export type OrderType = "LIMIT" | "MARKET" | "STOP" | "STOP_LIMIT" | "TAKE_PROFIT" | "TRAILING_STOP";
export type OverfittingVerdict = "DOUBTFUL" | "FINE" | "LOSING" | "OVERFIT";
export type Pane = "OWN" | "PRICE";
export type ParameterType = "BOOLEAN" | "INTEGER" | "NUMBER" | "TEXT";
export type RunnerStatus = "FAILED" | "PAUSED" | "RUNNING" | "STOPPED";
export type Side = "LONG" | "SHORT";
export type SizingMethod = "EQUITY" | "FIXED" | "KELLY" | "RISK" | "VOLATILITY";
export type SlippageModel = "FIXED" | "NONE" | "SQUARE_ROOT" | "VOLUME_SHARE";
export type StrategyState = "ANALYZING" | "IDLE" | "IN_POSITION";
export type StudyFigure = "buyAndHoldReturn" | "cagr" | "calmar" | "expectancy" | "exposure" | "fees" | "maxDrawdown" | "maxDrawdownMs" | "netProfit" | "omega" | "payoffRatio" | "profitFactor" | "score" | "sharpe" | "sortino" | "sqn" | "totalReturn" | "trades" | "ulcerIndex" | "volatility" | "winRate";
export type StudyKind = "SWEEP" | "WALK_FORWARD";
export type StudyObjective = "alpha" | "cagr" | "calmar" | "expectancy" | "maxDrawdown" | "maxDrawdownMs" | "netProfit" | "omega" | "payoffRatio" | "profitFactor" | "returnDrawdown" | "sharpe" | "sortino" | "sqn" | "tailRatio" | "totalReturn" | "ulcerIndex" | "volatility" | "winRate";
export type StudySearch = "EVOLUTION" | "GRID" | "RANDOM";
export type TimeInForce = "FOK" | "GTC" | "GTD" | "IOC";
export type TradingState = "ACTIVE" | "HALTED" | "REDUCING";

export interface AccountLimitsInput { readonly cooldownBars?: number | null; readonly maxConsecutiveLosses?: number | null; readonly maxDailyLoss?: number | null; readonly maxDrawdown?: number | null; readonly maxExposure?: number | null; readonly maxOpenPositions?: number | null; readonly maxOrdersPerMinute?: number | null; readonly maxPosition?: number | null; readonly onBreach?: BreachAction | null; readonly priceCollar?: number | null; }
export interface BacktestInput { readonly bars?: number | null; readonly candlesOf?: string | null; readonly cash?: number | null; readonly closeAtEnd?: boolean | null; readonly execution?: ExecutionInput | null; readonly feeBps?: number | null; readonly from?: number | null; readonly leverage?: number | null; readonly makerBps?: number | null; readonly parameters?: Json | null; readonly risk?: RiskInput | null; readonly seed?: string | null; readonly sizing?: string | null; readonly slippageBps?: number | null; readonly source?: Feed | null; readonly spreadBps?: number | null; readonly strategy: string; readonly symbol?: string | null; readonly symbols?: readonly (string)[] | null; readonly timeframe?: string | null; readonly to?: number | null; readonly windowSize?: number | null; }
export interface CreateAccountInput { readonly cash?: number | null; readonly currency?: string | null; readonly name: string; readonly risk?: AccountLimitsInput | null; }
export interface CreateRunnerInput { readonly account?: string | null; readonly autostart?: boolean | null; readonly cash?: number | null; readonly decideOn?: DecideOn | null; readonly execution?: ExecutionInput | null; readonly feeBps?: number | null; readonly feed?: Feed | null; readonly parameters?: Json | null; readonly risk?: RiskInput | null; readonly spreadBps?: number | null; readonly strategy: string; readonly symbol: string; readonly timeframe?: string | null; readonly windowSize?: number | null; }
export interface EngineRiskInput { readonly maxExposure?: number | null; readonly maxOpenPositions?: number | null; readonly maxSymbolExposure?: number | null; }
export interface ExecutionInput { readonly fees?: FeesInput | null; readonly fundingBps?: number | null; readonly fundingHours?: number | null; readonly latency?: LatencyInput | null; readonly leverage?: number | null; readonly limitFill?: LimitFill | null; readonly liquidationFeeBps?: number | null; readonly maintenanceMargin?: number | null; readonly seed?: string | null; readonly slippage?: SlippageInput | null; readonly spreadBps?: number | null; readonly volumeShare?: number | null; }
export interface FeeTierInput { readonly makerBps: number; readonly takerBps: number; readonly volume: number; }
export interface FeesInput { readonly makerBps?: number | null; readonly takerBps?: number | null; readonly tiers?: readonly (FeeTierInput)[] | null; }
export interface LatencyInput { readonly maxMs?: number | null; readonly medianMs?: number | null; readonly minMs?: number | null; readonly model: LatencyModel; readonly ms?: number | null; readonly sigma?: number | null; }
export interface RiskInput { readonly cooldownBars?: number | null; readonly maxConsecutiveLosses?: number | null; readonly maxDailyLoss?: number | null; readonly maxDrawdown?: number | null; readonly maxExposure?: number | null; readonly maxOpenPositions?: number | null; readonly maxOrdersPerMinute?: number | null; readonly maxPosition?: number | null; readonly onBreach?: BreachAction | null; readonly priceCollar?: number | null; readonly sizing?: SizingInput | null; }
export interface SizingInput { readonly annual?: number | null; readonly bars?: number | null; readonly cap?: number | null; readonly fraction?: number | null; readonly method: SizingMethod; readonly minTrades?: number | null; readonly quantity?: number | null; }
export interface SlippageInput { readonly bps?: number | null; readonly coefficient?: number | null; readonly impact?: number | null; readonly model: SlippageModel; }
export interface StudyInput { readonly bars?: number | null; readonly candlesOf?: string | null; readonly cash?: number | null; readonly closeAtEnd?: boolean | null; readonly execution?: ExecutionInput | null; readonly feeBps?: number | null; readonly from?: number | null; readonly kind: StudyKind; readonly leverage?: number | null; readonly makerBps?: number | null; readonly minTrades?: number | null; readonly objective?: StudyObjective | null; readonly parameters: Json; readonly risk?: RiskInput | null; readonly search?: StudySearch | null; readonly seed?: string | null; readonly sizing?: string | null; readonly slippageBps?: number | null; readonly source?: Feed | null; readonly spreadBps?: number | null; readonly strategy: string; readonly symbol?: string | null; readonly symbols?: readonly (string)[] | null; readonly timeframe?: string | null; readonly to?: number | null; readonly trials?: number | null; readonly where?: readonly (string)[] | null; readonly windowSize?: number | null; readonly windows?: StudyWindowsInput | null; }
export interface StudyWindowsInput { readonly anchored?: boolean | null; readonly inSampleMs?: number | null; readonly outOfSampleMs?: number | null; readonly windows?: number | null; }

export type LimitFields = { readonly maxPosition: number | null; readonly maxExposure: number | null; readonly maxOpenPositions: number | null; readonly maxDailyLoss: number | null; readonly maxDrawdown: number | null; readonly maxConsecutiveLosses: number | null; readonly onBreach: BreachAction; readonly cooldownBars: number; readonly maxOrdersPerMinute: number | null; readonly priceCollar: number | null; };

export type SharedAccountFields = { readonly id: string; readonly name: string; readonly currency: string; readonly createdAt: number; readonly books: AccountFields; readonly risk: LimitFields; readonly riskStatus: readonly (LimitStatus)[]; readonly runners: readonly ({ readonly id: string; readonly status: RunnerStatus; readonly timeframe: string; readonly symbol: { readonly code: string; }; readonly strategy: { readonly name: string; }; })[]; };

export type AccountChoice = { readonly id: string; readonly name: string; readonly currency: string; readonly books: { readonly equity: number; }; };

export type BacktestRow = { readonly id: string; readonly status: BacktestStatus; readonly progress: number; readonly barsPerSecond: number; readonly leftMs: number | null; readonly equitySoFar: number | null; readonly tradeCount: number; readonly error: string | null; readonly strategy: string; readonly symbols: readonly (string)[]; readonly timeframe: string; readonly data: readonly ({ readonly from: number; readonly to: number; })[]; readonly figures: { readonly totalReturn: number | null; readonly sharpe: number | null; readonly maxDrawdown: number | null; } | null; readonly createdAt: number; };

export type BacktestProgressFields = { readonly id: string; readonly status: BacktestStatus; readonly progress: number; readonly barsPerSecond: number; readonly leftMs: number | null; readonly equitySoFar: number | null; readonly tradeCount: number; readonly error: string | null; };

export type BacktestDataFields = { readonly symbol: string; readonly origin: string; readonly candles: number; readonly candleMs: number; readonly from: number; readonly to: number; readonly gaps: number; readonly missing: number; readonly outliers: number; readonly zeroVolume: number; readonly flat: number; };

export type BacktestFigureFields = { readonly alpha: number | null; readonly annualReturn: number | null; readonly annualisation: Json; readonly averageDrawdown: number | null; readonly averageDrawdownMs: number | null; readonly averageExposure: number | null; readonly averageLoss: number | null; readonly averageTradeMs: number | null; readonly averageTradeReturn: number | null; readonly averageWin: number | null; readonly bars: number | null; readonly bestTrade: number | null; readonly beta: number | null; readonly buyAndHoldReturn: number | null; readonly cagr: number | null; readonly calmar: number | null; readonly cvar95: number | null; readonly deepestDrawdownMs: number | null; readonly expectancy: number | null; readonly exposure: number | null; readonly fees: number | null; readonly finalEquity: number | null; readonly funding: number | null; readonly longestRecoveryMs: number | null; readonly longestTradeMs: number | null; readonly maxDrawdown: number | null; readonly maxDrawdownMs: number | null; readonly maxDrawdownRecoveryMs: number | null; readonly maxLossStreak: number | null; readonly maxWinStreak: number | null; readonly netProfit: number | null; readonly omega: number | null; readonly payoffRatio: number | null; readonly peakEquity: number | null; readonly profitFactor: number | null; readonly sharpe: number | null; readonly sortino: number | null; readonly sqn: number | null; readonly tailRatio: number | null; readonly totalReturn: number | null; readonly trades: number | null; readonly turnover: number | null; readonly ulcerIndex: number | null; readonly var95: number | null; readonly volatility: number | null; readonly winRate: number | null; readonly worstTrade: number | null; };

export type BacktestDetail = { readonly id: string; readonly status: BacktestStatus; readonly progress: number; readonly barsPerSecond: number; readonly leftMs: number | null; readonly equitySoFar: number | null; readonly tradeCount: number; readonly error: string | null; readonly strategy: string; readonly symbols: readonly (string)[]; readonly timeframe: string; readonly settings: Json; readonly data: readonly (BacktestDataFields)[]; readonly figures: BacktestFigureFields | null; readonly long: Json | null; readonly short: Json | null; readonly months: Json; readonly log: readonly ({ readonly time: number; readonly symbol: string | null; readonly kind: string; readonly text: string; })[]; readonly logLeftOut: number; readonly faults: readonly ({ readonly time: number; readonly symbol: string | null; readonly code: string; readonly message: string; })[]; readonly faultCount: number; readonly openPositions: number; readonly checks: BacktestChecksDetail | null; readonly rejections: Json; readonly tradesHash: string | null; readonly dataHash: string | null; readonly createdAt: number; readonly finishedAt: number | null; };

export type BacktestCheckNews = { readonly status: BacktestStatus; readonly progress: number; readonly check: string | null; readonly error: string | null; };

export type BacktestVerdictFields = { readonly check: string; readonly mood: string; readonly words: string; readonly details: readonly (string)[]; };

export type BacktestCostRowFields = { readonly factor: number; readonly totalReturn: number; readonly maxDrawdown: number | null; readonly profitFactor: number | null; readonly fees: number; readonly trades: number; };

export type BacktestBand = { readonly p5: number; readonly p25: number; readonly p50: number; readonly p75: number; readonly p95: number; };

export type BacktestBootstrap = { readonly returns: number; readonly simulations: number; readonly blockLength: number; readonly lossShare: number; readonly finalEquity: BacktestBand; readonly maxDrawdown: BacktestBand; readonly fan: readonly ({ readonly period: number; readonly own: number; readonly equity: BacktestBand; })[]; };

export type BacktestMonteCarlo = { readonly bootstrap: BacktestBootstrap | null; readonly shuffle: { readonly seenDrawdown: number; readonly asDeep: number; readonly maxDrawdown: BacktestBand; readonly lossStreak: BacktestBand; } | null; };

export type BacktestChecksDetail = { readonly status: BacktestStatus; readonly progress: number; readonly check: string | null; readonly error: string | null; readonly verdicts: readonly (BacktestVerdictFields)[]; readonly costs: readonly (BacktestCostRowFields)[]; readonly monteCarlo: BacktestMonteCarlo | null; };

export type BacktestTrade = { readonly id: string; readonly side: Side; readonly quantity: number; readonly entryTime: number; readonly entryPrice: number; readonly exitTime: number; readonly exitPrice: number; readonly fees: number; readonly pnl: number; readonly reason: string; readonly barsHeld: number; readonly maxAdverse: number; readonly maxFavorable: number; readonly symbol: string; };

export type BacktestDot = { readonly side: Side; readonly entryTime: number; readonly exitTime: number; readonly pnl: number; readonly maxAdverse: number; readonly reason: string; };

export type BacktestPointFields = { readonly time: number; readonly equity: number; readonly benchmark: number; readonly drawdown: number; };

export type BacktestCurveColumns = { readonly time: readonly (number)[]; readonly equity: readonly (number)[]; readonly benchmark: readonly (number)[]; readonly drawdown: readonly (number)[]; };

export type BacktestCandleColumns = { readonly symbol: string; readonly candleMs: number; readonly ownMs: number; readonly time: readonly (number)[]; readonly open: readonly (number)[]; readonly high: readonly (number)[]; readonly low: readonly (number)[]; readonly close: readonly (number)[]; readonly volume: readonly (number)[]; };

export type BacktestMark = { readonly index: number; readonly side: Side; readonly quantity: number; readonly entryTime: number; readonly entryPrice: number; readonly exitTime: number; readonly exitPrice: number; readonly pnl: number; };

export type EngineFields = { readonly runners: number; readonly running: number; readonly paused: number; readonly stopped: number; readonly failed: number; readonly healthy: number; readonly symbols: number; readonly ticks: number; readonly events: number; readonly uptimeMs: number; readonly shards: number; readonly defaultFeed: Feed; readonly version: string; readonly tradingState: TradingState; readonly tradingStateSince: number | null; readonly tradingStateReason: string | null; readonly openOrders: number; readonly openPositions: number; readonly feeds: readonly (FeedLine)[]; };

export type ExecutionFields = { readonly fees: { readonly makerBps: number; readonly takerBps: number; readonly tiers: readonly ({ readonly volume: number; readonly makerBps: number; readonly takerBps: number; })[]; }; readonly spreadBps: number; readonly slippage: { readonly model: SlippageModel; readonly bps: number | null; readonly impact: number | null; readonly coefficient: number | null; }; readonly latency: { readonly model: LatencyModel; readonly ms: number | null; readonly minMs: number | null; readonly maxMs: number | null; readonly medianMs: number | null; readonly sigma: number | null; }; readonly volumeShare: number | null; readonly limitFill: LimitFill; readonly leverage: number; readonly maintenanceMargin: number; readonly liquidationFeeBps: number; readonly fundingBps: number; readonly fundingHours: number; };

export type FeedLine = { readonly feed: Feed; readonly status: FeedStatus; readonly detail: string | null; readonly since: number; readonly ageMs: number | null; readonly runners: number; readonly markets: readonly ({ readonly status: FeedStatus; readonly count: number; readonly symbols: readonly (string)[]; readonly detail: string | null; readonly since: number; })[]; };

export type FeedDetails = { readonly connectedSince: number | null; readonly symbols: number; readonly streams: number; readonly counters: { readonly messages: number; readonly garbage: number; readonly duplicates: number; readonly late: number; readonly missedTrades: number; readonly backfilledBars: number; readonly lostBars: number; readonly reconnects: number; readonly requests: number; readonly failedRequests: number; }; };

export type CandleFields = { readonly time: number; readonly open: number; readonly high: number; readonly low: number; readonly close: number; readonly volume: number; readonly closed: boolean; };

export type PositionFields = { readonly side: Side; readonly quantity: number; readonly entryPrice: number; readonly entryTime: number; readonly lastPrice: number; readonly stopLoss: number | null; readonly takeProfit: number | null; readonly unrealizedPnl: number; readonly realizedPnl: number; readonly fees: number; readonly funding: number; readonly barsHeld: number; readonly notional: number; readonly liquidationPrice: number | null; };

export type AccountFields = { readonly id: string | null; readonly initialCash: number; readonly cash: number; readonly equity: number; readonly realizedPnl: number; readonly unrealizedPnl: number; readonly fees: number; readonly funding: number; readonly currency: string; readonly leverage: number; readonly marginUsed: number; readonly marginAvailable: number; };

export type TradeFields = { readonly id: string; readonly side: Side; readonly quantity: number; readonly entryTime: number; readonly entryPrice: number; readonly exitTime: number; readonly exitPrice: number; readonly fees: number; readonly pnl: number; readonly reason: string; readonly barsHeld: number; readonly maxAdverse: number; readonly maxFavorable: number; };

export type TransitionFields = { readonly time: number; readonly from: StrategyState; readonly to: StrategyState; readonly trigger: string; readonly reason: string | null; };

export type HealthFields = { readonly healthy: boolean; readonly uptimeMs: number; readonly lastTickAt: number | null; readonly errors: number; readonly lastError: string | null; readonly restarts: number; readonly shard: number | null; readonly feedStatus: FeedStatus | null; readonly feedDetail: string | null; readonly feedSince: number | null; readonly latency: { readonly p50: number | null; readonly p99: number | null; readonly samples: number; }; };

export type SnapshotFields = { readonly asOf: number; readonly stale: boolean; readonly status: RunnerStatus; readonly state: StrategyState; readonly candle: CandleFields | null; readonly position: PositionFields | null; readonly account: AccountFields; readonly context: Json; readonly indicators: Json; readonly stats: { readonly bars: number; readonly ticks: number; readonly opportunities: number; readonly trades: number; readonly wins: number; readonly losses: number; readonly winRate: number | null; readonly orders: number; readonly rejected: number; readonly errors: number; readonly droppedLogs: number; }; readonly orders: readonly (OrderFields)[]; readonly risk: readonly (LimitStatus)[]; };

export type SymbolFields = { readonly code: string; readonly name: string; readonly assetClass: AssetClass; readonly base: string; readonly quote: string; readonly feeds: readonly (Feed)[]; readonly priceStep: number; readonly quantityStep: number; };

export type StrategyFields = { readonly name: string; readonly description: string; readonly language: string; readonly path: string; readonly error: string | null; readonly parameters: readonly ({ readonly name: string; readonly type: ParameterType; readonly default: Json; readonly min: number | null; readonly max: number | null; readonly step: number | null; readonly options: readonly (string)[] | null; readonly description: string | null; })[]; readonly constraints: readonly (string)[]; };

export type RunnerRow = { readonly id: string; readonly timeframe: string; readonly feed: Feed; readonly status: RunnerStatus; readonly symbol: { readonly code: string; readonly name: string; readonly quote: string; readonly priceStep: number; readonly quantityStep: number; }; readonly strategy: { readonly name: string; }; readonly account: { readonly id: string; readonly name: string; } | null; readonly snapshot: { readonly stale: boolean; readonly state: StrategyState; readonly candle: { readonly close: number; } | null; readonly position: { readonly side: Side; readonly quantity: number; readonly entryPrice: number; readonly unrealizedPnl: number; } | null; readonly account: { readonly id: string | null; readonly currency: string; readonly equity: number; readonly realizedPnl: number; readonly unrealizedPnl: number; }; readonly stats: { readonly trades: number; readonly winRate: number | null; }; }; readonly health: { readonly healthy: boolean; readonly lastTickAt: number | null; readonly lastError: string | null; readonly feedStatus: FeedStatus | null; readonly feedDetail: string | null; readonly feedSince: number | null; }; };

export type RunnerEvent = { readonly __typename: "CandleClosedEvent"; readonly sequence: number; readonly time: number; readonly candle: CandleFields; }
  | { readonly __typename: "FeedGapEvent"; readonly sequence: number; readonly time: number; readonly feed: Feed; readonly barsOf: string; readonly firstMissing: number; readonly nextBar: number; readonly bars: number; }
  | { readonly __typename: "FeedStatusChangedEvent"; readonly sequence: number; readonly time: number; readonly feed: Feed; readonly timeframe: string | null; readonly status: FeedStatus; readonly detail: string | null; }
  | { readonly __typename: "FundingPaidEvent"; readonly sequence: number; readonly time: number; readonly amount: number; readonly rate: number; readonly notional: number; }
  | { readonly __typename: "OpportunityDetectedEvent"; readonly sequence: number; readonly time: number; }
  | { readonly __typename: "OrderAcceptedEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; }
  | { readonly __typename: "OrderAmendedEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; readonly amendReason: string | null; }
  | { readonly __typename: "OrderCanceledEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; readonly code: string; readonly reason: string; }
  | { readonly __typename: "OrderExpiredEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; readonly code: string; readonly reason: string; }
  | { readonly __typename: "OrderFilledEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; }
  | { readonly __typename: "OrderPartiallyFilledEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; readonly fill: FillFields; }
  | { readonly __typename: "OrderRejectedEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; readonly code: string; readonly reason: string; }
  | { readonly __typename: "OrderSubmittedEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; }
  | { readonly __typename: "OrderTriggeredEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; }
  | { readonly __typename: "PositionClosedEvent"; readonly sequence: number; readonly time: number; readonly trade: TradeFields; }
  | { readonly __typename: "PositionOpenedEvent"; readonly sequence: number; readonly time: number; }
  | { readonly __typename: "PositionUpdatedEvent"; readonly sequence: number; readonly time: number; }
  | { readonly __typename: "RiskTriggeredEvent"; readonly sequence: number; readonly time: number; readonly rule: string; readonly code: string; readonly reason: string; }
  | { readonly __typename: "RunnerAddedEvent"; readonly sequence: number; readonly time: number; }
  | { readonly __typename: "RunnerRemovedEvent"; readonly sequence: number; readonly time: number; }
  | { readonly __typename: "RunnerStatusChangedEvent"; readonly sequence: number; readonly time: number; readonly from: RunnerStatus; readonly to: RunnerStatus; readonly statusReason: string | null; }
  | { readonly __typename: "StateTransitionEvent"; readonly sequence: number; readonly time: number; readonly transition: TransitionFields; }
  | { readonly __typename: "StrategyErrorEvent"; readonly sequence: number; readonly time: number; readonly code: string; readonly message: string; readonly file: string | null; readonly line: number | null; readonly traceback: string | null; }
  | { readonly __typename: "StrategyLogEvent"; readonly sequence: number; readonly time: number; readonly level: string; readonly message: string; }
  | { readonly __typename: "TickReceivedEvent"; readonly sequence: number; readonly time: number; readonly candle: CandleFields; }
  | { readonly __typename: "TradingStateChangedEvent"; readonly sequence: number; readonly time: number; readonly fromState: TradingState; readonly toState: TradingState; readonly stateReason: string | null; };

export type OrderFields = { readonly id: string; readonly side: OrderSide; readonly type: OrderType; readonly purpose: OrderPurpose; readonly status: OrderStatus; readonly quantity: number; readonly filledQuantity: number; readonly referencePrice: number; readonly limitPrice: number | null; readonly stopPrice: number | null; readonly trailBy: number | null; readonly timeInForce: TimeInForce; readonly expiresAt: number | null; readonly postOnly: boolean; readonly group: string | null; readonly stopLoss: number | null; readonly takeProfit: number | null; readonly reason: string | null; readonly submittedAt: number; readonly updatedAt: number; readonly filledAt: number | null; readonly fillPrice: number | null; readonly fee: number | null; readonly rejectCode: string | null; readonly rejectReason: string | null; readonly cancelCode: string | null; readonly cancelReason: string | null; };

export type FillFields = { readonly time: number; readonly side: OrderSide; readonly quantity: number; readonly price: number; readonly fee: number; readonly liquidity: Liquidity; };

export type RiskFields = { readonly sizing: { readonly method: SizingMethod; readonly quantity: number | null; readonly fraction: number | null; readonly annual: number | null; readonly bars: number | null; readonly cap: number | null; readonly minTrades: number | null; }; readonly maxPosition: number | null; readonly maxExposure: number | null; readonly maxOpenPositions: number | null; readonly maxDailyLoss: number | null; readonly maxDrawdown: number | null; readonly maxConsecutiveLosses: number | null; readonly onBreach: BreachAction; readonly cooldownBars: number; readonly maxOrdersPerMinute: number | null; readonly priceCollar: number | null; };

export type LimitStatus = { readonly rule: string; readonly limit: number; readonly value: number; readonly triggered: boolean; readonly until: number | null; readonly wording: string; };

export type EngineRiskFields = { readonly maxOpenPositions: number | null; readonly maxExposure: number | null; readonly maxSymbolExposure: number | null; readonly openPositions: number; readonly byCurrency: readonly ({ readonly name: string; readonly notional: number; })[]; readonly bySymbol: readonly ({ readonly name: string; readonly notional: number; })[]; };

export type StudyNews = { readonly id: string; readonly status: BacktestStatus; readonly progress: number; readonly done: number; readonly of: number; readonly combinationsPerSecond: number; readonly leftMs: number | null; readonly error: string | null; readonly windowCount: number; readonly leader: { readonly parameters: Json; readonly score: number | null; readonly figures: StudyFigureFields; } | null; };

export type StudyRow = { readonly id: string; readonly status: BacktestStatus; readonly progress: number; readonly done: number; readonly of: number; readonly combinationsPerSecond: number; readonly leftMs: number | null; readonly error: string | null; readonly windowCount: number; readonly leader: { readonly parameters: Json; readonly score: number | null; readonly figures: StudyFigureFields; } | null; readonly kind: StudyKind; readonly strategy: string; readonly symbols: readonly (string)[]; readonly timeframe: string; readonly objective: StudyObjective; readonly createdAt: number; readonly data: readonly ({ readonly from: number; readonly to: number; })[]; readonly best: { readonly score: number | null; readonly figures: { readonly totalReturn: number | null; }; } | null; readonly outcome: { readonly efficiency: number | null; readonly figures: { readonly totalReturn: number | null; }; } | null; };

export type StudyFigureFields = { readonly buyAndHoldReturn: number | null; readonly cagr: number | null; readonly calmar: number | null; readonly expectancy: number | null; readonly exposure: number | null; readonly fees: number | null; readonly maxDrawdown: number | null; readonly maxDrawdownMs: number | null; readonly netProfit: number | null; readonly omega: number | null; readonly payoffRatio: number | null; readonly profitFactor: number | null; readonly sharpe: number | null; readonly sortino: number | null; readonly sqn: number | null; readonly totalReturn: number | null; readonly trades: number | null; readonly ulcerIndex: number | null; readonly volatility: number | null; readonly winRate: number | null; };

export type CombinationFields = { readonly number: number; readonly parameters: Json; readonly failed: boolean; readonly score: number | null; readonly figures: StudyFigureFields; };

export type StudyWindowFields = { readonly inSampleFrom: number; readonly inSampleTo: number; readonly outOfSampleFrom: number; readonly outOfSampleTo: number; readonly parameters: Json | null; readonly score: number | null; readonly tried: number; readonly inSample: StudyFigureFields | null; readonly outOfSample: StudyFigureFields | null; };

export type StudyDetail = { readonly id: string; readonly status: BacktestStatus; readonly progress: number; readonly done: number; readonly of: number; readonly combinationsPerSecond: number; readonly leftMs: number | null; readonly error: string | null; readonly windowCount: number; readonly leader: { readonly parameters: Json; readonly score: number | null; readonly figures: StudyFigureFields; } | null; readonly kind: StudyKind; readonly strategy: string; readonly symbols: readonly (string)[]; readonly timeframe: string; readonly settings: Json; readonly objective: StudyObjective; readonly createdAt: number; readonly finishedAt: number | null; readonly dataHash: string | null; readonly data: readonly (BacktestDataFields)[]; readonly axes: readonly ({ readonly name: string; readonly values: Json; })[]; readonly combinationCount: number; readonly scored: number; readonly failed: number; readonly firstFailure: string | null; readonly best: CombinationFields | null; readonly overfitting: { readonly verdict: OverfittingVerdict; readonly words: string; readonly deflatedSharpe: number; readonly probability: number | null; } | null; readonly windows: readonly (StudyWindowFields)[]; readonly outcome: { readonly efficiency: number | null; readonly profitableShare: number | null; readonly figures: BacktestFigureFields; } | null; };

export type TradingFields = { readonly tradingState: TradingState; readonly tradingStateSince: number | null; readonly tradingStateReason: string | null; readonly openOrders: number; readonly openPositions: number; };

export type TradingResult = { readonly state: TradingState; readonly since: number | null; readonly reason: string | null; readonly canceledOrders: number; readonly closedPositions: number; readonly leftOpen: readonly (string)[]; readonly unanswered: readonly (string)[]; };

export type AccountsData = { readonly accounts: readonly (SharedAccountFields)[]; };
export type AccountsVariables = Record<never, never>;
export const Accounts: Operation<AccountsData, AccountsVariables> = {
  name: "Accounts",
  kind: "query",
  text: "query Accounts { accounts { ...SharedAccountFields } } fragment SharedAccountFields on SharedAccount { id name currency createdAt books { ...AccountFields } risk { ...LimitFields } riskStatus { ...LimitStatus } runners { id status timeframe symbol { code } strategy { name } } } fragment AccountFields on Account { id initialCash cash equity realizedPnl unrealizedPnl fees funding currency leverage marginUsed marginAvailable } fragment LimitFields on AccountLimits { maxPosition maxExposure maxOpenPositions maxDailyLoss maxDrawdown maxConsecutiveLosses onBreach cooldownBars maxOrdersPerMinute priceCollar } fragment LimitStatus on RiskRuleStatus { rule limit value triggered until wording }",
};

export type CurrenciesData = { readonly symbols: readonly ({ readonly quote: string; })[]; };
export type CurrenciesVariables = Record<never, never>;
export const Currencies: Operation<CurrenciesData, CurrenciesVariables> = {
  name: "Currencies",
  kind: "query",
  text: "query Currencies { symbols { quote } }",
};

export type CreateAccountData = { readonly createAccount: AccountChoice; };
export type CreateAccountVariables = { readonly input: CreateAccountInput; };
export const CreateAccount: Operation<CreateAccountData, CreateAccountVariables> = {
  name: "CreateAccount",
  kind: "mutation",
  text: "mutation CreateAccount($input: CreateAccountInput!) { createAccount(input: $input) { ...AccountChoice } } fragment AccountChoice on SharedAccount { id name currency books { equity } }",
};

export type SetAccountRiskData = { readonly setAccountRisk: { readonly id: string; }; };
export type SetAccountRiskVariables = { readonly id: string; readonly input: AccountLimitsInput; };
export const SetAccountRisk: Operation<SetAccountRiskData, SetAccountRiskVariables> = {
  name: "SetAccountRisk",
  kind: "mutation",
  text: "mutation SetAccountRisk($id: ID!, $input: AccountLimitsInput!) { setAccountRisk(id: $id, input: $input) { id } }",
};

export type RemoveAccountData = { readonly removeAccount: string; };
export type RemoveAccountVariables = { readonly id: string; };
export const RemoveAccount: Operation<RemoveAccountData, RemoveAccountVariables> = {
  name: "RemoveAccount",
  kind: "mutation",
  text: "mutation RemoveAccount($id: ID!) { removeAccount(id: $id) }",
};

export type CreateRunnerData = { readonly createRunner: RunnerRow; };
export type CreateRunnerVariables = { readonly input: CreateRunnerInput; };
export const CreateRunner: Operation<CreateRunnerData, CreateRunnerVariables> = {
  name: "CreateRunner",
  kind: "mutation",
  text: "mutation CreateRunner($input: CreateRunnerInput!) { createRunner(input: $input) { ...RunnerRow } } fragment RunnerRow on Runner { id timeframe feed status symbol { code name quote priceStep quantityStep } strategy { name } account { id name } snapshot { stale state candle { close } position { side quantity entryPrice unrealizedPnl } account { id currency equity realizedPnl unrealizedPnl } stats { trades winRate } } health { healthy lastTickAt lastError feedStatus feedDetail feedSince } }",
};

export type PauseRunnerData = { readonly pauseRunner: RunnerRow; };
export type PauseRunnerVariables = { readonly id: string; };
export const PauseRunner: Operation<PauseRunnerData, PauseRunnerVariables> = {
  name: "PauseRunner",
  kind: "mutation",
  text: "mutation PauseRunner($id: ID!) { pauseRunner(id: $id) { ...RunnerRow } } fragment RunnerRow on Runner { id timeframe feed status symbol { code name quote priceStep quantityStep } strategy { name } account { id name } snapshot { stale state candle { close } position { side quantity entryPrice unrealizedPnl } account { id currency equity realizedPnl unrealizedPnl } stats { trades winRate } } health { healthy lastTickAt lastError feedStatus feedDetail feedSince } }",
};

export type ResumeRunnerData = { readonly resumeRunner: RunnerRow; };
export type ResumeRunnerVariables = { readonly id: string; };
export const ResumeRunner: Operation<ResumeRunnerData, ResumeRunnerVariables> = {
  name: "ResumeRunner",
  kind: "mutation",
  text: "mutation ResumeRunner($id: ID!) { resumeRunner(id: $id) { ...RunnerRow } } fragment RunnerRow on Runner { id timeframe feed status symbol { code name quote priceStep quantityStep } strategy { name } account { id name } snapshot { stale state candle { close } position { side quantity entryPrice unrealizedPnl } account { id currency equity realizedPnl unrealizedPnl } stats { trades winRate } } health { healthy lastTickAt lastError feedStatus feedDetail feedSince } }",
};

export type StopRunnerData = { readonly stopRunner: RunnerRow; };
export type StopRunnerVariables = { readonly id: string; readonly flatten: boolean; };
export const StopRunner: Operation<StopRunnerData, StopRunnerVariables> = {
  name: "StopRunner",
  kind: "mutation",
  text: "mutation StopRunner($id: ID!, $flatten: Boolean!) { stopRunner(id: $id, flatten: $flatten) { ...RunnerRow } } fragment RunnerRow on Runner { id timeframe feed status symbol { code name quote priceStep quantityStep } strategy { name } account { id name } snapshot { stale state candle { close } position { side quantity entryPrice unrealizedPnl } account { id currency equity realizedPnl unrealizedPnl } stats { trades winRate } } health { healthy lastTickAt lastError feedStatus feedDetail feedSince } }",
};

export type RemoveRunnerData = { readonly removeRunner: string; };
export type RemoveRunnerVariables = { readonly id: string; };
export const RemoveRunner: Operation<RemoveRunnerData, RemoveRunnerVariables> = {
  name: "RemoveRunner",
  kind: "mutation",
  text: "mutation RemoveRunner($id: ID!) { removeRunner(id: $id) }",
};

export type UpdateRunnerData = { readonly updateRunner: { readonly id: string; readonly parameters: Json; }; };
export type UpdateRunnerVariables = { readonly id: string; readonly parameters: Json; };
export const UpdateRunner: Operation<UpdateRunnerData, UpdateRunnerVariables> = {
  name: "UpdateRunner",
  kind: "mutation",
  text: "mutation UpdateRunner($id: ID!, $parameters: JSON!) { updateRunner(id: $id, parameters: $parameters) { id parameters } }",
};

export type ReloadStrategyData = { readonly reloadStrategy: { readonly id: string; readonly strategy: StrategyFields; readonly parameters: Json; }; };
export type ReloadStrategyVariables = { readonly id: string; };
export const ReloadStrategy: Operation<ReloadStrategyData, ReloadStrategyVariables> = {
  name: "ReloadStrategy",
  kind: "mutation",
  text: "mutation ReloadStrategy($id: ID!) { reloadStrategy(id: $id) { id strategy { ...StrategyFields } parameters } } fragment StrategyFields on Strategy { name description language path error parameters { name type default min max step options description } constraints }",
};

export type BacktestsData = { readonly backtests: readonly (BacktestRow)[]; };
export type BacktestsVariables = Record<never, never>;
export const Backtests: Operation<BacktestsData, BacktestsVariables> = {
  name: "Backtests",
  kind: "query",
  text: "query Backtests { backtests { ...BacktestRow } } fragment BacktestRow on Backtest { ...BacktestProgressFields id strategy symbols timeframe data { from to } figures { totalReturn sharpe maxDrawdown } createdAt } fragment BacktestProgressFields on Backtest { id status progress barsPerSecond leftMs equitySoFar tradeCount error }",
};

export type BacktestResultData = { readonly backtest: BacktestDetail | null; };
export type BacktestResultVariables = { readonly id: string; };
export const BacktestResult: Operation<BacktestResultData, BacktestResultVariables> = {
  name: "BacktestResult",
  kind: "query",
  text: "query BacktestResult($id: ID!) { backtest(id: $id) { ...BacktestDetail } } fragment BacktestDetail on Backtest { ...BacktestProgressFields id strategy symbols timeframe settings data { ...BacktestDataFields } figures { ...BacktestFigureFields } long short months log { time symbol kind text } logLeftOut faults { time symbol code message } faultCount openPositions checks { ...BacktestChecksDetail } rejections tradesHash dataHash createdAt finishedAt } fragment BacktestProgressFields on Backtest { id status progress barsPerSecond leftMs equitySoFar tradeCount error } fragment BacktestDataFields on BacktestData { symbol origin candles candleMs from to gaps missing outliers zeroVolume flat } fragment BacktestFigureFields on BacktestFigures { alpha annualReturn annualisation averageDrawdown averageDrawdownMs averageExposure averageLoss averageTradeMs averageTradeReturn averageWin bars bestTrade beta buyAndHoldReturn cagr calmar cvar95 deepestDrawdownMs expectancy exposure fees finalEquity funding longestRecoveryMs longestTradeMs maxDrawdown maxDrawdownMs maxDrawdownRecoveryMs maxLossStreak maxWinStreak netProfit omega payoffRatio peakEquity profitFactor sharpe sortino sqn tailRatio totalReturn trades turnover ulcerIndex var95 volatility winRate worstTrade } fragment BacktestChecksDetail on BacktestChecks { ...BacktestCheckNews verdicts { ...BacktestVerdictFields } costs { ...BacktestCostRowFields } monteCarlo { ...BacktestMonteCarlo } } fragment BacktestCheckNews on BacktestChecks { status progress check error } fragment BacktestVerdictFields on BacktestVerdict { check mood words details } fragment BacktestCostRowFields on BacktestCostRow { factor totalReturn maxDrawdown profitFactor fees trades } fragment BacktestMonteCarlo on MonteCarlo { bootstrap { ...BacktestBootstrap } shuffle { seenDrawdown asDeep maxDrawdown { ...BacktestBand } lossStreak { ...BacktestBand } } } fragment BacktestBootstrap on ReturnBootstrap { returns simulations blockLength lossShare finalEquity { ...BacktestBand } maxDrawdown { ...BacktestBand } fan { period own equity { ...BacktestBand } } } fragment BacktestBand on Band { p5 p25 p50 p75 p95 }",
};

export type BacktestChartData = { readonly backtest: { readonly id: string; readonly curve: BacktestCurveColumns; readonly candles: BacktestCandleColumns | null; readonly tradeMarks: { readonly total: number; readonly marks: readonly (BacktestMark)[]; }; } | null; };
export type BacktestChartVariables = { readonly id: string; readonly symbol: string; readonly points: number; readonly from?: number | null; readonly to?: number | null; };
export const BacktestChart: Operation<BacktestChartData, BacktestChartVariables> = {
  name: "BacktestChart",
  kind: "query",
  text: "query BacktestChart($id: ID!, $symbol: String!, $points: Int!, $from: Timestamp, $to: Timestamp) { backtest(id: $id) { id curve(points: $points, from: $from, to: $to) { ...BacktestCurveColumns } candles(symbol: $symbol, points: $points, from: $from, to: $to) { ...BacktestCandleColumns } tradeMarks(symbol: $symbol, from: $from, to: $to, limit: 250) { total marks { ...BacktestMark } } } } fragment BacktestCurveColumns on BacktestCurve { time equity benchmark drawdown } fragment BacktestCandleColumns on BacktestCandles { symbol candleMs ownMs time open high low close volume } fragment BacktestMark on BacktestTradeMark { index side quantity entryTime entryPrice exitTime exitPrice pnl }",
};

export type BacktestTradesData = { readonly backtest: { readonly id: string; readonly trades: readonly (BacktestTrade)[]; } | null; };
export type BacktestTradesVariables = { readonly id: string; readonly limit: number; readonly offset: number; };
export const BacktestTrades: Operation<BacktestTradesData, BacktestTradesVariables> = {
  name: "BacktestTrades",
  kind: "query",
  text: "query BacktestTrades($id: ID!, $limit: Int!, $offset: Int!) { backtest(id: $id) { id trades(limit: $limit, offset: $offset) { ...BacktestTrade } } } fragment BacktestTrade on Trade { ...TradeFields symbol } fragment TradeFields on Trade { id side quantity entryTime entryPrice exitTime exitPrice fees pnl reason barsHeld maxAdverse maxFavorable }",
};

export type BacktestDotsData = { readonly backtest: { readonly id: string; readonly trades: readonly (BacktestDot)[]; } | null; };
export type BacktestDotsVariables = { readonly id: string; readonly limit: number; readonly offset: number; };
export const BacktestDots: Operation<BacktestDotsData, BacktestDotsVariables> = {
  name: "BacktestDots",
  kind: "query",
  text: "query BacktestDots($id: ID!, $limit: Int!, $offset: Int!) { backtest(id: $id) { id trades(limit: $limit, offset: $offset) { ...BacktestDot } } } fragment BacktestDot on Trade { side entryTime exitTime pnl maxAdverse reason }",
};

export type BacktestComparedData = { readonly backtest: { readonly id: string; readonly status: BacktestStatus; readonly progress: number; readonly barsPerSecond: number; readonly leftMs: number | null; readonly equitySoFar: number | null; readonly tradeCount: number; readonly error: string | null; readonly strategy: string; readonly symbols: readonly (string)[]; readonly timeframe: string; readonly settings: Json; readonly data: readonly (BacktestDataFields)[]; readonly figures: BacktestFigureFields | null; readonly long: Json | null; readonly short: Json | null; readonly months: Json; readonly log: readonly ({ readonly time: number; readonly symbol: string | null; readonly kind: string; readonly text: string; })[]; readonly logLeftOut: number; readonly faults: readonly ({ readonly time: number; readonly symbol: string | null; readonly code: string; readonly message: string; })[]; readonly faultCount: number; readonly openPositions: number; readonly checks: BacktestChecksDetail | null; readonly rejections: Json; readonly tradesHash: string | null; readonly dataHash: string | null; readonly createdAt: number; readonly finishedAt: number | null; readonly equity: readonly (BacktestPointFields)[]; } | null; };
export type BacktestComparedVariables = { readonly id: string; readonly points: number; };
export const BacktestCompared: Operation<BacktestComparedData, BacktestComparedVariables> = {
  name: "BacktestCompared",
  kind: "query",
  text: "query BacktestCompared($id: ID!, $points: Int!) { backtest(id: $id) { ...BacktestDetail equity(points: $points) { ...BacktestPointFields } } } fragment BacktestDetail on Backtest { ...BacktestProgressFields id strategy symbols timeframe settings data { ...BacktestDataFields } figures { ...BacktestFigureFields } long short months log { time symbol kind text } logLeftOut faults { time symbol code message } faultCount openPositions checks { ...BacktestChecksDetail } rejections tradesHash dataHash createdAt finishedAt } fragment BacktestProgressFields on Backtest { id status progress barsPerSecond leftMs equitySoFar tradeCount error } fragment BacktestDataFields on BacktestData { symbol origin candles candleMs from to gaps missing outliers zeroVolume flat } fragment BacktestFigureFields on BacktestFigures { alpha annualReturn annualisation averageDrawdown averageDrawdownMs averageExposure averageLoss averageTradeMs averageTradeReturn averageWin bars bestTrade beta buyAndHoldReturn cagr calmar cvar95 deepestDrawdownMs expectancy exposure fees finalEquity funding longestRecoveryMs longestTradeMs maxDrawdown maxDrawdownMs maxDrawdownRecoveryMs maxLossStreak maxWinStreak netProfit omega payoffRatio peakEquity profitFactor sharpe sortino sqn tailRatio totalReturn trades turnover ulcerIndex var95 volatility winRate worstTrade } fragment BacktestChecksDetail on BacktestChecks { ...BacktestCheckNews verdicts { ...BacktestVerdictFields } costs { ...BacktestCostRowFields } monteCarlo { ...BacktestMonteCarlo } } fragment BacktestCheckNews on BacktestChecks { status progress check error } fragment BacktestVerdictFields on BacktestVerdict { check mood words details } fragment BacktestCostRowFields on BacktestCostRow { factor totalReturn maxDrawdown profitFactor fees trades } fragment BacktestMonteCarlo on MonteCarlo { bootstrap { ...BacktestBootstrap } shuffle { seenDrawdown asDeep maxDrawdown { ...BacktestBand } lossStreak { ...BacktestBand } } } fragment BacktestBootstrap on ReturnBootstrap { returns simulations blockLength lossShare finalEquity { ...BacktestBand } maxDrawdown { ...BacktestBand } fan { period own equity { ...BacktestBand } } } fragment BacktestBand on Band { p5 p25 p50 p75 p95 } fragment BacktestPointFields on BacktestPoint { time equity benchmark drawdown }",
};

export type BacktestProgressData = { readonly backtestProgress: BacktestProgressFields; };
export type BacktestProgressVariables = { readonly id: string; };
export const BacktestProgress: Operation<BacktestProgressData, BacktestProgressVariables> = {
  name: "BacktestProgress",
  kind: "subscription",
  text: "subscription BacktestProgress($id: ID!) { backtestProgress(id: $id) { ...BacktestProgressFields } } fragment BacktestProgressFields on Backtest { id status progress barsPerSecond leftMs equitySoFar tradeCount error }",
};

export type RunBacktestData = { readonly runBacktest: { readonly id: string; }; };
export type RunBacktestVariables = { readonly input: BacktestInput; };
export const RunBacktest: Operation<RunBacktestData, RunBacktestVariables> = {
  name: "RunBacktest",
  kind: "mutation",
  text: "mutation RunBacktest($input: BacktestInput!) { runBacktest(input: $input) { id } }",
};

export type BacktestCheckProgressData = { readonly backtestProgress: { readonly id: string; readonly checks: BacktestCheckNews | null; }; };
export type BacktestCheckProgressVariables = { readonly id: string; };
export const BacktestCheckProgress: Operation<BacktestCheckProgressData, BacktestCheckProgressVariables> = {
  name: "BacktestCheckProgress",
  kind: "subscription",
  text: "subscription BacktestCheckProgress($id: ID!) { backtestProgress(id: $id) { id checks { ...BacktestCheckNews } } } fragment BacktestCheckNews on BacktestChecks { status progress check error }",
};

export type CheckBacktestData = { readonly checkBacktest: { readonly id: string; }; };
export type CheckBacktestVariables = { readonly id: string; };
export const CheckBacktest: Operation<CheckBacktestData, CheckBacktestVariables> = {
  name: "CheckBacktest",
  kind: "mutation",
  text: "mutation CheckBacktest($id: ID!) { checkBacktest(id: $id) { id } }",
};

export type CancelBacktestChecksData = { readonly cancelBacktestChecks: { readonly id: string; }; };
export type CancelBacktestChecksVariables = { readonly id: string; };
export const CancelBacktestChecks: Operation<CancelBacktestChecksData, CancelBacktestChecksVariables> = {
  name: "CancelBacktestChecks",
  kind: "mutation",
  text: "mutation CancelBacktestChecks($id: ID!) { cancelBacktestChecks(id: $id) { id } }",
};

export type CancelBacktestData = { readonly cancelBacktest: BacktestProgressFields; };
export type CancelBacktestVariables = { readonly id: string; };
export const CancelBacktest: Operation<CancelBacktestData, CancelBacktestVariables> = {
  name: "CancelBacktest",
  kind: "mutation",
  text: "mutation CancelBacktest($id: ID!) { cancelBacktest(id: $id) { ...BacktestProgressFields } } fragment BacktestProgressFields on Backtest { id status progress barsPerSecond leftMs equitySoFar tradeCount error }",
};

export type RemoveBacktestData = { readonly removeBacktest: string; };
export type RemoveBacktestVariables = { readonly id: string; };
export const RemoveBacktest: Operation<RemoveBacktestData, RemoveBacktestVariables> = {
  name: "RemoveBacktest",
  kind: "mutation",
  text: "mutation RemoveBacktest($id: ID!) { removeBacktest(id: $id) }",
};

export type CatalogueData = { readonly symbols: readonly (SymbolFields)[]; readonly strategies: readonly (StrategyFields)[]; readonly engine: { readonly defaultFeed: Feed; }; readonly feeds: readonly (FeedLine)[]; readonly accounts: readonly (AccountChoice)[]; };
export type CatalogueVariables = Record<never, never>;
export const Catalogue: Operation<CatalogueData, CatalogueVariables> = {
  name: "Catalogue",
  kind: "query",
  text: "query Catalogue { symbols { ...SymbolFields } strategies { ...StrategyFields } engine { defaultFeed } feeds { ...FeedLine } accounts { ...AccountChoice } } fragment SymbolFields on Symbol { code name assetClass base quote feeds priceStep quantityStep } fragment StrategyFields on Strategy { name description language path error parameters { name type default min max step options description } constraints } fragment FeedLine on FeedHealth { feed status detail since ageMs runners markets { status count symbols detail since } } fragment AccountChoice on SharedAccount { id name currency books { equity } }",
};

export type ProbeData = { readonly health: { readonly status: string; readonly version: string; }; };
export type ProbeVariables = Record<never, never>;
export const Probe: Operation<ProbeData, ProbeVariables> = {
  name: "Probe",
  kind: "query",
  text: "query Probe { health { status version } }",
};

export type RunnersData = { readonly runners: readonly (RunnerRow)[]; };
export type RunnersVariables = Record<never, never>;
export const Runners: Operation<RunnersData, RunnersVariables> = {
  name: "Runners",
  kind: "query",
  text: "query Runners { runners { ...RunnerRow } } fragment RunnerRow on Runner { id timeframe feed status symbol { code name quote priceStep quantityStep } strategy { name } account { id name } snapshot { stale state candle { close } position { side quantity entryPrice unrealizedPnl } account { id currency equity realizedPnl unrealizedPnl } stats { trades winRate } } health { healthy lastTickAt lastError feedStatus feedDetail feedSince } }",
};

export type EngineData = { readonly engine: EngineFields; };
export type EngineVariables = Record<never, never>;
export const Engine: Operation<EngineData, EngineVariables> = {
  name: "Engine",
  kind: "query",
  text: "query Engine { engine { ...EngineFields } } fragment EngineFields on EngineSummary { runners running paused stopped failed healthy symbols ticks events uptimeMs shards defaultFeed version ...TradingFields feeds { ...FeedLine } } fragment TradingFields on EngineSummary { tradingState tradingStateSince tradingStateReason openOrders openPositions } fragment FeedLine on FeedHealth { feed status detail since ageMs runners markets { status count symbols detail since } }",
};

export type RunnerChangesData = { readonly runners: RunnerRow; };
export type RunnerChangesVariables = Record<never, never>;
export const RunnerChanges: Operation<RunnerChangesData, RunnerChangesVariables> = {
  name: "RunnerChanges",
  kind: "subscription",
  text: "subscription RunnerChanges { runners { ...RunnerRow } } fragment RunnerRow on Runner { id timeframe feed status symbol { code name quote priceStep quantityStep } strategy { name } account { id name } snapshot { stale state candle { close } position { side quantity entryPrice unrealizedPnl } account { id currency equity realizedPnl unrealizedPnl } stats { trades winRate } } health { healthy lastTickAt lastError feedStatus feedDetail feedSince } }",
};

export type EngineChangesData = { readonly engine: EngineFields; };
export type EngineChangesVariables = Record<never, never>;
export const EngineChanges: Operation<EngineChangesData, EngineChangesVariables> = {
  name: "EngineChanges",
  kind: "subscription",
  text: "subscription EngineChanges { engine { ...EngineFields } } fragment EngineFields on EngineSummary { runners running paused stopped failed healthy symbols ticks events uptimeMs shards defaultFeed version ...TradingFields feeds { ...FeedLine } } fragment TradingFields on EngineSummary { tradingState tradingStateSince tradingStateReason openOrders openPositions } fragment FeedLine on FeedHealth { feed status detail since ageMs runners markets { status count symbols detail since } }",
};

export type FeedChangesData = { readonly engine: { readonly tradingState: TradingState; readonly tradingStateSince: number | null; readonly tradingStateReason: string | null; readonly openOrders: number; readonly openPositions: number; readonly feeds: readonly ({ readonly feed: Feed; readonly status: FeedStatus; readonly detail: string | null; readonly since: number; readonly ageMs: number | null; readonly runners: number; readonly markets: readonly ({ readonly status: FeedStatus; readonly count: number; readonly symbols: readonly (string)[]; readonly detail: string | null; readonly since: number; })[]; readonly connectedSince: number | null; readonly symbols: number; readonly streams: number; readonly counters: { readonly messages: number; readonly garbage: number; readonly duplicates: number; readonly late: number; readonly missedTrades: number; readonly backfilledBars: number; readonly lostBars: number; readonly reconnects: number; readonly requests: number; readonly failedRequests: number; }; })[]; }; };
export type FeedChangesVariables = Record<never, never>;
export const FeedChanges: Operation<FeedChangesData, FeedChangesVariables> = {
  name: "FeedChanges",
  kind: "subscription",
  text: "subscription FeedChanges { engine { ...TradingFields feeds { ...FeedLine ...FeedDetails } } } fragment TradingFields on EngineSummary { tradingState tradingStateSince tradingStateReason openOrders openPositions } fragment FeedLine on FeedHealth { feed status detail since ageMs runners markets { status count symbols detail since } } fragment FeedDetails on FeedHealth { connectedSince symbols streams counters { messages garbage duplicates late missedTrades backfilledBars lostBars reconnects requests failedRequests } }",
};

export type CancelOrderData = { readonly cancelOrder: { readonly id: string; }; };
export type CancelOrderVariables = { readonly runnerId: string; readonly id: string; };
export const CancelOrder: Operation<CancelOrderData, CancelOrderVariables> = {
  name: "CancelOrder",
  kind: "mutation",
  text: "mutation CancelOrder($runnerId: ID!, $id: ID!) { cancelOrder(runnerId: $runnerId, id: $id) { id } }",
};

export type AmendOrderData = { readonly amendOrder: { readonly id: string; }; };
export type AmendOrderVariables = { readonly runnerId: string; readonly id: string; readonly price?: number | null; readonly stopPrice?: number | null; readonly quantity?: number | null; };
export const AmendOrder: Operation<AmendOrderData, AmendOrderVariables> = {
  name: "AmendOrder",
  kind: "mutation",
  text: "mutation AmendOrder($runnerId: ID!, $id: ID!, $price: Float, $stopPrice: Float, $quantity: Float) { amendOrder( runnerId: $runnerId id: $id price: $price stopPrice: $stopPrice quantity: $quantity ) { id } }",
};

export type EngineRiskData = { readonly engineRisk: EngineRiskFields; };
export type EngineRiskVariables = Record<never, never>;
export const EngineRisk: Operation<EngineRiskData, EngineRiskVariables> = {
  name: "EngineRisk",
  kind: "query",
  text: "query EngineRisk { engineRisk { ...EngineRiskFields } } fragment EngineRiskFields on EngineRisk { maxOpenPositions maxExposure maxSymbolExposure openPositions byCurrency { name notional } bySymbol { name notional } }",
};

export type SetEngineRiskData = { readonly setEngineRisk: EngineRiskFields; };
export type SetEngineRiskVariables = { readonly input: EngineRiskInput; };
export const SetEngineRisk: Operation<SetEngineRiskData, SetEngineRiskVariables> = {
  name: "SetEngineRisk",
  kind: "mutation",
  text: "mutation SetEngineRisk($input: EngineRiskInput!) { setEngineRisk(input: $input) { ...EngineRiskFields } } fragment EngineRiskFields on EngineRisk { maxOpenPositions maxExposure maxSymbolExposure openPositions byCurrency { name notional } bySymbol { name notional } }",
};

export type SetRiskData = { readonly setRisk: { readonly id: string; }; };
export type SetRiskVariables = { readonly id: string; readonly input: RiskInput; };
export const SetRisk: Operation<SetRiskData, SetRiskVariables> = {
  name: "SetRisk",
  kind: "mutation",
  text: "mutation SetRisk($id: ID!, $input: RiskInput!) { setRisk(id: $id, input: $input) { id } }",
};

export type ReleaseRiskData = { readonly releaseRisk: { readonly id: string; }; };
export type ReleaseRiskVariables = { readonly id: string; };
export const ReleaseRisk: Operation<ReleaseRiskData, ReleaseRiskVariables> = {
  name: "ReleaseRisk",
  kind: "mutation",
  text: "mutation ReleaseRisk($id: ID!) { releaseRisk(id: $id) { id } }",
};

export type RunnerDetailData = { readonly runner: { readonly id: string; readonly timeframe: string; readonly feed: Feed; readonly status: RunnerStatus; readonly parameters: Json; readonly createdAt: number; readonly windowSize: number; readonly decideOn: DecideOn; readonly execution: ExecutionFields; readonly risk: RiskFields; readonly account: { readonly id: string; readonly name: string; } | null; readonly symbol: SymbolFields; readonly strategy: StrategyFields; readonly snapshot: SnapshotFields; readonly health: HealthFields; readonly transitions: readonly (TransitionFields)[]; readonly orders: readonly (OrderFields)[]; readonly trades: readonly (TradeFields)[]; readonly events: readonly (RunnerEvent)[]; } | null; readonly marketEvents: readonly ({ readonly symbol: string | null; readonly __typename: "CandleClosedEvent"; readonly sequence: number; readonly time: number; readonly candle: CandleFields; }
  | { readonly symbol: string | null; readonly __typename: "FeedGapEvent"; readonly sequence: number; readonly time: number; readonly feed: Feed; readonly barsOf: string; readonly firstMissing: number; readonly nextBar: number; readonly bars: number; }
  | { readonly symbol: string | null; readonly __typename: "FeedStatusChangedEvent"; readonly sequence: number; readonly time: number; readonly feed: Feed; readonly timeframe: string | null; readonly status: FeedStatus; readonly detail: string | null; }
  | { readonly symbol: string | null; readonly __typename: "FundingPaidEvent"; readonly sequence: number; readonly time: number; readonly amount: number; readonly rate: number; readonly notional: number; }
  | { readonly symbol: string | null; readonly __typename: "OpportunityDetectedEvent"; readonly sequence: number; readonly time: number; }
  | { readonly symbol: string | null; readonly __typename: "OrderAcceptedEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; }
  | { readonly symbol: string | null; readonly __typename: "OrderAmendedEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; readonly amendReason: string | null; }
  | { readonly symbol: string | null; readonly __typename: "OrderCanceledEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; readonly code: string; readonly reason: string; }
  | { readonly symbol: string | null; readonly __typename: "OrderExpiredEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; readonly code: string; readonly reason: string; }
  | { readonly symbol: string | null; readonly __typename: "OrderFilledEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; }
  | { readonly symbol: string | null; readonly __typename: "OrderPartiallyFilledEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; readonly fill: FillFields; }
  | { readonly symbol: string | null; readonly __typename: "OrderRejectedEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; readonly code: string; readonly reason: string; }
  | { readonly symbol: string | null; readonly __typename: "OrderSubmittedEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; }
  | { readonly symbol: string | null; readonly __typename: "OrderTriggeredEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; }
  | { readonly symbol: string | null; readonly __typename: "PositionClosedEvent"; readonly sequence: number; readonly time: number; readonly trade: TradeFields; }
  | { readonly symbol: string | null; readonly __typename: "PositionOpenedEvent"; readonly sequence: number; readonly time: number; }
  | { readonly symbol: string | null; readonly __typename: "PositionUpdatedEvent"; readonly sequence: number; readonly time: number; }
  | { readonly symbol: string | null; readonly __typename: "RiskTriggeredEvent"; readonly sequence: number; readonly time: number; readonly rule: string; readonly code: string; readonly reason: string; }
  | { readonly symbol: string | null; readonly __typename: "RunnerAddedEvent"; readonly sequence: number; readonly time: number; }
  | { readonly symbol: string | null; readonly __typename: "RunnerRemovedEvent"; readonly sequence: number; readonly time: number; }
  | { readonly symbol: string | null; readonly __typename: "RunnerStatusChangedEvent"; readonly sequence: number; readonly time: number; readonly from: RunnerStatus; readonly to: RunnerStatus; readonly statusReason: string | null; }
  | { readonly symbol: string | null; readonly __typename: "StateTransitionEvent"; readonly sequence: number; readonly time: number; readonly transition: TransitionFields; }
  | { readonly symbol: string | null; readonly __typename: "StrategyErrorEvent"; readonly sequence: number; readonly time: number; readonly code: string; readonly message: string; readonly file: string | null; readonly line: number | null; readonly traceback: string | null; }
  | { readonly symbol: string | null; readonly __typename: "StrategyLogEvent"; readonly sequence: number; readonly time: number; readonly level: string; readonly message: string; }
  | { readonly symbol: string | null; readonly __typename: "TickReceivedEvent"; readonly sequence: number; readonly time: number; readonly candle: CandleFields; }
  | { readonly symbol: string | null; readonly __typename: "TradingStateChangedEvent"; readonly sequence: number; readonly time: number; readonly fromState: TradingState; readonly toState: TradingState; readonly stateReason: string | null; })[]; readonly engine: TradingFields; };
export type RunnerDetailVariables = { readonly id: string; };
export const RunnerDetail: Operation<RunnerDetailData, RunnerDetailVariables> = {
  name: "RunnerDetail",
  kind: "query",
  text: "query RunnerDetail($id: ID!) { runner(id: $id) { id timeframe feed status parameters createdAt windowSize decideOn execution { ...ExecutionFields } risk { ...RiskFields } account { id name } symbol { ...SymbolFields } strategy { ...StrategyFields } snapshot { ...SnapshotFields } health { ...HealthFields } transitions(limit: 100) { ...TransitionFields } orders(limit: 200) { ...OrderFields } trades(limit: 200) { ...TradeFields } events( types: [ STRATEGY_LOG STRATEGY_ERROR RISK_TRIGGERED RUNNER_STATUS_CHANGED ORDER_ACCEPTED ORDER_AMENDED ORDER_TRIGGERED ORDER_PARTIALLY_FILLED ORDER_CANCELED ORDER_EXPIRED ORDER_REJECTED FUNDING_PAID ] limit: 200 ) { ...RunnerEvent } } marketEvents: events( types: [FEED_STATUS_CHANGED, FEED_GAP, TRADING_STATE_CHANGED] limit: 200 ) { symbol ...RunnerEvent } engine { ...TradingFields } } fragment ExecutionFields on ExecutionSettings { fees { makerBps takerBps tiers { volume makerBps takerBps } } spreadBps slippage { model bps impact coefficient } latency { model ms minMs maxMs medianMs sigma } volumeShare limitFill leverage maintenanceMargin liquidationFeeBps fundingBps fundingHours } fragment RiskFields on RiskSettings { sizing { method quantity fraction annual bars cap minTrades } maxPosition maxExposure maxOpenPositions maxDailyLoss maxDrawdown maxConsecutiveLosses onBreach cooldownBars maxOrdersPerMinute priceCollar } fragment SymbolFields on Symbol { code name assetClass base quote feeds priceStep quantityStep } fragment StrategyFields on Strategy { name description language path error parameters { name type default min max step options description } constraints } fragment SnapshotFields on RunnerSnapshot { asOf stale status state candle { ...CandleFields } position { ...PositionFields } account { ...AccountFields } context indicators stats { bars ticks opportunities trades wins losses winRate orders rejected errors droppedLogs } orders { ...OrderFields } risk { ...LimitStatus } } fragment CandleFields on Candle { time open high low close volume closed } fragment PositionFields on Position { side quantity entryPrice entryTime lastPrice stopLoss takeProfit unrealizedPnl realizedPnl fees funding barsHeld notional liquidationPrice } fragment AccountFields on Account { id initialCash cash equity realizedPnl unrealizedPnl fees funding currency leverage marginUsed marginAvailable } fragment OrderFields on Order { id side type purpose status quantity filledQuantity referencePrice limitPrice stopPrice trailBy timeInForce expiresAt postOnly group stopLoss takeProfit reason submittedAt updatedAt filledAt fillPrice fee rejectCode rejectReason cancelCode cancelReason } fragment LimitStatus on RiskRuleStatus { rule limit value triggered until wording } fragment HealthFields on RunnerHealth { healthy uptimeMs lastTickAt errors lastError restarts shard feedStatus feedDetail feedSince latency { p50 p99 samples } } fragment TransitionFields on StateTransition { time from to trigger reason } fragment TradeFields on Trade { id side quantity entryTime entryPrice exitTime exitPrice fees pnl reason barsHeld maxAdverse maxFavorable } fragment RunnerEvent on Event { __typename sequence time ... on TickReceivedEvent { candle { ...CandleFields } } ... on CandleClosedEvent { candle { ...CandleFields } } ... on StateTransitionEvent { transition { ...TransitionFields } } ... on OrderSubmittedEvent { order { ...OrderFields } } ... on OrderAcceptedEvent { order { ...OrderFields } } ... on OrderAmendedEvent { order { ...OrderFields } amendReason: reason } ... on OrderTriggeredEvent { order { ...OrderFields } } ... on OrderPartiallyFilledEvent { order { ...OrderFields } fill { ...FillFields } } ... on OrderFilledEvent { order { ...OrderFields } } ... on OrderCanceledEvent { order { ...OrderFields } code reason } ... on OrderExpiredEvent { order { ...OrderFields } code reason } ... on OrderRejectedEvent { order { ...OrderFields } code reason } ... on PositionClosedEvent { trade { ...TradeFields } } ... on RunnerStatusChangedEvent { from to statusReason: reason } ... on StrategyErrorEvent { code message file line traceback } ... on StrategyLogEvent { level message } ... on FeedStatusChangedEvent { feed timeframe status detail } ... on FeedGapEvent { feed barsOf: timeframe firstMissing: from nextBar: to bars } ... on RiskTriggeredEvent { rule code reason } ... on FundingPaidEvent { amount rate notional } ... on TradingStateChangedEvent { fromState: from toState: to stateReason: reason } } fragment FillFields on Fill { time side quantity price fee liquidity } fragment TradingFields on EngineSummary { tradingState tradingStateSince tradingStateReason openOrders openPositions }",
};

export type RunnerChartData = { readonly runner: { readonly id: string; readonly history: readonly (CandleFields)[]; readonly indicatorSeries: readonly ({ readonly key: string; readonly output: string; readonly pane: Pane; readonly values: readonly (number | null)[]; })[]; } | null; };
export type RunnerChartVariables = { readonly id: string; readonly limit: number; };
export const RunnerChart: Operation<RunnerChartData, RunnerChartVariables> = {
  name: "RunnerChart",
  kind: "query",
  text: "query RunnerChart($id: ID!, $limit: Int!) { runner(id: $id) { id history(limit: $limit) { ...CandleFields } indicatorSeries(limit: $limit) { key output pane values } } } fragment CandleFields on Candle { time open high low close volume closed }",
};

export type RunnerHealthData = { readonly runner: { readonly id: string; readonly health: HealthFields; } | null; readonly engine: TradingFields; };
export type RunnerHealthVariables = { readonly id: string; };
export const RunnerHealth: Operation<RunnerHealthData, RunnerHealthVariables> = {
  name: "RunnerHealth",
  kind: "query",
  text: "query RunnerHealth($id: ID!) { runner(id: $id) { id health { ...HealthFields } } engine { ...TradingFields } } fragment HealthFields on RunnerHealth { healthy uptimeMs lastTickAt errors lastError restarts shard feedStatus feedDetail feedSince latency { p50 p99 samples } } fragment TradingFields on EngineSummary { tradingState tradingStateSince tradingStateReason openOrders openPositions }",
};

export type RunnerSnapshotsData = { readonly runnerSnapshot: SnapshotFields; };
export type RunnerSnapshotsVariables = { readonly id: string; };
export const RunnerSnapshots: Operation<RunnerSnapshotsData, RunnerSnapshotsVariables> = {
  name: "RunnerSnapshots",
  kind: "subscription",
  text: "subscription RunnerSnapshots($id: ID!) { runnerSnapshot(id: $id) { ...SnapshotFields } } fragment SnapshotFields on RunnerSnapshot { asOf stale status state candle { ...CandleFields } position { ...PositionFields } account { ...AccountFields } context indicators stats { bars ticks opportunities trades wins losses winRate orders rejected errors droppedLogs } orders { ...OrderFields } risk { ...LimitStatus } } fragment CandleFields on Candle { time open high low close volume closed } fragment PositionFields on Position { side quantity entryPrice entryTime lastPrice stopLoss takeProfit unrealizedPnl realizedPnl fees funding barsHeld notional liquidationPrice } fragment AccountFields on Account { id initialCash cash equity realizedPnl unrealizedPnl fees funding currency leverage marginUsed marginAvailable } fragment OrderFields on Order { id side type purpose status quantity filledQuantity referencePrice limitPrice stopPrice trailBy timeInForce expiresAt postOnly group stopLoss takeProfit reason submittedAt updatedAt filledAt fillPrice fee rejectCode rejectReason cancelCode cancelReason } fragment LimitStatus on RiskRuleStatus { rule limit value triggered until wording }",
};

export type RunnerEventsData = { readonly events: RunnerEvent; };
export type RunnerEventsVariables = { readonly id: string; readonly types?: readonly (EventType)[] | null; };
export const RunnerEvents: Operation<RunnerEventsData, RunnerEventsVariables> = {
  name: "RunnerEvents",
  kind: "subscription",
  text: "subscription RunnerEvents($id: ID!, $types: [EventType!]) { events(runnerId: $id, types: $types) { ...RunnerEvent } } fragment RunnerEvent on Event { __typename sequence time ... on TickReceivedEvent { candle { ...CandleFields } } ... on CandleClosedEvent { candle { ...CandleFields } } ... on StateTransitionEvent { transition { ...TransitionFields } } ... on OrderSubmittedEvent { order { ...OrderFields } } ... on OrderAcceptedEvent { order { ...OrderFields } } ... on OrderAmendedEvent { order { ...OrderFields } amendReason: reason } ... on OrderTriggeredEvent { order { ...OrderFields } } ... on OrderPartiallyFilledEvent { order { ...OrderFields } fill { ...FillFields } } ... on OrderFilledEvent { order { ...OrderFields } } ... on OrderCanceledEvent { order { ...OrderFields } code reason } ... on OrderExpiredEvent { order { ...OrderFields } code reason } ... on OrderRejectedEvent { order { ...OrderFields } code reason } ... on PositionClosedEvent { trade { ...TradeFields } } ... on RunnerStatusChangedEvent { from to statusReason: reason } ... on StrategyErrorEvent { code message file line traceback } ... on StrategyLogEvent { level message } ... on FeedStatusChangedEvent { feed timeframe status detail } ... on FeedGapEvent { feed barsOf: timeframe firstMissing: from nextBar: to bars } ... on RiskTriggeredEvent { rule code reason } ... on FundingPaidEvent { amount rate notional } ... on TradingStateChangedEvent { fromState: from toState: to stateReason: reason } } fragment CandleFields on Candle { time open high low close volume closed } fragment TransitionFields on StateTransition { time from to trigger reason } fragment OrderFields on Order { id side type purpose status quantity filledQuantity referencePrice limitPrice stopPrice trailBy timeInForce expiresAt postOnly group stopLoss takeProfit reason submittedAt updatedAt filledAt fillPrice fee rejectCode rejectReason cancelCode cancelReason } fragment FillFields on Fill { time side quantity price fee liquidity } fragment TradeFields on Trade { id side quantity entryTime entryPrice exitTime exitPrice fees pnl reason barsHeld maxAdverse maxFavorable }",
};

export type StudiesData = { readonly studies: readonly (StudyRow)[]; };
export type StudiesVariables = Record<never, never>;
export const Studies: Operation<StudiesData, StudiesVariables> = {
  name: "Studies",
  kind: "query",
  text: "query Studies { studies { ...StudyRow } } fragment StudyRow on Study { ...StudyNews kind strategy symbols timeframe objective createdAt data { from to } best { score figures { totalReturn } } outcome { efficiency figures { totalReturn } } } fragment StudyNews on Study { id status progress done of combinationsPerSecond leftMs error windowCount leader { parameters score figures { ...StudyFigureFields } } } fragment StudyFigureFields on StudyFigures { buyAndHoldReturn cagr calmar expectancy exposure fees maxDrawdown maxDrawdownMs netProfit omega payoffRatio profitFactor sharpe sortino sqn totalReturn trades ulcerIndex volatility winRate }",
};

export type StudyResultData = { readonly study: StudyDetail | null; };
export type StudyResultVariables = { readonly id: string; };
export const StudyResult: Operation<StudyResultData, StudyResultVariables> = {
  name: "StudyResult",
  kind: "query",
  text: "query StudyResult($id: ID!) { study(id: $id) { ...StudyDetail } } fragment StudyDetail on Study { ...StudyNews kind strategy symbols timeframe settings objective createdAt finishedAt dataHash data { ...BacktestDataFields } axes { name values } combinationCount scored failed firstFailure best { ...CombinationFields } overfitting { verdict words deflatedSharpe probability } windows { ...StudyWindowFields } outcome { efficiency profitableShare figures { ...BacktestFigureFields } } } fragment StudyNews on Study { id status progress done of combinationsPerSecond leftMs error windowCount leader { parameters score figures { ...StudyFigureFields } } } fragment StudyFigureFields on StudyFigures { buyAndHoldReturn cagr calmar expectancy exposure fees maxDrawdown maxDrawdownMs netProfit omega payoffRatio profitFactor sharpe sortino sqn totalReturn trades ulcerIndex volatility winRate } fragment BacktestDataFields on BacktestData { symbol origin candles candleMs from to gaps missing outliers zeroVolume flat } fragment CombinationFields on StudyCombination { number parameters failed score figures { ...StudyFigureFields } } fragment StudyWindowFields on StudyWindow { inSampleFrom inSampleTo outOfSampleFrom outOfSampleTo parameters score tried inSample { ...StudyFigureFields } outOfSample { ...StudyFigureFields } } fragment BacktestFigureFields on BacktestFigures { alpha annualReturn annualisation averageDrawdown averageDrawdownMs averageExposure averageLoss averageTradeMs averageTradeReturn averageWin bars bestTrade beta buyAndHoldReturn cagr calmar cvar95 deepestDrawdownMs expectancy exposure fees finalEquity funding longestRecoveryMs longestTradeMs maxDrawdown maxDrawdownMs maxDrawdownRecoveryMs maxLossStreak maxWinStreak netProfit omega payoffRatio peakEquity profitFactor sharpe sortino sqn tailRatio totalReturn trades turnover ulcerIndex var95 volatility winRate worstTrade }",
};

export type StudyCombinationsData = { readonly study: { readonly id: string; readonly combinations: readonly (CombinationFields)[]; } | null; };
export type StudyCombinationsVariables = { readonly id: string; readonly limit: number; readonly offset: number; readonly sortBy: string; readonly descending: boolean; };
export const StudyCombinations: Operation<StudyCombinationsData, StudyCombinationsVariables> = {
  name: "StudyCombinations",
  kind: "query",
  text: "query StudyCombinations($id: ID!, $limit: Int!, $offset: Int!, $sortBy: String!, $descending: Boolean!) { study(id: $id) { id combinations( limit: $limit offset: $offset sortBy: $sortBy descending: $descending ) { ...CombinationFields } } } fragment CombinationFields on StudyCombination { number parameters failed score figures { ...StudyFigureFields } } fragment StudyFigureFields on StudyFigures { buyAndHoldReturn cagr calmar expectancy exposure fees maxDrawdown maxDrawdownMs netProfit omega payoffRatio profitFactor sharpe sortino sqn totalReturn trades ulcerIndex volatility winRate }",
};

export type StudyOneCombinationData = { readonly study: { readonly id: string; readonly combination: CombinationFields | null; } | null; };
export type StudyOneCombinationVariables = { readonly id: string; readonly number: number; };
export const StudyOneCombination: Operation<StudyOneCombinationData, StudyOneCombinationVariables> = {
  name: "StudyOneCombination",
  kind: "query",
  text: "query StudyOneCombination($id: ID!, $number: Int!) { study(id: $id) { id combination(number: $number) { ...CombinationFields } } } fragment CombinationFields on StudyCombination { number parameters failed score figures { ...StudyFigureFields } } fragment StudyFigureFields on StudyFigures { buyAndHoldReturn cagr calmar expectancy exposure fees maxDrawdown maxDrawdownMs netProfit omega payoffRatio profitFactor sharpe sortino sqn totalReturn trades ulcerIndex volatility winRate }",
};

export type StudyHeatData = { readonly study: { readonly id: string; readonly heatMap: { readonly figure: StudyFigure; readonly y: { readonly name: string; readonly values: Json; }; readonly x: { readonly name: string; readonly values: Json; }; readonly values: Json; readonly combinations: Json; } | null; } | null; };
export type StudyHeatVariables = { readonly id: string; readonly y: string; readonly x: string; readonly figure: StudyFigure; };
export const StudyHeat: Operation<StudyHeatData, StudyHeatVariables> = {
  name: "StudyHeat",
  kind: "query",
  text: "query StudyHeat($id: ID!, $y: String!, $x: String!, $figure: StudyFigure!) { study(id: $id) { id heatMap(y: $y, x: $x, figure: $figure) { figure y { name values } x { name values } values combinations } } }",
};

export type StudyCurveData = { readonly study: { readonly id: string; readonly curve: BacktestCurveColumns; } | null; };
export type StudyCurveVariables = { readonly id: string; readonly points: number; };
export const StudyCurve: Operation<StudyCurveData, StudyCurveVariables> = {
  name: "StudyCurve",
  kind: "query",
  text: "query StudyCurve($id: ID!, $points: Int!) { study(id: $id) { id curve(points: $points) { ...BacktestCurveColumns } } } fragment BacktestCurveColumns on BacktestCurve { time equity benchmark drawdown }",
};

export type StudyProgressData = { readonly studyProgress: { readonly id: string; readonly status: BacktestStatus; readonly progress: number; readonly done: number; readonly of: number; readonly combinationsPerSecond: number; readonly leftMs: number | null; readonly error: string | null; readonly windowCount: number; readonly leader: { readonly parameters: Json; readonly score: number | null; readonly figures: StudyFigureFields; } | null; readonly windows: readonly (StudyWindowFields)[]; }; };
export type StudyProgressVariables = { readonly id: string; };
export const StudyProgress: Operation<StudyProgressData, StudyProgressVariables> = {
  name: "StudyProgress",
  kind: "subscription",
  text: "subscription StudyProgress($id: ID!) { studyProgress(id: $id) { ...StudyNews windows { ...StudyWindowFields } } } fragment StudyNews on Study { id status progress done of combinationsPerSecond leftMs error windowCount leader { parameters score figures { ...StudyFigureFields } } } fragment StudyFigureFields on StudyFigures { buyAndHoldReturn cagr calmar expectancy exposure fees maxDrawdown maxDrawdownMs netProfit omega payoffRatio profitFactor sharpe sortino sqn totalReturn trades ulcerIndex volatility winRate } fragment StudyWindowFields on StudyWindow { inSampleFrom inSampleTo outOfSampleFrom outOfSampleTo parameters score tried inSample { ...StudyFigureFields } outOfSample { ...StudyFigureFields } }",
};

export type StudiesChangedData = { readonly studiesChanged: { readonly id: string | null; readonly study: StudyRow | null; }; };
export type StudiesChangedVariables = Record<never, never>;
export const StudiesChanged: Operation<StudiesChangedData, StudiesChangedVariables> = {
  name: "StudiesChanged",
  kind: "subscription",
  text: "subscription StudiesChanged { studiesChanged { id study { ...StudyRow } } } fragment StudyRow on Study { ...StudyNews kind strategy symbols timeframe objective createdAt data { from to } best { score figures { totalReturn } } outcome { efficiency figures { totalReturn } } } fragment StudyNews on Study { id status progress done of combinationsPerSecond leftMs error windowCount leader { parameters score figures { ...StudyFigureFields } } } fragment StudyFigureFields on StudyFigures { buyAndHoldReturn cagr calmar expectancy exposure fees maxDrawdown maxDrawdownMs netProfit omega payoffRatio profitFactor sharpe sortino sqn totalReturn trades ulcerIndex volatility winRate }",
};

export type BacktestsChangedData = { readonly backtestsChanged: { readonly id: string | null; readonly backtest: BacktestRow | null; }; };
export type BacktestsChangedVariables = Record<never, never>;
export const BacktestsChanged: Operation<BacktestsChangedData, BacktestsChangedVariables> = {
  name: "BacktestsChanged",
  kind: "subscription",
  text: "subscription BacktestsChanged { backtestsChanged { id backtest { ...BacktestRow } } } fragment BacktestRow on Backtest { ...BacktestProgressFields id strategy symbols timeframe data { from to } figures { totalReturn sharpe maxDrawdown } createdAt } fragment BacktestProgressFields on Backtest { id status progress barsPerSecond leftMs equitySoFar tradeCount error }",
};

export type RunStudyData = { readonly runStudy: { readonly id: string; }; };
export type RunStudyVariables = { readonly input: StudyInput; };
export const RunStudy: Operation<RunStudyData, RunStudyVariables> = {
  name: "RunStudy",
  kind: "mutation",
  text: "mutation RunStudy($input: StudyInput!) { runStudy(input: $input) { id } }",
};

export type CancelStudyData = { readonly cancelStudy: StudyNews; };
export type CancelStudyVariables = { readonly id: string; };
export const CancelStudy: Operation<CancelStudyData, CancelStudyVariables> = {
  name: "CancelStudy",
  kind: "mutation",
  text: "mutation CancelStudy($id: ID!) { cancelStudy(id: $id) { ...StudyNews } } fragment StudyNews on Study { id status progress done of combinationsPerSecond leftMs error windowCount leader { parameters score figures { ...StudyFigureFields } } } fragment StudyFigureFields on StudyFigures { buyAndHoldReturn cagr calmar expectancy exposure fees maxDrawdown maxDrawdownMs netProfit omega payoffRatio profitFactor sharpe sortino sqn totalReturn trades ulcerIndex volatility winRate }",
};

export type RemoveStudyData = { readonly removeStudy: string; };
export type RemoveStudyVariables = { readonly id: string; };
export const RemoveStudy: Operation<RemoveStudyData, RemoveStudyVariables> = {
  name: "RemoveStudy",
  kind: "mutation",
  text: "mutation RemoveStudy($id: ID!) { removeStudy(id: $id) }",
};

export type KillSwitchData = { readonly killSwitch: TradingResult; };
export type KillSwitchVariables = { readonly flatten: boolean; readonly reason?: string | null; };
export const KillSwitch: Operation<KillSwitchData, KillSwitchVariables> = {
  name: "KillSwitch",
  kind: "mutation",
  text: "mutation KillSwitch($flatten: Boolean!, $reason: String) { killSwitch(flatten: $flatten, reason: $reason) { ...TradingResult } } fragment TradingResult on TradingStateResult { state since reason canceledOrders closedPositions leftOpen unanswered }",
};

export type ReleaseKillSwitchData = { readonly releaseKillSwitch: TradingResult; };
export type ReleaseKillSwitchVariables = Record<never, never>;
export const ReleaseKillSwitch: Operation<ReleaseKillSwitchData, ReleaseKillSwitchVariables> = {
  name: "ReleaseKillSwitch",
  kind: "mutation",
  text: "mutation ReleaseKillSwitch { releaseKillSwitch { ...TradingResult } } fragment TradingResult on TradingStateResult { state since reason canceledOrders closedPositions leftOpen unanswered }",
};

export type SetTradingStateData = { readonly setTradingState: TradingResult; };
export type SetTradingStateVariables = { readonly state: TradingState; readonly reason?: string | null; };
export const SetTradingState: Operation<SetTradingStateData, SetTradingStateVariables> = {
  name: "SetTradingState",
  kind: "mutation",
  text: "mutation SetTradingState($state: TradingState!, $reason: String) { setTradingState(state: $state, reason: $reason) { ...TradingResult } } fragment TradingResult on TradingStateResult { state since reason canceledOrders closedPositions leftOpen unanswered }",
};
