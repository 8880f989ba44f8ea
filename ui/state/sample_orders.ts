/** Orders, trades and symbols for tests, as the API brings them. */
import type { OrderFields, SymbolFields, TradeFields } from "../operations/operations.ts";

export const BTC: SymbolFields = {
  code: "BTCUSDT",
  name: "Bitcoin",
  assetClass: "CRYPTO",
  base: "BTC",
  quote: "USDT",
  feeds: ["SIMULATED", "BINANCE"],
  priceStep: 0.01,
  quantityStep: 0.001,
};

/** An entry for the market that was just sent. */
export const ORDER: OrderFields = {
  id: "r1-o1",
  side: "BUY",
  type: "MARKET",
  purpose: "ENTRY",
  status: "SUBMITTED",
  quantity: 0.5,
  filledQuantity: 0,
  referencePrice: 100,
  limitPrice: null,
  stopPrice: null,
  trailBy: null,
  timeInForce: "GTC",
  expiresAt: null,
  postOnly: false,
  group: null,
  stopLoss: null,
  takeProfit: null,
  reason: "crossed",
  submittedAt: 1_000,
  updatedAt: 1_000,
  filledAt: null,
  fillPrice: null,
  fee: null,
  rejectCode: null,
  rejectReason: null,
  cancelCode: null,
  cancelReason: null,
};

export const FILLED: OrderFields = {
  ...ORDER,
  status: "FILLED",
  filledQuantity: 0.5,
  updatedAt: 2_000,
  filledAt: 2_000,
  fillPrice: 101,
  fee: 0.1,
};

/** A buy at 95 that rests. */
export const LIMIT: OrderFields = {
  ...ORDER,
  id: "r1-o2",
  type: "LIMIT",
  status: "ACCEPTED",
  limitPrice: 95,
};

/** Of a long position of 0.5, at 90. */
export const STOP: OrderFields = {
  ...ORDER,
  id: "r1-o3",
  side: "SELL",
  type: "STOP",
  purpose: "STOP_LOSS",
  status: "ACCEPTED",
  stopPrice: 90,
  group: "g",
  reason: null,
};

/** Of the same position, at 110. */
export const TARGET: OrderFields = {
  ...STOP,
  id: "r1-o4",
  type: "LIMIT",
  purpose: "TAKE_PROFIT",
  stopPrice: null,
  limitPrice: 110,
};

export const TRADE: TradeFields = {
  id: "r1-t1",
  side: "SHORT",
  quantity: 0.5,
  entryTime: 0,
  entryPrice: 120,
  exitTime: 2_000,
  exitPrice: 101,
  fees: 0.2,
  pnl: 9.3,
  reason: "EXIT",
  barsHeld: 3,
  maxAdverse: 0,
  maxFavorable: 10,
};
