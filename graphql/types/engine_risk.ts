import { builder } from "../builder.ts";
import type { EngineRiskView } from "../../engine/mod.ts";

const BESIDES =
  "Across shards it counts what is committed: two orders in the same moment may pass " +
  "together.";
const LIMIT = {
  maxOpenPositions: "Positions that may be open at once.",
  maxExposure: "Most that all positions and orders that would open some may be worth, in each " +
    "quote currency.",
  maxSymbolExposure: "The same for each symbol.",
} as const;

interface Exposure {
  readonly name: string;
  readonly notional: number;
}

const ExposureType = builder.objectRef<Exposure>("Exposure").implement({
  fields: (t) => ({
    name: t.exposeString("name", { description: "A currency or a symbol." }),
    notional: t.exposeFloat("notional", { description: "In the quote currency." }),
  }),
});

const listed = (sums: Readonly<Record<string, number>>): Exposure[] =>
  Object.entries(sums).map(([name, notional]) => ({ name, notional }));

const EngineRiskType = builder.objectRef<EngineRiskView>("EngineRisk").implement({
  description: "Limits over everything in the engine, null where there is none, and what counts " +
    `against them, as last committed. ${BESIDES}`,
  fields: (t) => ({
    maxOpenPositions: t.int({
      nullable: true,
      description: LIMIT.maxOpenPositions,
      resolve: ({ limits }) => limits.maxOpenPositions,
    }),
    maxExposure: t.float({
      nullable: true,
      description: LIMIT.maxExposure,
      resolve: ({ limits }) => limits.maxExposure,
    }),
    maxSymbolExposure: t.float({
      nullable: true,
      description: LIMIT.maxSymbolExposure,
      resolve: ({ limits }) => limits.maxSymbolExposure,
    }),
    openPositions: t.int({
      description: "Runners that hold a position, or have an order that would open one.",
      resolve: ({ exposure }) => exposure.openPositions,
    }),
    byCurrency: t.field({
      type: [ExposureType],
      resolve: ({ exposure }) => listed(exposure.byCurrency),
    }),
    bySymbol: t.field({
      type: [ExposureType],
      resolve: ({ exposure }) => listed(exposure.bySymbol),
    }),
  }),
});

const EngineRiskInput = builder.inputType("EngineRiskInput", {
  description: "Null takes a limit out; what is left out stays.",
  fields: (t) => ({
    maxOpenPositions: t.int({ description: `${LIMIT.maxOpenPositions} 1 or more.` }),
    maxExposure: t.float({ description: `${LIMIT.maxExposure} Above 0.` }),
    maxSymbolExposure: t.float({ description: `${LIMIT.maxSymbolExposure} Above 0.` }),
  }),
});

builder.queryField("engineRisk", (t) =>
  t.field({
    type: EngineRiskType,
    resolve: (_root, _args, { engine }) => engine.engineRisk(),
  }));

builder.mutationField("setEngineRisk", (t) =>
  t.field({
    type: EngineRiskType,
    description: "Changes limits over everything; positions that are open stay open.",
    args: { input: t.arg({ type: EngineRiskInput, required: true }) },
    resolve: (_root, { input }, { engine }) => engine.setEngineRisk(input),
  }));
