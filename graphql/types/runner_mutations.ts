import { builder } from "../builder.ts";
import { Id, Parameters } from "../checks.ts";
import type { CreateRunnerInput } from "../../engine/mod.ts";
import { DecideOnType, FeedType } from "./enums.ts";
import { ExecutionInput } from "./execution_input.ts";
import { RiskInput } from "./risk_input.ts";
import { RunnerType } from "./runner.ts";

const DEFAULT_CASH = 10_000;

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
    cash: t.float({
      defaultValue: DEFAULT_CASH,
      description: "In the symbol's quote currency. With an account only its own cash counts.",
    }),
    account: t.id({
      description: "An account to share; its currency has to be the symbol's quote currency.",
    }).validate(Id.nullish()),
    feeBps: t.float({
      description: "One fee for makers and takers, in basis points of the notional; not together " +
        "with `execution.fees`. Default: 10.",
    }),
    spreadBps: t.float({
      description: "Spread where the feed has no quotes, in basis points; not together with " +
        "`execution.spreadBps`. Default: 0.",
    }),
    execution: t.field({ type: ExecutionInput }),
    risk: t.field({ type: RiskInput }),
    decideOn: t.field({ type: DecideOnType, defaultValue: "CANDLE" }),
    autostart: t.boolean({ defaultValue: true, description: "False creates it paused." }),
  }),
});

type Given = typeof CreateRunnerInputType.$inferInput;

/** Null says the same as leaving it out. */
function withoutNulls(input: Given): CreateRunnerInput {
  // With an account, the default that GraphQL fills in is not the user's.
  const cash = input.account != null && input.cash === DEFAULT_CASH ? null : input.cash;
  return {
    symbol: input.symbol,
    strategy: input.strategy,
    ...(input.timeframe != null && { timeframe: input.timeframe }),
    ...(input.feed != null && { feed: input.feed }),
    ...(input.windowSize != null && { windowSize: input.windowSize }),
    ...(input.parameters != null && { parameters: input.parameters }),
    ...(cash != null && { cash }),
    ...(input.feeBps != null && { feeBps: input.feeBps }),
    ...(input.spreadBps != null && { spreadBps: input.spreadBps }),
    ...(input.execution != null && { execution: input.execution }),
    ...(input.risk != null && { risk: input.risk }),
    ...(input.account != null && { account: input.account }),
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
  setRisk: t.field({
    type: RunnerType,
    description: "Changes the runner's limits. A limit that is changed keeps what it counted and " +
      "its lock; one that is taken out lets go of it.",
    args: {
      id: t.arg.id({ required: true, validate: Id }),
      input: t.arg({ type: RiskInput, required: true }),
    },
    resolve: (_root, { id, input }, { engine }) => engine.setRisk(id, input),
  }),
  releaseRisk: t.field({
    type: RunnerType,
    description:
      "Trading goes on after a limit on losses was reached: locks go, and peak, losing " +
      "streak and the day's loss start anew from here.",
    args: { id: t.arg.id({ required: true, validate: Id }) },
    resolve: (_root, { id }, { engine }) => engine.releaseRisk(id),
  }),
  reloadStrategy: t.field({
    type: RunnerType,
    description: "Reads the strategy's file anew; position and context stay.",
    args: { id: t.arg.id({ required: true, validate: Id }) },
    resolve: (_root, { id }, { engine }) => engine.reloadStrategy(id),
  }),
}));
