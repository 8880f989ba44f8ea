import { builder } from "../builder.ts";
import { Id, Limit } from "../checks.ts";
import {
  BACKTEST_STATUSES,
  type BacktestApi,
  type BacktestData,
  type BacktestFault,
  type BacktestInfo,
  FIGURE_NAMES,
  notFound,
} from "../../engine/mod.ts";
import type { ApiContext } from "../context.ts";
import { TradeType } from "./trading.ts";

export const BacktestStatusType = builder.enumType("BacktestStatus", {
  description: "`FAILED` and `CANCELED` keep what there was by then.",
  values: BACKTEST_STATUSES,
});

type Figures = NonNullable<BacktestInfo["figures"]>;

export const FiguresType = builder.objectRef<Figures>("BacktestFigures").implement({
  description: "Rates are fractions (0.12 is 12 %), drawdowns negative, money in the quote " +
    "currency; null where the sample is too small.",
  fields: (t) => ({
    ...Object.fromEntries(
      FIGURE_NAMES.map((name) => [name, t.float({ nullable: true, resolve: (all) => all[name] })]),
    ),
    annualisation: t.field({
      type: "JSON",
      description: "How figures a year are made: period, periods a year, number of returns.",
      resolve: ({ annualisation }) => annualisation,
    }),
  }),
});

export const DataType = builder.objectRef<BacktestData>("BacktestData").implement({
  description: "Candles of one symbol, and what is wrong with them.",
  fields: (t) => ({
    symbol: t.exposeString("symbol"),
    origin: t.exposeString("origin", { description: "Where they come from." }),
    candles: t.exposeInt("candles"),
    candleMs: t.exposeFloat("candleMs", { description: "Length of one." }),
    from: t.expose("from", { type: "Timestamp" }),
    to: t.expose("to", { type: "Timestamp" }),
    gaps: t.exposeInt("gaps"),
    missing: t.exposeInt("missing", { description: "Candles in the gaps." }),
    outliers: t.exposeInt("outliers", {
      description: "Candles that move 30 times as far as usual.",
    }),
    zeroVolume: t.exposeInt("zeroVolume"),
    flat: t.exposeInt("flat", { description: "Candles with one price only." }),
  }),
});

const NoteType = builder.objectRef<BacktestInfo["notes"][number]>("BacktestNote").implement({
  description: "What the strategy logged, or a limit that was reached.",
  fields: (t) => ({
    time: t.expose("time", { type: "Timestamp" }),
    symbol: t.exposeString("symbol", { nullable: true }),
    kind: t.exposeString("kind", { description: "`LOG`, `WARNING` or `RISK`." }),
    text: t.exposeString("text"),
  }),
});

const FaultType = builder.objectRef<BacktestFault>("BacktestFault").implement({
  description: "What a strategy did wrong; the run went on.",
  fields: (t) => ({
    time: t.expose("time", { type: "Timestamp" }),
    symbol: t.exposeString("symbol", { nullable: true }),
    code: t.exposeString("code"),
    message: t.exposeString("message"),
  }),
});

export const BacktestType = builder.objectRef<BacktestInfo>("Backtest").implement({
  fields: (t) => ({
    id: t.exposeID("id"),
    status: t.expose("status", { type: BacktestStatusType }),
    progress: t.exposeFloat("progress", { description: "From 0 to 1." }),
    barsPerSecond: t.exposeFloat("barsPerSecond"),
    leftMs: t.exposeFloat("leftMs", {
      nullable: true,
      description: "What the rest will take; null while nobody knows.",
    }),
    equitySoFar: t.float({ nullable: true, resolve: ({ equity }) => equity }),
    tradeCount: t.exposeInt("tradeCount"),
    error: t.exposeString("error", { nullable: true }),
    strategy: t.exposeString("strategy"),
    symbols: t.exposeStringList("symbols"),
    timeframe: t.exposeString("timeframe"),
    settings: t.expose("settings", {
      type: "JSON",
      description: "With the candles that `dataHash` names, all that gives the same again.",
    }),
    data: t.expose("data", { type: [DataType] }),
    figures: t.expose("figures", { type: FiguresType, nullable: true }),
    long: t.field({ type: "JSON", nullable: true, resolve: ({ long }) => long }),
    short: t.field({ type: "JSON", nullable: true, resolve: ({ short }) => short }),
    months: t.field({
      type: "JSON",
      description: "Return, trades and P&L of each month.",
      resolve: ({ months }) => months,
    }),
    notes: t.stringList({
      description: "As `log`, each as one line of text.",
      resolve: ({ notes }) => notes.map(noteText),
    }),
    log: t.expose("notes", {
      type: [NoteType],
      description: "What the strategy logged, limits that were reached: the first of them.",
    }),
    logLeftOut: t.exposeInt("notesLeftOut", { description: "Lines besides those in `log`." }),
    faults: t.expose("faults", {
      type: [FaultType],
      description: "What the strategy did wrong, though the run went on: the first of it.",
    }),
    faultCount: t.exposeInt("faultCount", { description: "How often, told in `faults` or not." }),
    openPositions: t.exposeInt("openPositions", {
      description: "Positions that were still open at the end: in the equity, but no trade.",
    }),
    rejections: t.field({
      type: "JSON",
      description: "Refused orders by code.",
      resolve: ({ rejections }) => rejections,
    }),
    trades: t.field({
      type: [TradeType],
      description: "In the order they were closed in.",
      complexity: ({ limit }) => ({ multiplier: limit ?? 0 }),
      args: {
        limit: t.arg.int({ defaultValue: 100, validate: Limit }),
        offset: t.arg.int({ defaultValue: 0 }),
      },
      resolve: ({ id }, { limit, offset }, context) =>
        offered(context).trades(id, limit ?? 100, Math.max(0, offset ?? 0)),
    }),
    tradesHash: t.exposeString("tradesHash", {
      nullable: true,
      description: "The same settings over the same candles give the same.",
    }),
    dataHash: t.exposeString("dataHash", { nullable: true }),
    createdAt: t.expose("createdAt", { type: "Timestamp" }),
    finishedAt: t.expose("finishedAt", { type: "Timestamp", nullable: true }),
  }),
});

function noteText({ time, symbol, text }: BacktestInfo["notes"][number]): string {
  return `${new Date(time).toISOString()} ${symbol ?? ""}: ${text}`;
}

/** @throws InputError NOT_FOUND where this service has none */
export function offered({ backtests }: ApiContext): BacktestApi {
  if (backtests) return backtests;
  throw notFound("This service offers no backtests");
}

builder.queryFields((t) => ({
  backtests: t.field({
    type: [BacktestType],
    description: "Newest first.",
    resolve: (_root, _args, context) => context.backtests?.list() ?? [],
  }),
  backtest: t.field({
    type: BacktestType,
    nullable: true,
    args: { id: t.arg.id({ required: true, validate: Id }) },
    resolve: (_root, { id }, context) => context.backtests?.find(id) ?? null,
  }),
}));

builder.subscriptionField("backtestProgress", (t) =>
  t.field({
    type: BacktestType,
    description: "How it stands, until it is over.",
    args: { id: t.arg.id({ required: true, validate: Id }) },
    subscribe: (_root, { id }, { pubsub }) => pubsub.backtest(id),
    resolve: (info: BacktestInfo) => info,
  }));
