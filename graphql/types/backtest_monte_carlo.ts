import { builder } from "../builder.ts";
import type { MonteCarloReport } from "../../engine/mod.ts";

type Bootstrap = NonNullable<MonteCarloReport["bootstrap"]>;
type Shuffle = NonNullable<MonteCarloReport["shuffle"]>;
type Band = Bootstrap["finalEquity"];

const BandType = builder.objectRef<Band>("Band").implement({
  description: "Below each lie so many of all simulations; of drawdowns `p5` is among the deepest.",
  fields: (t) => ({
    p5: t.exposeFloat("p5"),
    p25: t.exposeFloat("p25"),
    p50: t.exposeFloat("p50"),
    p75: t.exposeFloat("p75"),
    p95: t.exposeFloat("p95"),
  }),
});

const FanPointType = builder.objectRef<Bootstrap["fan"][number]>("FanPoint").implement({
  fields: (t) => ({
    period: t.exposeInt("period", { description: "After so many days, or bars where longer." }),
    equity: t.expose("equity", { type: BandType }),
    own: t.exposeFloat("own", { description: "Of the run itself." }),
  }),
});

const BootstrapType = builder.objectRef<Bootstrap>("ReturnBootstrap").implement({
  description: "The run's periodic returns drawn anew, in blocks, so that what follows what stays.",
  fields: (t) => ({
    returns: t.exposeInt("returns", { description: "How many there were to draw from." }),
    simulations: t.exposeInt("simulations"),
    blockLength: t.exposeFloat("blockLength", { description: "Mean, in periods." }),
    finalEquity: t.expose("finalEquity", { type: BandType }),
    maxDrawdown: t.expose("maxDrawdown", { type: BandType }),
    lossShare: t.exposeFloat("lossShare", { description: "The part of them that lose money." }),
    fan: t.expose("fan", {
      type: [FanPointType],
      // 60 points at the most, counted as twenty elsewhere.
      complexity: { field: 1, multiplier: 60 },
      description: "The equity on the way.",
    }),
  }),
});

const ShuffleType = builder.objectRef<Shuffle>("TradeShuffle").implement({
  description: "The same trades in another order: all end where the run ended.",
  fields: (t) => ({
    trades: t.exposeInt("trades"),
    simulations: t.exposeInt("simulations"),
    seenDrawdown: t.exposeFloat("seenDrawdown", { description: "Of the run, trade by trade." }),
    maxDrawdown: t.expose("maxDrawdown", { type: BandType }),
    asDeep: t.exposeFloat("asDeep", { description: "The part with one as deep or deeper." }),
    lossStreak: t.expose("lossStreak", { type: BandType, description: "Losses in a row." }),
  }),
});

export const MonteCarloType = builder.objectRef<MonteCarloReport>("MonteCarlo").implement({
  description: "What else could have come of the same trades and days; null where too few.",
  fields: (t) => ({
    bootstrap: t.expose("bootstrap", { type: BootstrapType, nullable: true }),
    shuffle: t.expose("shuffle", { type: ShuffleType, nullable: true }),
  }),
});
