import { builder } from "../builder.ts";
import {
  OBJECTIVE_NAMES,
  type OverfittingReport,
  SEARCH_NAMES,
  STUDY_FIGURES,
  STUDY_KINDS,
  type StudyAxis,
  type StudyCombination,
  type StudyFigures,
  type StudyHeatMap,
  type StudyLeader,
  type StudyWindow,
  type WalkOutcome,
} from "../../engine/mod.ts";
import { FiguresType } from "./backtest.ts";

export const StudyKindType = builder.enumType("StudyKind", {
  description: "`SWEEP`: all the time is searched. `WALK_FORWARD`: window by window, and what is " +
    "best in each is tested on the time after it.",
  values: STUDY_KINDS,
});

export const StudySearchType = builder.enumType("StudySearch", {
  description: "Which combinations are tried: all, some at random, or those that descend from " +
    "good ones.",
  values: SEARCH_NAMES,
});

export const StudyObjectiveType = builder.enumType("StudyObjective", {
  description:
    "What the best has most of; of `volatility`, `ulcerIndex` and `maxDrawdownMs` least.",
  values: OBJECTIVE_NAMES,
});

export const StudyFigureType = builder.enumType("StudyFigure", {
  description: "`score` is what the objective says; higher is better.",
  values: ["score", ...STUDY_FIGURES] as const,
});

const VerdictType = builder.enumType("OverfittingVerdict", {
  description: "`LOSING`: even the best earned nothing.",
  values: ["FINE", "DOUBTFUL", "OVERFIT", "LOSING"] as const,
});

const StudyFiguresType = builder.objectRef<StudyFigures>("StudyFigures").implement({
  description: "Written as `BacktestFigures`; null where the sample is too small.",
  fields: (t) =>
    Object.fromEntries(
      STUDY_FIGURES.map((
        name,
      ) => [name, t.float({ nullable: true, resolve: (all) => all[name] })]),
    ),
});

export const StudyAxisType = builder.objectRef<StudyAxis>("StudyAxis").implement({
  description: "A parameter that varies, and the values that are tried of it.",
  fields: (t) => ({
    name: t.exposeString("name"),
    values: t.field({ type: "JSON", resolve: ({ values }) => values }),
  }),
});

export const CombinationType = builder.objectRef<StudyCombination>("StudyCombination").implement({
  fields: (t) => ({
    number: t.exposeInt("number", {
      description: "Its place in the order they were tried in, from 0 on.",
    }),
    parameters: t.field({ type: "JSON", resolve: ({ parameters }) => parameters }),
    failed: t.exposeBoolean("failed", { description: "The strategy was taken out." }),
    score: t.exposeFloat("score", {
      nullable: true,
      description:
        "What the objective says, higher is better; null where it has none, or too few " +
        "trades.",
    }),
    figures: t.expose("figures", { type: StudyFiguresType }),
  }),
});

export const LeaderType = builder.objectRef<StudyLeader>("StudyLeader").implement({
  description: "The best so far.",
  fields: (t) => ({
    parameters: t.field({ type: "JSON", resolve: ({ parameters }) => parameters }),
    score: t.exposeFloat("score", { nullable: true }),
    figures: t.expose("figures", { type: StudyFiguresType }),
  }),
});

export const HeatMapType = builder.objectRef<StudyHeatMap>("StudyHeatMap").implement({
  description: "A figure over two parameters; each cell has that of its best combination by the " +
    "objective. Of a parameter with many values neighbours share a cell, under the first of them.",
  fields: (t) => ({
    figure: t.expose("figure", { type: StudyFigureType }),
    y: t.expose("y", { type: StudyAxisType, description: "Along the rows." }),
    x: t.expose("x", { type: StudyAxisType, description: "Along the columns." }),
    values: t.field({
      type: "JSON",
      description: "Row by row; null where there is nothing.",
      resolve: ({ values }) => values,
    }),
    combinations: t.field({
      type: "JSON",
      description: "Row by row the number of the combination; null where there is none.",
      resolve: ({ combinations }) => combinations,
    }),
  }),
});

export const OverfittingType = builder.objectRef<OverfittingReport>("Overfitting").implement({
  description: "Whether the best of a sweep may be there by luck.",
  fields: (t) => ({
    verdict: t.expose("verdict", { type: VerdictType }),
    words: t.exposeString("words", { description: "The verdict in plain words." }),
    trials: t.exposeInt("trials"),
    independentTrials: t.exposeFloat("independentTrials", {
      description: "What so many trials amount to, correlated as they are.",
    }),
    deflatedSharpe: t.exposeFloat("deflatedSharpe", {
      description: "Probability that the best is better than luck.",
    }),
    probability: t.float({
      nullable: true,
      description: "Of backtest overfitting, by cross-validation; null where there are too few " +
        "returns.",
      resolve: ({ crossValidation }) => crossValidation?.probability ?? null,
    }),
    probabilityOfLoss: t.float({
      nullable: true,
      description: "That the best of one half of the time loses in the other.",
      resolve: ({ crossValidation }) => crossValidation?.probabilityOfLoss ?? null,
    }),
  }),
});

export const WindowType = builder.objectRef<StudyWindow>("StudyWindow").implement({
  description: "One window of a walk-forward: what was found, and what it was worth after.",
  fields: (t) => ({
    inSampleFrom: t.field({ type: "Timestamp", resolve: ({ inSample }) => inSample.from }),
    inSampleTo: t.field({ type: "Timestamp", resolve: ({ inSample }) => inSample.to }),
    outOfSampleFrom: t.field({ type: "Timestamp", resolve: ({ outOfSample }) => outOfSample.from }),
    outOfSampleTo: t.field({ type: "Timestamp", resolve: ({ outOfSample }) => outOfSample.to }),
    parameters: t.field({
      type: "JSON",
      nullable: true,
      description: "Null where no combination had a score: nothing was traded then.",
      resolve: ({ parameters }) => parameters,
    }),
    score: t.exposeFloat("score", { nullable: true }),
    tried: t.exposeInt("tried", { description: "Combinations." }),
    inSample: t.expose("inSampleFigures", { type: StudyFiguresType, nullable: true }),
    outOfSample: t.expose("outOfSampleFigures", { type: StudyFiguresType, nullable: true }),
  }),
});

export const OutcomeType = builder.objectRef<WalkOutcome>("WalkForwardOutcome").implement({
  description: "All times tested on as one run of one account.",
  fields: (t) => ({
    figures: t.expose("figures", { type: FiguresType }),
    efficiency: t.exposeFloat("efficiency", {
      nullable: true,
      description: "What was earned a year where it was tested ÷ where it was searched; half is " +
        "asked for at least. Null where nothing was earned while searching.",
    }),
    profitableShare: t.exposeFloat("profitableShare", {
      nullable: true,
      description: "Windows that earned something where they were tested ÷ windows.",
    }),
  }),
});
