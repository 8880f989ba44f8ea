export { candleLength } from "./candle_length.ts";
export * from "./kept_candles.ts";
export type { KeptColumns } from "./kept_columns.ts";
export { CURVE_COLUMNS, keptCurve } from "./kept_curve.ts";
export { keptMarks, MARK_COLUMNS } from "./kept_marks.ts";
export * from "./kept_run.ts";
