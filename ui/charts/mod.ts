export { LiveChart, type LiveChartProps } from "./live_chart.tsx";
export type { ChartCandle } from "./candle_series.ts";
export type { Level, LevelKind } from "./draw_levels.ts";
export type { IndicatorInput, NewestOutcome, NewestValues } from "./indicator_lines.ts";
export type { FillMark, MarkShape } from "./marks.ts";
export type { PriceChart } from "./price_chart.ts";
