import { builder } from "../builder.ts";
import { Id, Limit } from "../checks.ts";
import { notFound, type StudyApi, type StudyInfo } from "../../engine/mod.ts";
import type { ApiContext } from "../context.ts";
import { BacktestStatusType, DataType } from "./backtest.ts";
import { CurveType, PointType } from "./backtest_charts.ts";
import {
  CombinationType,
  HeatMapType,
  LeaderType,
  OutcomeType,
  OverfittingType,
  StudyAxisType,
  StudyFigureType,
  StudyKindType,
  StudyObjectiveType,
  WindowType,
} from "./study_parts.ts";

/** Points of an equity curve that one screen can show. */
const DEFAULT_POINTS = 1_000;

export const StudyType = builder.objectRef<StudyInfo>("Study").implement({
  description: "A sweep or a walk-forward: a backtest with many combinations of parameters.",
  fields: (t) => ({
    id: t.exposeID("id"),
    kind: t.expose("kind", { type: StudyKindType }),
    status: t.expose("status", { type: BacktestStatusType }),
    progress: t.exposeFloat("progress", { description: "From 0 to 1." }),
    done: t.exposeInt("done", { description: "Combinations that were tried, in all windows." }),
    of: t.exposeInt("of", { description: "Combinations that may be tried." }),
    combinationsPerSecond: t.exposeFloat("combinationsPerSecond"),
    leftMs: t.exposeFloat("leftMs", {
      nullable: true,
      description: "What the rest will take; null while nobody knows.",
    }),
    leader: t.expose("leader", {
      type: LeaderType,
      nullable: true,
      description: "While it runs; in a walk-forward of the window that is being searched.",
    }),
    error: t.exposeString("error", { nullable: true }),
    strategy: t.exposeString("strategy"),
    symbols: t.exposeStringList("symbols"),
    timeframe: t.exposeString("timeframe"),
    settings: t.expose("settings", {
      type: "JSON",
      description: "With the candles that `dataHash` names, all that gives the same again.",
    }),
    data: t.expose("data", { type: [DataType] }),
    axes: t.field({
      type: [StudyAxisType],
      description: "Parameters that vary.",
      resolve: ({ axes }) => [...axes],
    }),
    objective: t.expose("objective", { type: StudyObjectiveType }),
    combinationCount: t.int({
      description: "Of a sweep, once it is over.",
      resolve: ({ combinations }) => combinations,
    }),
    scored: t.exposeInt("scored", { description: "Combinations with a score." }),
    failed: t.exposeInt("failed", { description: "Combinations whose strategy was taken out." }),
    firstFailure: t.exposeString("firstFailure", { nullable: true }),
    best: t.expose("best", { type: CombinationType, nullable: true }),
    overfitting: t.expose("overfitting", {
      type: OverfittingType,
      nullable: true,
      description: "Null where there is too little to judge by.",
    }),
    combinations: t.field({
      type: [CombinationType],
      description: "Of a sweep, once it is over; those without a value come last.",
      complexity: ({ limit }) => ({ multiplier: limit ?? 0 }),
      args: {
        limit: t.arg.int({ defaultValue: 100, validate: Limit }),
        offset: t.arg.int({ defaultValue: 0 }),
        sortBy: t.arg.string({
          defaultValue: "score",
          description: "`score`, a figure, or a parameter that varies.",
        }),
        descending: t.arg.boolean({ defaultValue: true }),
      },
      resolve: ({ id }, { limit, offset, sortBy, descending }, context) =>
        offeredStudies(context).combinations(id, {
          limit: limit ?? 100,
          offset: Math.max(0, offset ?? 0),
          sortBy: sortBy ?? "score",
          descending: descending ?? true,
        }),
    }),
    combination: t.field({
      type: CombinationType,
      nullable: true,
      args: { number: t.arg.int({ required: true }) },
      resolve: ({ id }, { number }, context) => offeredStudies(context).combination(id, number),
    }),
    heatMap: t.field({
      type: HeatMapType,
      nullable: true,
      description: "Null where fewer than two parameters vary, or the sweep is not over.",
      args: {
        y: t.arg.string({ description: "The first parameter that varies unless named." }),
        x: t.arg.string({ description: "The second one." }),
        figure: t.arg({ type: StudyFigureType, defaultValue: "score" }),
      },
      resolve: ({ id }, { y, x, figure }, context) =>
        offeredStudies(context).heatMap(id, {
          y: y ?? undefined,
          x: x ?? undefined,
          figure: figure ?? undefined,
        }),
    }),
    windowCount: t.exposeInt("windowCount", { description: "Of a walk-forward." }),
    windows: t.field({
      type: [WindowType],
      description: "Those that are finished.",
      resolve: ({ windows }) => [...windows],
    }),
    outcome: t.expose("outcome", {
      type: OutcomeType,
      nullable: true,
      description: "Of a walk-forward, once a window is finished and it is over.",
    }),
    equity: t.field({
      type: [PointType],
      description: "Of the times tested on; at most so many points, peaks and troughs are kept.",
      complexity: ({ points }) => ({ multiplier: points ?? 0 }),
      args: { points: t.arg.int({ defaultValue: DEFAULT_POINTS }) },
      resolve: ({ id }, { points }, context) =>
        offeredStudies(context).equity(id, points ?? DEFAULT_POINTS),
    }),
    curve: t.field({
      type: CurveType,
      description: "`equity` in columns.",
      complexity: ({ points }) => ({ multiplier: points ?? 0 }),
      args: { points: t.arg.int({ defaultValue: DEFAULT_POINTS }) },
      resolve: ({ id }, { points }, context) =>
        offeredStudies(context).equity(id, points ?? DEFAULT_POINTS),
    }),
    dataHash: t.exposeString("dataHash", { nullable: true }),
    createdAt: t.expose("createdAt", { type: "Timestamp" }),
    finishedAt: t.expose("finishedAt", { type: "Timestamp", nullable: true }),
  }),
});

/** @throws InputError NOT_FOUND where this service has none */
export function offeredStudies({ studies }: ApiContext): StudyApi {
  if (studies) return studies;
  throw notFound("This service offers no studies");
}

builder.queryFields((t) => ({
  studies: t.field({
    type: [StudyType],
    description: "Newest first.",
    resolve: (_root, _args, context) => context.studies?.list() ?? [],
  }),
  study: t.field({
    type: StudyType,
    nullable: true,
    args: { id: t.arg.id({ required: true, validate: Id }) },
    resolve: (_root, { id }, context) => context.studies?.find(id) ?? null,
  }),
}));

builder.subscriptionField("studyProgress", (t) =>
  t.field({
    type: StudyType,
    description: "How it stands, until it is over.",
    args: { id: t.arg.id({ required: true, validate: Id }) },
    subscribe: (_root, { id }, { pubsub }) => pubsub.study(id),
    resolve: (info: StudyInfo) => info,
  }));
