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
export type Pane = "OWN" | "PRICE";
export type ParameterType = "BOOLEAN" | "INTEGER" | "NUMBER" | "TEXT";
export type RunnerStatus = "FAILED" | "PAUSED" | "RUNNING" | "STOPPED";
export type Side = "LONG" | "SHORT";
export type SizingMethod = "EQUITY" | "FIXED" | "KELLY" | "RISK" | "VOLATILITY";
export type SlippageModel = "FIXED" | "NONE" | "SQUARE_ROOT" | "VOLUME_SHARE";
export type StrategyState = "ANALYZING" | "IDLE" | "IN_POSITION";
export type TimeInForce = "FOK" | "GTC" | "GTD" | "IOC";
export type TradingState = "ACTIVE" | "HALTED" | "REDUCING";

export interface AccountLimitsInput { readonly cooldownBars?: number | null; readonly maxConsecutiveLosses?: number | null; readonly maxDailyLoss?: number | null; readonly maxDrawdown?: number | null; readonly maxExposure?: number | null; readonly maxOpenPositions?: number | null; readonly maxOrdersPerMinute?: number | null; readonly maxPosition?: number | null; readonly onBreach?: BreachAction | null; readonly priceCollar?: number | null; }
export interface BacktestInput { readonly bars?: number | null; readonly cash?: number | null; readonly closeAtEnd?: boolean | null; readonly execution?: ExecutionInput | null; readonly feeBps?: number | null; readonly from?: number | null; readonly leverage?: number | null; readonly makerBps?: number | null; readonly parameters?: Json | null; readonly risk?: RiskInput | null; readonly seed?: string | null; readonly sizing?: string | null; readonly slippageBps?: number | null; readonly source?: Feed | null; readonly spreadBps?: number | null; readonly strategy: string; readonly symbol?: string | null; readonly symbols?: readonly (string)[] | null; readonly timeframe?: string | null; readonly to?: number | null; readonly windowSize?: number | null; }
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

export type EngineFields = { readonly runners: number; readonly running: number; readonly paused: number; readonly stopped: number; readonly failed: number; readonly healthy: number; readonly symbols: number; readonly ticks: number; readonly events: number; readonly uptimeMs: number; readonly shards: number; readonly defaultFeed: Feed; readonly version: string; };

export type CandleFields = { readonly time: number; readonly open: number; readonly high: number; readonly low: number; readonly close: number; readonly volume: number; readonly closed: boolean; };

export type PositionFields = { readonly side: Side; readonly quantity: number; readonly entryPrice: number; readonly entryTime: number; readonly lastPrice: number; readonly stopLoss: number | null; readonly takeProfit: number | null; readonly unrealizedPnl: number; readonly realizedPnl: number; readonly fees: number; readonly barsHeld: number; };

export type AccountFields = { readonly initialCash: number; readonly cash: number; readonly equity: number; readonly realizedPnl: number; readonly unrealizedPnl: number; readonly fees: number; readonly currency: string; };

export type OrderFields = { readonly id: string; readonly side: OrderSide; readonly type: OrderType; readonly purpose: OrderPurpose; readonly quantity: number; readonly referencePrice: number; readonly reason: string | null; readonly status: OrderStatus; readonly submittedAt: number; readonly filledAt: number | null; readonly fillPrice: number | null; readonly fee: number | null; readonly rejectCode: string | null; readonly rejectReason: string | null; };

export type TradeFields = { readonly id: string; readonly side: Side; readonly quantity: number; readonly entryTime: number; readonly entryPrice: number; readonly exitTime: number; readonly exitPrice: number; readonly fees: number; readonly pnl: number; readonly reason: string; readonly barsHeld: number; readonly maxAdverse: number; readonly maxFavorable: number; };

export type TransitionFields = { readonly time: number; readonly from: StrategyState; readonly to: StrategyState; readonly trigger: string; readonly reason: string | null; };

export type HealthFields = { readonly healthy: boolean; readonly uptimeMs: number; readonly lastTickAt: number | null; readonly errors: number; readonly lastError: string | null; readonly restarts: number; readonly shard: number | null; readonly feedStatus: FeedStatus | null; readonly latency: { readonly p50: number | null; readonly p99: number | null; readonly samples: number; }; };

