import { builder } from "../builder.ts";
import { BreachActionType } from "./enums.ts";
import { LIMIT, SizingMethodType } from "./risk_words.ts";

const SizingInput = builder.inputType("SizingInput", {
  description: "A method, and the numbers that it needs; a number of another method is refused.",
  fields: (t) => ({
    method: t.field({ type: SizingMethodType, required: true }),
    quantity: t.float({ description: "With `FIXED`: above 0, a multiple of the quantity step." }),
    fraction: t.float({ description: "With `EQUITY` and `RISK`: above 0 to 1." }),
    annual: t.float({ description: "With `VOLATILITY`: above 0 to 10; 0.2 is 20 % a year." }),
    bars: t.int({ description: "With `VOLATILITY`: 3 to the runner's `windowSize`." }),
    cap: t.float({ description: "With `KELLY`: above 0 to 1." }),
    minTrades: t.int({ description: "With `KELLY`: 1 to 100,000." }),
  }),
});

const NULLS = "Null takes a limit out; what is left out stays as it is, or takes its default.";

type InputFields = Parameters<Parameters<typeof builder.inputType>[1]["fields"]>[0];

function limitInputs(
  t: InputFields,
  defaults: Readonly<Partial<Record<keyof typeof LIMIT, string>>>,
) {
  const about = (name: keyof typeof LIMIT, bounds: string) =>
    `${LIMIT[name]} ${bounds} Default: ${defaults[name] ?? "null"}.`;
  return {
    maxPosition: t.float({ description: about("maxPosition", "Above 0, up to the leverage.") }),
    maxExposure: t.float({ description: about("maxExposure", "Above 0, up to the leverage.") }),
    maxOpenPositions: t.int({ description: about("maxOpenPositions", "1 or more.") }),
    maxDailyLoss: t.float({ description: about("maxDailyLoss", "Above 0 to 1.") }),
    maxDrawdown: t.float({ description: about("maxDrawdown", "Above 0 to 1.") }),
    maxConsecutiveLosses: t.int({ description: about("maxConsecutiveLosses", "1 or more.") }),
    onBreach: t.field({ type: BreachActionType, description: about("onBreach", "") }),
    cooldownBars: t.int({ description: about("cooldownBars", "0 to 100,000.") }),
    maxOrdersPerMinute: t.int({ description: about("maxOrdersPerMinute", "1 or more.") }),
    priceCollar: t.float({ description: about("priceCollar", "Above 0 to 1.") }),
  };
}

export const RiskInput = builder.inputType("RiskInput", {
  description: `How large orders are, and which are refused. ${NULLS}`,
  fields: (t) => ({
    sizing: t.field({ type: SizingInput, description: "Default: a quarter of the equity." }),
    ...limitInputs(t, {
      onBreach: "FLATTEN",
      cooldownBars: "0",
      maxOrdersPerMinute: "120",
      priceCollar: "0.5",
    }),
  }),
});

export const AccountLimitsInput = builder.inputType("AccountLimitsInput", {
  description: `Limits for every runner on an account. ${NULLS}`,
  fields: (t) => limitInputs(t, { onBreach: "REDUCE", cooldownBars: "0" }),
});
