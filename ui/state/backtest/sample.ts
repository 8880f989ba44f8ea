/** Backtests for tests. */
import type { BacktestDataFields, BacktestRow } from "../../operations/operations.ts";

export const ROW: BacktestRow = {
  id: "bt1",
  status: "DONE",
  progress: 0,
  barsPerSecond: 0,
  leftMs: null,
  equitySoFar: null,
  tradeCount: 0,
  error: null,
  strategy: "ema_crossover",
  symbols: ["BTCUSDT"],
  timeframe: "1m",
  data: [],
  figures: null,
  createdAt: 0,
};

export const DATA: BacktestDataFields = {
  symbol: "BTCUSDT",
  origin: "BTCUSDT 1m of BINANCE",
  candles: 1_440,
  candleMs: 60_000,
  from: Date.UTC(2024, 0, 1),
  to: Date.UTC(2024, 0, 2),
  gaps: 0,
  missing: 0,
  outliers: 0,
  zeroVolume: 0,
  flat: 0,
};