export type SnapshotFields = { readonly asOf: number; readonly stale: boolean; readonly status: RunnerStatus; readonly state: StrategyState; readonly candle: CandleFields | null; readonly position: PositionFields | null; readonly account: AccountFields; readonly context: Json; readonly indicators: Json; readonly stats: { readonly bars: number; readonly ticks: number; readonly opportunities: number; readonly trades: number; readonly wins: number; readonly losses: number; readonly winRate: number | null; readonly orders: number; readonly rejected: number; readonly errors: number; readonly droppedLogs: number; }; readonly pendingOrder: OrderFields | null; };

export type SymbolFields = { readonly code: string; readonly name: string; readonly assetClass: AssetClass; readonly base: string; readonly quote: string; readonly feeds: readonly (Feed)[]; readonly priceStep: number; readonly quantityStep: number; };

export type StrategyFields = { readonly name: string; readonly description: string; readonly language: string; readonly path: string; readonly error: string | null; readonly parameters: readonly ({ readonly name: string; readonly type: ParameterType; readonly default: Json; readonly min: number | null; readonly max: number | null; readonly step: number | null; readonly options: readonly (string)[] | null; readonly description: string | null; })[]; };

export type RunnerRow = { readonly id: string; readonly timeframe: string; readonly feed: Feed; readonly status: RunnerStatus; readonly symbol: { readonly code: string; readonly name: string; readonly quote: string; readonly priceStep: number; readonly quantityStep: number; }; readonly strategy: { readonly name: string; }; readonly snapshot: { readonly stale: boolean; readonly state: StrategyState; readonly candle: { readonly close: number; } | null; readonly position: { readonly side: Side; readonly quantity: number; readonly entryPrice: number; } | null; readonly account: AccountFields; readonly stats: { readonly trades: number; readonly winRate: number | null; }; }; readonly health: { readonly healthy: boolean; readonly lastTickAt: number | null; readonly lastError: string | null; readonly feedStatus: FeedStatus | null; }; };

