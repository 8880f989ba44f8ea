import { builder } from "../builder.ts";
import { LatencyModelType, LimitFillType, SlippageModelType } from "./execution_enums.ts";

const BPS = "In basis points, 0 to 1,000.";

const FeeTierInput = builder.inputType("FeeTierInput", {
  fields: (t) => ({
    volume: t.float({
      required: true,
      description: "Traded in 30 days, in the quote currency, from which on the tier counts.",
    }),
    makerBps: t.float({ required: true, description: BPS }),
    takerBps: t.float({ required: true, description: BPS }),
  }),
});

const FeesInput = builder.inputType("FeesInput", {
  description: "Fees of the notional.",
  fields: (t) => ({
    makerBps: t.float({ description: `For orders that had waited. ${BPS} Default: 10.` }),
    takerBps: t.float({ description: `For orders that trade at once. ${BPS} Default: 10.` }),
    tiers: t.field({
      type: [FeeTierInput],
      description:
        "Rates for those who trade much, ascending by volume; they replace the two above.",
    }),
  }),
});

const SlippageInput = builder.inputType("SlippageInput", {
  description: "A model, and the number that it needs; a number of another model is refused.",
  fields: (t) => ({
    model: t.field({ type: SlippageModelType, required: true }),
    bps: t.float({ description: "With `FIXED`: 0 to 1,000." }),
    impact: t.float({ description: "With `VOLUME_SHARE`: 0 to 1; 0.1 is usual." }),
    coefficient: t.float({ description: "With `SQUARE_ROOT`: 0 to 100; 1 is usual." }),
  }),
});

const LatencyInput = builder.inputType("LatencyInput", {
  description: "A model, and the numbers that it needs; a number of another model is refused.",
  fields: (t) => ({
    model: t.field({ type: LatencyModelType, required: true }),
    ms: t.float({ description: "With `FIXED`: whole, 0 to 60,000." }),
    minMs: t.float({ description: "With `UNIFORM`: whole, 0 to 60,000." }),
    maxMs: t.float({ description: "With `UNIFORM`: whole, `minMs` to 60,000." }),
    medianMs: t.float({ description: "With `LOG_NORMAL`: 0 to 60,000." }),
    sigma: t.float({ description: "With `LOG_NORMAL`: 0 to 10; 0.5 is usual." }),
  }),
});

/** How orders are executed; `engine/service/settings` checks what is in it. */
export const ExecutionInput = builder.inputType("ExecutionInput", {
  description: "How orders are executed. What is left out takes its default.",
  fields: (t) => ({
    fees: t.field({ type: FeesInput }),
    spreadBps: t.float({
      description: `Whole spread where the feed has no quotes. ${BPS} Default: 0.`,
    }),
    slippage: t.field({ type: SlippageInput, description: "Default: NONE." }),
    latency: t.field({ type: LatencyInput, description: "Default: NONE." }),
    volumeShare: t.float({
      description: "Most of a candle's volume that the runner may trade, above 0 to 1. " +
        "Default: null, all it wants.",
    }),
    limitFill: t.field({ type: LimitFillType, description: "Default: TOUCH." }),
    leverage: t.float({
      description: "Notional ÷ equity that may be held at the most, 1 to 125. Default: 1.",
    }),
    maintenanceMargin: t.float({
      description: "Equity ÷ notional below which the broker closes the position, 0 to 0.5 and " +
        "below 1 ÷ leverage. Default: 0.005.",
    }),
    liquidationFeeBps: t.float({
      description: `Taken from a liquidation's notional besides the fee. ${BPS} Default: 0.`,
    }),
    fundingBps: t.float({
      description: "What longs pay shorts every `fundingHours`, −1,000 to 1,000. Default: 0.",
    }),
    fundingHours: t.int({ description: "1, 2, 4, 8, 12 or 24. Default: 8." }),
    seed: t.string({ description: 'For everything random, at most 100 characters. Default: "1".' }),
  }),
});
