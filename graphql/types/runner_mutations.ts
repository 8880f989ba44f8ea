import { builder } from "../builder.ts";
import { Id, Parameters } from "../checks.ts";
import type { CreateRunnerInput } from "../../engine/mod.ts";
import { DecideOnType, FeedType } from "./enums.ts";
import { RunnerType } from "./runner.ts";

const CreateRunnerInputType = builder.inputType("CreateRunnerInput", {
  fields: (t) => ({
    symbol: t.string({ required: true }),
    strategy: t.string({ required: true }),
    timeframe: t.string({ defaultValue: "1m" }),
    feed: t.field({
      type: FeedType,
      description: "Default: the feed the service was started with.",
    }),
    windowSize: t.int({ defaultValue: 500, description: "Candles the runner looks back on." }),
    parameters: t.field({ type: "JSON", description: "What is left out takes its default." })
      .validate(Parameters.nullish()),
    cash: t.float({ defaultValue: 10_000 }),
    feeBps: t.float({ description: "Fee in basis points of the notional." }),
    spreadBps: t.float({ description: "Spread where the feed has no quotes, in basis points." }),
    decideOn: t.field({ type: DecideOnType, defaultValue: "CANDLE" }),
    autostart: t.boolean({ defaultValue: true, description: "False creates it paused." }),
  }),
});

type Given = typeof CreateRunnerInputType.$inferInput;

/** Null says the same as leaving it out. */
function withoutNulls(input: Given): CreateRunnerInput {
  return {
    symbol: input.symbol,
    strategy: input.strategy,
    ...(input.timeframe != null && { timeframe: input.timeframe }),
    ...(input.feed != null && { feed: input.feed }),
    ...(input.windowSize != null && { windowSize: input.windowSize }),
    ...(input.parameters != null && { parameters: input.parameters }),
    ...(input.cash != null && { cash: input.cash }),
    ...(input.feeBps != null && { feeBps: input.feeBps }),
    ...(input.spreadBps != null && { spreadBps: input.spreadBps }),
    ...(input.decideOn != null && { decideOn: input.decideOn }),
    ...(input.autostart != null && { autostart: input.autostart }),
  };
}

builder.mutationFields((t) => ({
  createRunner: t.field({
    type: RunnerType,
    args: { input: t.arg({ type: CreateRunnerInputType, required: true }) },
    resolve: (_root, { input }, { engine }) => engine.createRunner(withoutNulls(input)),
  }),
  pauseRunner: t.field({
    type: RunnerType,
    description: "It keeps everything and decides nothing; stop loss and take profit stay live.",
    args: { id: t.arg.id({ required: true, validate: Id }) },
    resolve: (_root, { id }, { engine }) => engine.pauseRunner(id),
  }),
  resumeRunner: t.field({
    type: RunnerType,
    args: { id: t.arg.id({ required: true, validate: Id }) },
    resolve: (_root, { id }, { engine }) => engine.resumeRunner(id),
  }),
  stopRunner: t.field({
    type: RunnerType,
    description: "For good: it can be read but not resumed.",
    args: {
      id: t.arg.id({ required: true, validate: Id }),
      flatten: t.arg.boolean({
        defaultValue: false,
        description: "Closes an open position at the last price first.",
      }),
    },
    resolve: (_root, { id, flatten }, { engine }) => engine.stopRunner(id, flatten ?? false),
  }),
  removeRunner: t.id({
    args: { id: t.arg.id({ required: true, validate: Id }) },
    resolve: (_root, { id }, { engine }) => engine.removeRunner(id),
  }),
  updateRunner: t.field({
    type: RunnerType,
    description: "Position and context stay.",
    args: {
      id: t.arg.id({ required: true, validate: Id }),
      parameters: t.arg({ type: "JSON", required: true }).validate(Parameters),
    },
    resolve: (_root, { id, parameters }, { engine }) => engine.updateRunner(id, parameters),
  }),
  reloadStrategy: t.field({
    type: RunnerType,
    description: "Reads the strategy's file anew; position and context stay.",
    args: { id: t.arg.id({ required: true, validate: Id }) },
    resolve: (_root, { id }, { engine }) => engine.reloadStrategy(id),
  }),
}));
