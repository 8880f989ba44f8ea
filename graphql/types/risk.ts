import { builder } from "../builder.ts";
import type {
  AccountLimits,
  RiskRuleStatus,
  RiskSettings,
  SizingSettings,
} from "../../engine/mod.ts";
import { BreachActionType } from "./enums.ts";
import { present } from "./present.ts";
import { LIMIT, SizingMethodType } from "./risk_words.ts";

const SizingSettingsType = builder.objectRef<SizingSettings>("SizingSettings").implement({
  description: "A method and its numbers; the others are null.",
  fields: (t) => ({
    method: t.expose("method", { type: SizingMethodType }),
    quantity: t.float({ nullable: true, resolve: (of) => present(of, "quantity") }),
    fraction: t.float({ nullable: true, resolve: (of) => present(of, "fraction") }),
    annual: t.float({ nullable: true, resolve: (of) => present(of, "annual") }),
    bars: t.int({ nullable: true, resolve: (of) => present(of, "bars") }),
    cap: t.float({ nullable: true, resolve: (of) => present(of, "cap") }),
    minTrades: t.int({ nullable: true, resolve: (of) => present(of, "minTrades") }),
  }),
});

type LimitsRef = ReturnType<typeof builder.objectRef<AccountLimits>>;

/** Fields of a type that has limits. */
function limitFields(
  t: Parameters<NonNullable<Parameters<LimitsRef["implement"]>[0]["fields"]>>[0],
) {
  const fraction = (
    name: "maxPosition" | "maxExposure" | "maxDailyLoss" | "maxDrawdown" | "priceCollar",
  ) => t.exposeFloat(name, { nullable: true, description: LIMIT[name] });
  const count = (name: "maxOpenPositions" | "maxConsecutiveLosses" | "maxOrdersPerMinute") =>
    t.exposeInt(name, { nullable: true, description: LIMIT[name] });
  return {
    maxPosition: fraction("maxPosition"),
    maxExposure: fraction("maxExposure"),
    maxOpenPositions: count("maxOpenPositions"),
    maxDailyLoss: fraction("maxDailyLoss"),
    maxDrawdown: fraction("maxDrawdown"),
    maxConsecutiveLosses: count("maxConsecutiveLosses"),
    onBreach: t.expose("onBreach", { type: BreachActionType, description: LIMIT.onBreach }),
    cooldownBars: t.exposeInt("cooldownBars", { description: LIMIT.cooldownBars }),
    maxOrdersPerMinute: count("maxOrdersPerMinute"),
    priceCollar: fraction("priceCollar"),
  };
}

export const AccountLimitsType = builder.objectRef<AccountLimits>("AccountLimits").implement({
  description: "Limits of an account, which count for every runner on it besides the runner's " +
    "own: of two limits the stricter counts. Null is no limit.",
  fields: (t) => limitFields(t),
});

export const RiskSettingsType = builder.objectRef<RiskSettings>("RiskSettings").implement({
  description: "How large a runner's orders are, and which are refused. Null is no limit.",
  fields: (t) => ({
    sizing: t.expose("sizing", { type: SizingSettingsType }),
    ...limitFields(t),
  }),
});

export const RiskRuleStatusType = builder.objectRef<RiskRuleStatus>("RiskRuleStatus").implement({
  description: "Where a limit that is set stands.",
  fields: (t) => ({
    rule: t.exposeString("rule"),
    limit: t.exposeFloat("limit", { description: "As in the settings." }),
    value: t.exposeFloat("value", {
      description: "What is measured against it now; of a cooldown the bars that are left.",
    }),
    triggered: t.exposeBoolean("triggered", {
      description: "True while entries are refused for it.",
    }),
    until: t.expose("until", {
      type: "Timestamp",
      nullable: true,
      description: "When that ends; null where no time ends it.",
    }),
    wording: t.exposeString("wording", { description: "What the limit does, in a sentence." }),
  }),
});
