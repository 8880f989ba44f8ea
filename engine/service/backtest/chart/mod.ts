export { BacktestCharts, checkPoints } from "./backtest_charts.ts";
export * from "./chart_api.ts";
export {
  candleColumnNames,
  keptCandles,
  MAX_KEPT_CANDLES,
  readKeptCandles,
} from "./kept_candles.ts";
export { CURVE_COLUMNS, drawnCurve, keptCurve } from "./kept_curve.ts";
export { keptMarks, type TradeMark, type TradeMarks } from "./kept_marks.ts";
export type { TimeSpan } from "./time_span.ts";
