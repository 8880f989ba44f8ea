export { BacktestCharts, checkPoints } from "./backtest_charts.ts";
export * from "./chart_api.ts";
export { drawnCurve } from "./drawn_curve.ts";
export type { TradeMark, TradeMarks } from "./drawn_marks.ts";
export type { TimeSpan } from "./time_span.ts";
