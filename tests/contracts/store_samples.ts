import {
  accountId,
  type EngineEvent,
  NO_ACCOUNT_LIMITS,
  type Order,
  orderId,
  type RunnerId,
  runnerId,
  type Trade,
  tradeId,
} from "../../engine/domain/mod.ts";
import { orderOf } from "../support/orders.ts";
import type { AccountRecord, RunnerRecord, RunnerState } from "../../engine/store/mod.ts";

/** Some Monday in 2024, 00:00 UTC. */
export const START = 1_704_067_200_000;

export function record(id: string, changes: Partial<RunnerRecord> = {}): RunnerRecord {
  return {
    id: runnerId(id),
    symbol: "BTCUSDT",
    timeframe: "1m",
    feed: "SIMULATED",
    windowSize: 500,
    parameters: { fast: 10, slow: 20 },
    source: {
      name: "ema_crossover",
      language: "lua",
      file: "ema_crossover.lua",
      path: "lua-strategies/ema_crossover.lua",
      text: "-- 'quoted' \"text\" with \u0000 and ü",
    },
    cash: 10_000,
    feeBps: 10,
    spreadBps: 2,
    decideOn: "CANDLE",
    status: "RUNNING",
    createdAt: START,
    ...changes,
  };
}

export function account(id: string, changes: Partial<AccountRecord> = {}): AccountRecord {
  return {
    id: accountId(id),
    name: `Account ${id}`,
    currency: "USDT",
    cash: 50_000,
    limits: { ...NO_ACCOUNT_LIMITS, maxExposure: 2 },
    former: [],
    createdAt: START,
    ...changes,
  };
}

export function state(id: string, sequence: number, data: RunnerState["data"] = {}): RunnerState {
  return { runnerId: runnerId(id), sequence, lastBarTime: START + sequence * 60_000, data };
}

const base = (id: string, sequence: number) => ({
  runnerId: runnerId(id),
  symbol: "BTCUSDT",
  sequence,
  time: START + sequence * 1_000,
});

export const log = (id: string, sequence: number, message = `line ${sequence}`): EngineEvent => ({
  ...base(id, sequence),
  type: "STRATEGY_LOG",
  level: "INFO",
  message,
});

/** An event of the engine itself. */
export const feedStatus = (sequence: number): EngineEvent => ({
  ...base("", sequence),
  runnerId: null,
  symbol: null,
  type: "FEED_STATUS_CHANGED",
  feed: "SIMULATED",
  timeframe: "1m",
  channel: 1,
  status: "LIVE",
  detail: null,
});

export const removedEvent = (id: string, sequence: number): EngineEvent => ({
  ...base(id, sequence),
  type: "RUNNER_REMOVED",
});

export const transition = (id: string, sequence: number): EngineEvent => ({
  ...base(id, sequence),
  type: "STATE_TRANSITION",
  transition: {
    time: START + sequence,
    from: "IDLE",
    to: "ANALYZING",
    trigger: "OPPORTUNITY",
    reason: null,
  },
});

export function order(id: RunnerId, n: number, changes: Partial<Order> = {}): Order {
  return orderOf(id, n, {
    quantity: 0.1,
    referencePrice: 42_000,
    stopLoss: 41_000,
    submittedAt: START,
    updatedAt: START,
    ...changes,
  });
}

export const submitted = (id: string, sequence: number, n: number): EngineEvent => ({
  ...base(id, sequence),
  type: "ORDER_SUBMITTED",
  order: order(runnerId(id), n),
});

/** What all events of order 1 tell. */
export const told = (id: string, sequence: number, changes: Partial<Order> = {}) => ({
  ...base(id, sequence),
  order: order(runnerId(id), 1, changes),
});

export const filled = (id: string, sequence: number, n: number): EngineEvent => ({
  ...base(id, sequence),
  type: "ORDER_FILLED",
  order: order(runnerId(id), n, {
    status: "FILLED",
    filledAt: START + 60_000,
    fillPrice: 42_010,
    fee: 4.2,
  }),
  fill: {
    orderId: orderId(runnerId(id), n),
    time: START + 60_000,
    side: "BUY",
    quantity: 0.1,
    price: 42_010,
    fee: 4.2,
    liquidity: "TAKER",
  },
});

export function trade(id: RunnerId, n: number): Trade {
  return {
    id: tradeId(id, n),
    runnerId: id,
    symbol: "BTCUSDT",
    side: "LONG",
    quantity: 0.1,
    entryTime: START,
    entryPrice: 42_000,
    exitTime: START + 120_000,
    exitPrice: 42_500,
    fees: 8.45,
    pnl: 41.55,
    reason: "take profit",
    barsHeld: 2,
    maxAdverse: 3,
    maxFavorable: 52,
  };
}

export const closed = (id: string, sequence: number, n: number): EngineEvent => ({
  ...base(id, sequence),
  type: "POSITION_CLOSED",
  trade: trade(runnerId(id), n),
  reason: "take profit",
  position: null,
});
