/** Charts of a run that is over: price with trades, equity, drawdown, trades as dots. */
export { CandleSeries } from "../candle_series.ts";
export { type Palette, readPalette } from "../palette.ts";
export { comparePlot } from "./compare_plot.ts";
export { type FanColumns, fanColumns } from "./fan_columns.ts";
export { fanPlot } from "./fan_plot.ts";
export { drawdownPlot, equityPlot } from "./line_plots.ts";
export { pricePlot } from "./price_plot.ts";
export type { MarkedTrade, ResultTrade } from "./result_trade.ts";
export { scatterPlot } from "./scatter_plot.ts";
export { TimeGroup, type TimeSpan } from "./time_group.ts";
