import { builder } from "../builder.ts";
import { Limit } from "../checks.ts";
import type { BacktestCandles, BacktestPoint, TradeMark, TradeMarks } from "../../engine/mod.ts";
import { BacktestType, offered } from "./backtest.ts";
import { SideType } from "./enums.ts";

/** Points of a curve, or candles, that one screen can show. */
const DEFAULT_POINTS = 1_000;
/** Trades that a chart can mark. */
const DEFAULT_MARKS = 500;

export const PointType = builder.objectRef<BacktestPoint>("BacktestPoint").implement({
  fields: (t) => ({
    time: t.expose("time", { type: "Timestamp" }),
    equity: t.exposeFloat("equity"),
    benchmark: t.exposeFloat("benchmark", {
      description: "The same cash, held in the symbols in equal parts from the first close on.",
    }),
    drawdown: t.exposeFloat("drawdown", { description: "Below the peak, as a negative fraction." }),
  }),
});

/** So many significant digits are more than a screen can tell apart. */
const DRAWN_DIGITS = 8;
const drawn = (value: number) => Number(value.toPrecision(DRAWN_DIGITS));

export const CurveType = builder.objectRef<readonly BacktestPoint[]>("BacktestCurve").implement({
  description: "`equity` in columns, and in as many digits as can be drawn: a third of the size.",
  fields: (t) => {
    // As many values as the field above them has points: counted there.
    const complexity = { field: 1, multiplier: 1 };
    const column = (name: "equity" | "benchmark" | "drawdown") =>
      t.floatList({ complexity, resolve: (points) => points.map((point) => drawn(point[name])) });
    return {
      time: t.field({
        type: ["Timestamp"],
        complexity,
        resolve: (points) => points.map(({ time }) => time),
      }),
      equity: column("equity"),
      benchmark: column("benchmark"),
      drawdown: column("drawdown"),
    };
  },
});

type CandleColumn = keyof BacktestCandles["columns"];

const CandlesType = builder.objectRef<BacktestCandles>("BacktestCandles").implement({
  description: "Candles of one symbol in columns of one length, which is a third of what a list " +
    "of candles takes.",
  fields: (t) => {
    // As many values as the field above them has points: counted there.
    const complexity = { field: 1, multiplier: 1 };
    const column = (name: CandleColumn) =>
      t.floatList({ complexity, resolve: ({ columns }) => Array.from(columns[name]) });
    return {
      symbol: t.exposeString("symbol"),
      candleMs: t.exposeFloat("candleMs", { description: "Length of one." }),
      ownMs: t.exposeFloat("ownMs", {
        description: "Length of those that the backtest ran on: `candleMs` gets no shorter.",
      }),
      time: t.field({
        type: ["Timestamp"],
        complexity,
        description: "Open times, ascending.",
        resolve: ({ columns }) => Array.from(columns.time),
      }),
      open: column("open"),
      high: column("high"),
      low: column("low"),
      close: column("close"),
      volume: t.floatList({
        complexity,
        resolve: ({ columns }) => Array.from(columns.volume, drawn),
      }),
    };
  },
});

const MarkType = builder.objectRef<TradeMark>("BacktestTradeMark").implement({
  fields: (t) => ({
    index: t.exposeInt("index", { description: "Its place in `trades`, from 0." }),
    side: t.expose("side", { type: SideType }),
    quantity: t.exposeFloat("quantity"),
    entryTime: t.expose("entryTime", { type: "Timestamp" }),
    entryPrice: t.exposeFloat("entryPrice"),
    exitTime: t.expose("exitTime", { type: "Timestamp" }),
    exitPrice: t.exposeFloat("exitPrice"),
    pnl: t.exposeFloat("pnl"),
  }),
});

const MarksType = builder.objectRef<TradeMarks>("BacktestTradeMarks").implement({
  fields: (t) => ({
    total: t.exposeInt("total", { description: "Trades there are, marked or not." }),
    marks: t.expose("marks", {
      type: [MarkType],
      complexity: { field: 1, multiplier: 1 },
      description: "Where they are too many, those that won or lost most.",
    }),
  }),
});

/** Null says the same as leaving it out. */
function rangeOf({ from, to }: { [K in "from" | "to"]?: number | null | undefined }) {
  return { from: from ?? undefined, to: to ?? undefined };
}

builder.objectFields(BacktestType, (t) => {
  const range = {
    from: t.arg({ type: "Timestamp", description: "Default: from the beginning." }),
    to: t.arg({ type: "Timestamp", description: "Exclusive. Default: to the end." }),
  };
  const points = t.arg.int({ defaultValue: DEFAULT_POINTS });
  const symbol = t.arg.string({ description: "Default: the first." });
  return {
    equity: t.field({
      type: [PointType],
      description: "At most so many points; peaks and troughs are kept. Of a part of the time " +
        "with a point on either side.",
      complexity: ({ points }) => ({ multiplier: points ?? 0 }),
      args: { points, ...range },
      resolve: ({ id }, { points, ...range }, context) =>
        offered(context).equity(id, points ?? DEFAULT_POINTS, rangeOf(range)),
    }),
    curve: t.field({
      type: CurveType,
      complexity: ({ points }) => ({ multiplier: points ?? 0 }),
      args: { points, ...range },
      resolve: ({ id }, { points, ...range }, context) =>
        offered(context).equity(id, points ?? DEFAULT_POINTS, rangeOf(range)),
    }),
    candles: t.field({
      type: CandlesType,
      nullable: true,
      description: "At most so many candles, several merged into one where there are more: the " +
        "first open, the highest high, the lowest low, the last close, all of the volume. Over " +
        "a shorter time they get finer, down to those that the backtest ran on. Null where " +
        "none were kept.",
      complexity: ({ points }) => ({ multiplier: points ?? 0 }),
      args: { symbol, points, ...range },
      resolve: ({ id, symbols }, { symbol, points, ...range }, context) =>
        offered(context)
          .candles(id, symbol ?? symbols[0]!, points ?? DEFAULT_POINTS, rangeOf(range)),
    }),
    tradeMarks: t.field({
      type: MarksType,
      description: "The trades of a symbol that were open at some time of a range.",
      complexity: ({ limit }) => ({ multiplier: limit ?? 0 }),
      args: {
        symbol,
        limit: t.arg.int({ defaultValue: DEFAULT_MARKS, validate: Limit }),
        ...range,
      },
      resolve: ({ id, symbols }, { symbol, limit, ...range }, context) =>
        offered(context)
          .marks(id, symbol ?? symbols[0]!, limit ?? DEFAULT_MARKS, rangeOf(range)),
    }),
  };
});
