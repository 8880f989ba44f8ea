import { builder } from "../builder.ts";
import type {
  ExecutionSettings,
  FeeSettings,
  FeeTier,
  LatencySettings,
  SlippageSettings,
} from "../../engine/mod.ts";
import { LatencyModelType, LimitFillType, SlippageModelType } from "./execution_enums.ts";
import { present } from "./present.ts";

const FeeTierType = builder.objectRef<FeeTier>("FeeTier").implement({
  fields: (t) => ({
    volume: t.exposeFloat("volume", { description: "Traded in 30 days, from which on it counts." }),
    makerBps: t.exposeFloat("makerBps"),
    takerBps: t.exposeFloat("takerBps"),
  }),
});

const FeeSettingsType = builder.objectRef<FeeSettings>("FeeSettings").implement({
  description: "Fees in basis points of the notional.",
  fields: (t) => ({
    makerBps: t.exposeFloat("makerBps", { description: "For orders that had waited." }),
    takerBps: t.exposeFloat("takerBps", { description: "For orders that trade at once." }),
    tiers: t.expose("tiers", { type: [FeeTierType] }),
  }),
});

const SlippageSettingsType = builder.objectRef<SlippageSettings>("SlippageSettings").implement({
  description: "A model and its number; the others are null.",
  fields: (t) => ({
    model: t.expose("model", { type: SlippageModelType }),
    bps: t.float({ nullable: true, resolve: (of) => present(of, "bps") }),
    impact: t.float({ nullable: true, resolve: (of) => present(of, "impact") }),
    coefficient: t.float({ nullable: true, resolve: (of) => present(of, "coefficient") }),
  }),
});

const LatencySettingsType = builder.objectRef<LatencySettings>("LatencySettings").implement({
  description: "A model and its numbers; the others are null.",
  fields: (t) => ({
    model: t.expose("model", { type: LatencyModelType }),
    ms: t.float({ nullable: true, resolve: (of) => present(of, "ms") }),
    minMs: t.float({ nullable: true, resolve: (of) => present(of, "minMs") }),
    maxMs: t.float({ nullable: true, resolve: (of) => present(of, "maxMs") }),
    medianMs: t.float({ nullable: true, resolve: (of) => present(of, "medianMs") }),
    sigma: t.float({ nullable: true, resolve: (of) => present(of, "sigma") }),
  }),
});

export const ExecutionSettingsType = builder.objectRef<ExecutionSettings>("ExecutionSettings")
  .implement({
    description: "How a runner's orders are executed; set when it is created.",
    fields: (t) => ({
      fees: t.expose("fees", { type: FeeSettingsType }),
      spreadBps: t.exposeFloat("spreadBps", {
        description: "Whole spread where the feed has no quotes, in basis points.",
      }),
      slippage: t.expose("slippage", { type: SlippageSettingsType }),
      latency: t.expose("latency", { type: LatencySettingsType }),
      volumeShare: t.exposeFloat("volumeShare", {
        nullable: true,
        description:
          "Most of a candle's volume that the runner may trade, as a fraction; null for " +
          "all it wants.",
      }),
      limitFill: t.expose("limitFill", { type: LimitFillType }),
      leverage: t.exposeFloat("leverage", {
        description: "Notional ÷ equity that may be held at the most; 1 is none.",
      }),
      maintenanceMargin: t.exposeFloat("maintenanceMargin", {
        description: "Equity ÷ notional below which the broker closes the position.",
      }),
      liquidationFeeBps: t.exposeFloat("liquidationFeeBps", {
        description: "Taken from the notional of a liquidation, on top of the fee.",
      }),
      fundingBps: t.exposeFloat("fundingBps", {
        description: "What longs pay shorts (negative: the other way round) every `fundingHours`.",
      }),
      fundingHours: t.exposeInt("fundingHours"),
      seed: t.exposeString("seed", { description: "For everything random." }),
    }),
  });
