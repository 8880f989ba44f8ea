import type { CandleClosed, EngineEvent, FeedStatus, TickReceived } from "../../engine/mod.ts";
import type { RunnerInfo } from "../../engine/mod.ts";
import { candleAt } from "./fake_engine.ts";
import { orderOf } from "./orders.ts";

export function tick(runner: RunnerInfo, channel: number, close: number): TickReceived {
  return {
    type: "TICK_RECEIVED",
    sequence: close,
    time: close,
    runnerId: null,
    symbol: runner.instrument.code,
    feed: runner.feed,
    timeframe: runner.timeframe,
    channel,
    candle: candleAt(60_000, close, false),
  };
}

export function closed(runner: RunnerInfo, channel: number, time: number): CandleClosed {
  return {
    ...tick(runner, channel, time),
    type: "CANDLE_CLOSED",
    candle: candleAt(time, 100, true),
  };
}

export function submitted(runner: RunnerInfo, n: number): EngineEvent {
  const order = orderOf(runner.id, n, { symbol: runner.instrument.code });
  return {
    type: "ORDER_SUBMITTED",
    sequence: n,
    time: n,
    runnerId: runner.id,
    symbol: runner.instrument.code,
    order,
  };
}

export function positionUpdated(runner: RunnerInfo, price: number): EngineEvent {
  return {
    type: "POSITION_UPDATED",
    sequence: price,
    time: price,
    runnerId: runner.id,
    symbol: runner.instrument.code,
    position: {
      side: "LONG",
      quantity: 1,
      entryPrice: 100,
      entryTime: 1,
      lastPrice: price,
      stopLoss: null,
      takeProfit: null,
      unrealizedPnl: price - 100,
      realizedPnl: 0,
      fees: 0,
      funding: 0,
      barsHeld: 1,
      notional: price,
      liquidationPrice: null,
    },
  };
}

/** Of the market of one-minute bars of BTCUSDT, on the simulated feed. */
export function feedStatusChanged(status: FeedStatus, detail: string | null): EngineEvent {
  return {
    type: "FEED_STATUS_CHANGED",
    sequence: 1,
    time: 1,
    runnerId: null,
    symbol: "BTCUSDT",
    feed: "SIMULATED",
    timeframe: "1m",
    channel: 1,
    status,
    detail,
  };
}