export type RunnerEvent = { readonly __typename: "CandleClosedEvent"; readonly sequence: number; readonly time: number; readonly candle: CandleFields; }
  | { readonly __typename: "FeedGapEvent"; readonly sequence: number; readonly time: number; }
  | { readonly __typename: "FeedStatusChangedEvent"; readonly sequence: number; readonly time: number; readonly feed: Feed; readonly status: FeedStatus; readonly detail: string | null; }
  | { readonly __typename: "FundingPaidEvent"; readonly sequence: number; readonly time: number; }
  | { readonly __typename: "OpportunityDetectedEvent"; readonly sequence: number; readonly time: number; }
  | { readonly __typename: "OrderAcceptedEvent"; readonly sequence: number; readonly time: number; }
  | { readonly __typename: "OrderAmendedEvent"; readonly sequence: number; readonly time: number; }
  | { readonly __typename: "OrderCanceledEvent"; readonly sequence: number; readonly time: number; }
  | { readonly __typename: "OrderExpiredEvent"; readonly sequence: number; readonly time: number; }
  | { readonly __typename: "OrderFilledEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; }
  | { readonly __typename: "OrderPartiallyFilledEvent"; readonly sequence: number; readonly time: number; }
  | { readonly __typename: "OrderRejectedEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; readonly code: string; readonly reason: string; }
  | { readonly __typename: "OrderSubmittedEvent"; readonly sequence: number; readonly time: number; readonly order: OrderFields; }
  | { readonly __typename: "OrderTriggeredEvent"; readonly sequence: number; readonly time: number; }
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
  | { readonly __typename: "TradingStateChangedEvent"; readonly sequence: number; readonly time: number; };

export type CreateRunnerData = { readonly createRunner: RunnerRow; };
export type CreateRunnerVariables = { readonly input: CreateRunnerInput; };
export const CreateRunner: Operation<CreateRunnerData, CreateRunnerVariables> = {
  name: "CreateRunner",
  kind: "mutation",
  text: "mutation CreateRunner($input: CreateRunnerInput!) { createRunner(input: $input) { ...RunnerRow } } fragment RunnerRow on Runner { id timeframe feed status symbol { code name quote priceStep quantityStep } strategy { name } snapshot { stale state candle { close } position { side quantity entryPrice } account { ...AccountFields } stats { trades winRate } } health { healthy lastTickAt lastError feedStatus } } fragment AccountFields on Account { initialCash cash equity realizedPnl unrealizedPnl fees currency }",
};

export type PauseRunnerData = { readonly pauseRunner: RunnerRow; };
export type PauseRunnerVariables = { readonly id: string; };
export const PauseRunner: Operation<PauseRunnerData, PauseRunnerVariables> = {
  name: "PauseRunner",
  kind: "mutation",
  text: "mutation PauseRunner($id: ID!) { pauseRunner(id: $id) { ...RunnerRow } } fragment RunnerRow on Runner { id timeframe feed status symbol { code name quote priceStep quantityStep } strategy { name } snapshot { stale state candle { close } position { side quantity entryPrice } account { ...AccountFields } stats { trades winRate } } health { healthy lastTickAt lastError feedStatus } } fragment AccountFields on Account { initialCash cash equity realizedPnl unrealizedPnl fees currency }",
};

export type ResumeRunnerData = { readonly resumeRunner: RunnerRow; };
export type ResumeRunnerVariables = { readonly id: string; };
export const ResumeRunner: Operation<ResumeRunnerData, ResumeRunnerVariables> = {
  name: "ResumeRunner",
  kind: "mutation",
  text: "mutation ResumeRunner($id: ID!) { resumeRunner(id: $id) { ...RunnerRow } } fragment RunnerRow on Runner { id timeframe feed status symbol { code name quote priceStep quantityStep } strategy { name } snapshot { stale state candle { close } position { side quantity entryPrice } account { ...AccountFields } stats { trades winRate } } health { healthy lastTickAt lastError feedStatus } } fragment AccountFields on Account { initialCash cash equity realizedPnl unrealizedPnl fees currency }",
};

export type StopRunnerData = { readonly stopRunner: RunnerRow; };
export type StopRunnerVariables = { readonly id: string; readonly flatten: boolean; };
export const StopRunner: Operation<StopRunnerData, StopRunnerVariables> = {
  name: "StopRunner",
  kind: "mutation",
  text: "mutation StopRunner($id: ID!, $flatten: Boolean!) { stopRunner(id: $id, flatten: $flatten) { ...RunnerRow } } fragment RunnerRow on Runner { id timeframe feed status symbol { code name quote priceStep quantityStep } strategy { name } snapshot { stale state candle { close } position { side quantity entryPrice } account { ...AccountFields } stats { trades winRate } } health { healthy lastTickAt lastError feedStatus } } fragment AccountFields on Account { initialCash cash equity realizedPnl unrealizedPnl fees currency }",
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
  text: "mutation ReloadStrategy($id: ID!) { reloadStrategy(id: $id) { id strategy { ...StrategyFields } parameters } } fragment StrategyFields on Strategy { name description language path error parameters { name type default min max step options description } }",
};

export type CatalogueData = { readonly symbols: readonly (SymbolFields)[]; readonly strategies: readonly (StrategyFields)[]; readonly engine: { readonly defaultFeed: Feed; }; };
export type CatalogueVariables = Record<never, never>;
export const Catalogue: Operation<CatalogueData, CatalogueVariables> = {
  name: "Catalogue",
  kind: "query",
  text: "query Catalogue { symbols { ...SymbolFields } strategies { ...StrategyFields } engine { defaultFeed } } fragment SymbolFields on Symbol { code name assetClass base quote feeds priceStep quantityStep } fragment StrategyFields on Strategy { name description language path error parameters { name type default min max step options description } }",
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
  text: "query Runners { runners { ...RunnerRow } } fragment RunnerRow on Runner { id timeframe feed status symbol { code name quote priceStep quantityStep } strategy { name } snapshot { stale state candle { close } position { side quantity entryPrice } account { ...AccountFields } stats { trades winRate } } health { healthy lastTickAt lastError feedStatus } } fragment AccountFields on Account { initialCash cash equity realizedPnl unrealizedPnl fees currency }",
};

export type EngineData = { readonly engine: EngineFields; };
export type EngineVariables = Record<never, never>;
export const Engine: Operation<EngineData, EngineVariables> = {
  name: "Engine",
  kind: "query",
  text: "query Engine { engine { ...EngineFields } } fragment EngineFields on EngineSummary { runners running paused stopped failed healthy symbols ticks events uptimeMs shards defaultFeed version }",
};

export type RunnerChangesData = { readonly runners: RunnerRow; };
export type RunnerChangesVariables = Record<never, never>;
export const RunnerChanges: Operation<RunnerChangesData, RunnerChangesVariables> = {
  name: "RunnerChanges",
  kind: "subscription",
  text: "subscription RunnerChanges { runners { ...RunnerRow } } fragment RunnerRow on Runner { id timeframe feed status symbol { code name quote priceStep quantityStep } strategy { name } snapshot { stale state candle { close } position { side quantity entryPrice } account { ...AccountFields } stats { trades winRate } } health { healthy lastTickAt lastError feedStatus } } fragment AccountFields on Account { initialCash cash equity realizedPnl unrealizedPnl fees currency }",
};

export type EngineChangesData = { readonly engine: EngineFields; };
export type EngineChangesVariables = Record<never, never>;
export const EngineChanges: Operation<EngineChangesData, EngineChangesVariables> = {
  name: "EngineChanges",
  kind: "subscription",
  text: "subscription EngineChanges { engine { ...EngineFields } } fragment EngineFields on EngineSummary { runners running paused stopped failed healthy symbols ticks events uptimeMs shards defaultFeed version }",
};

export type RunnerDetailData = { readonly runner: { readonly id: string; readonly timeframe: string; readonly feed: Feed; readonly status: RunnerStatus; readonly parameters: Json; readonly createdAt: number; readonly windowSize: number; readonly cash: number; readonly feeBps: number; readonly spreadBps: number; readonly decideOn: DecideOn; readonly symbol: SymbolFields; readonly strategy: StrategyFields; readonly snapshot: SnapshotFields; readonly health: HealthFields; readonly transitions: readonly (TransitionFields)[]; readonly orders: readonly (OrderFields)[]; readonly trades: readonly (TradeFields)[]; readonly events: readonly (RunnerEvent)[]; } | null; };
export type RunnerDetailVariables = { readonly id: string; };
export const RunnerDetail: Operation<RunnerDetailData, RunnerDetailVariables> = {
  name: "RunnerDetail",
  kind: "query",
  text: "query RunnerDetail($id: ID!) { runner(id: $id) { id timeframe feed status parameters createdAt windowSize cash feeBps spreadBps decideOn symbol { ...SymbolFields } strategy { ...StrategyFields } snapshot { ...SnapshotFields } health { ...HealthFields } transitions(limit: 100) { ...TransitionFields } orders(limit: 200) { ...OrderFields } trades(limit: 200) { ...TradeFields } events( types: [ STRATEGY_LOG STRATEGY_ERROR RISK_TRIGGERED FEED_STATUS_CHANGED RUNNER_STATUS_CHANGED ORDER_REJECTED ] limit: 200 ) { ...RunnerEvent } } } fragment SymbolFields on Symbol { code name assetClass base quote feeds priceStep quantityStep } fragment StrategyFields on Strategy { name description language path error parameters { name type default min max step options description } } fragment SnapshotFields on RunnerSnapshot { asOf stale status state candle { ...CandleFields } position { ...PositionFields } account { ...AccountFields } context indicators stats { bars ticks opportunities trades wins losses winRate orders rejected errors droppedLogs } pendingOrder { ...OrderFields } } fragment CandleFields on Candle { time open high low close volume closed } fragment PositionFields on Position { side quantity entryPrice entryTime lastPrice stopLoss takeProfit unrealizedPnl realizedPnl fees barsHeld } fragment AccountFields on Account { initialCash cash equity realizedPnl unrealizedPnl fees currency } fragment OrderFields on Order { id side type purpose quantity referencePrice reason status submittedAt filledAt fillPrice fee rejectCode rejectReason } fragment HealthFields on RunnerHealth { healthy uptimeMs lastTickAt errors lastError restarts shard feedStatus latency { p50 p99 samples } } fragment TransitionFields on StateTransition { time from to trigger reason } fragment TradeFields on Trade { id side quantity entryTime entryPrice exitTime exitPrice fees pnl reason barsHeld maxAdverse maxFavorable } fragment RunnerEvent on Event { __typename sequence time ... on TickReceivedEvent { candle { ...CandleFields } } ... on CandleClosedEvent { candle { ...CandleFields } } ... on StateTransitionEvent { transition { ...TransitionFields } } ... on OrderSubmittedEvent { order { ...OrderFields } } ... on OrderFilledEvent { order { ...OrderFields } } ... on OrderRejectedEvent { order { ...OrderFields } code reason } ... on PositionClosedEvent { trade { ...TradeFields } } ... on RunnerStatusChangedEvent { from to statusReason: reason } ... on StrategyErrorEvent { code message file line traceback } ... on StrategyLogEvent { level message } ... on FeedStatusChangedEvent { feed status detail } ... on RiskTriggeredEvent { rule code reason } }",
};

export type RunnerChartData = { readonly runner: { readonly id: string; readonly history: readonly (CandleFields)[]; readonly indicatorSeries: readonly ({ readonly key: string; readonly output: string; readonly pane: Pane; readonly values: readonly (number | null)[]; })[]; } | null; };
export type RunnerChartVariables = { readonly id: string; readonly limit: number; };
export const RunnerChart: Operation<RunnerChartData, RunnerChartVariables> = {
  name: "RunnerChart",
  kind: "query",
  text: "query RunnerChart($id: ID!, $limit: Int!) { runner(id: $id) { id history(limit: $limit) { ...CandleFields } indicatorSeries(limit: $limit) { key output pane values } } } fragment CandleFields on Candle { time open high low close volume closed }",
};

export type RunnerHealthData = { readonly runner: { readonly id: string; readonly health: HealthFields; } | null; };
export type RunnerHealthVariables = { readonly id: string; };
export const RunnerHealth: Operation<RunnerHealthData, RunnerHealthVariables> = {
  name: "RunnerHealth",
  kind: "query",
  text: "query RunnerHealth($id: ID!) { runner(id: $id) { id health { ...HealthFields } } } fragment HealthFields on RunnerHealth { healthy uptimeMs lastTickAt errors lastError restarts shard feedStatus latency { p50 p99 samples } }",
};

export type RunnerSnapshotsData = { readonly runnerSnapshot: SnapshotFields; };
export type RunnerSnapshotsVariables = { readonly id: string; };
export const RunnerSnapshots: Operation<RunnerSnapshotsData, RunnerSnapshotsVariables> = {
  name: "RunnerSnapshots",
  kind: "subscription",
  text: "subscription RunnerSnapshots($id: ID!) { runnerSnapshot(id: $id) { ...SnapshotFields } } fragment SnapshotFields on RunnerSnapshot { asOf stale status state candle { ...CandleFields } position { ...PositionFields } account { ...AccountFields } context indicators stats { bars ticks opportunities trades wins losses winRate orders rejected errors droppedLogs } pendingOrder { ...OrderFields } } fragment CandleFields on Candle { time open high low close volume closed } fragment PositionFields on Position { side quantity entryPrice entryTime lastPrice stopLoss takeProfit unrealizedPnl realizedPnl fees barsHeld } fragment AccountFields on Account { initialCash cash equity realizedPnl unrealizedPnl fees currency } fragment OrderFields on Order { id side type purpose quantity referencePrice reason status submittedAt filledAt fillPrice fee rejectCode rejectReason }",
};

export type RunnerEventsData = { readonly events: RunnerEvent; };
export type RunnerEventsVariables = { readonly id: string; readonly types?: readonly (EventType)[] | null; };
export const RunnerEvents: Operation<RunnerEventsData, RunnerEventsVariables> = {
  name: "RunnerEvents",
  kind: "subscription",
  text: "subscription RunnerEvents($id: ID!, $types: [EventType!]) { events(runnerId: $id, types: $types) { ...RunnerEvent } } fragment RunnerEvent on Event { __typename sequence time ... on TickReceivedEvent { candle { ...CandleFields } } ... on CandleClosedEvent { candle { ...CandleFields } } ... on StateTransitionEvent { transition { ...TransitionFields } } ... on OrderSubmittedEvent { order { ...OrderFields } } ... on OrderFilledEvent { order { ...OrderFields } } ... on OrderRejectedEvent { order { ...OrderFields } code reason } ... on PositionClosedEvent { trade { ...TradeFields } } ... on RunnerStatusChangedEvent { from to statusReason: reason } ... on StrategyErrorEvent { code message file line traceback } ... on StrategyLogEvent { level message } ... on FeedStatusChangedEvent { feed status detail } ... on RiskTriggeredEvent { rule code reason } } fragment CandleFields on Candle { time open high low close volume closed } fragment TransitionFields on StateTransition { time from to trigger reason } fragment OrderFields on Order { id side type purpose quantity referencePrice reason status submittedAt filledAt fillPrice fee rejectCode rejectReason } fragment TradeFields on Trade { id side quantity entryTime entryPrice exitTime exitPrice fees pnl reason barsHeld maxAdverse maxFavorable }",
};
