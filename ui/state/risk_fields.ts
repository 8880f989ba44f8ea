import { BREACH_WORDS, SIZING_WORDS } from "../format/risk_words.ts";
import type {
  AccountLimitsInput,
  BreachAction,
  RiskInput,
  SizingMethod,
} from "../operations/operations.ts";
import type { Errors } from "./parameter_form.ts";
import {
  type ChoiceOption,
  numberReader,
  type SettingEntries,
  settingFaults,
  type SettingSpec,
} from "./setting_fields.ts";

const PERCENT = { above: 0, max: 100 };
const COUNT = { min: 1, isWhole: true };

/** What a method puts into the form with itself: a share of the equity is not a risk. */
const SIZING_SETS: Readonly<Partial<Record<SizingMethod, SettingEntries>>> = {
  EQUITY: { "sizing.fraction": "25" },
  RISK: { "sizing.fraction": "1" },
};
const METHODS: readonly SizingMethod[] = ["EQUITY", "RISK", "FIXED", "VOLATILITY", "KELLY"];
const SIZING: readonly ChoiceOption[] = METHODS.map((value) => ({
  value,
  text: SIZING_WORDS[value],
  sets: SIZING_SETS[value] ?? {},
}));
const ACTIONS: readonly BreachAction[] = ["FLATTEN", "REDUCE"];
const BREACH = ACTIONS.map((value) => ({ value, text: BREACH_WORDS[value] }));

const sizedBy = (...methods: readonly SizingMethod[]) => (entries: SettingEntries) =>
  methods.some((method) => method === entries["sizing.method"]);

/** How large orders are that name no quantity. */
export const SIZING_FIELDS: readonly SettingSpec[] = [
  { key: "sizing.method", label: "Size of orders without one", options: SIZING, isWide: true },
  {
    key: "sizing.fraction",
    label: "Of the equity",
    unit: "%",
    rule: PERCENT,
    isPercent: true,
    isShown: sizedBy("EQUITY", "RISK"),
  },
  {
    key: "sizing.quantity",
    label: "Quantity",
    unit: "base units",
    rule: { above: 0 },
    isShown: sizedBy("FIXED"),
  },
  {
    key: "sizing.annual",
    label: "Volatility",
    unit: "% a year",
    rule: { above: 0, max: 1_000 },
    isPercent: true,
    isShown: sizedBy("VOLATILITY"),
  },
  {
    key: "sizing.bars",
    label: "Measured over",
    unit: "bars",
    rule: { min: 3, isWhole: true },
    isShown: sizedBy("VOLATILITY"),
  },
  {
    key: "sizing.cap",
    label: "At most",
    unit: "%",
    rule: PERCENT,
    isPercent: true,
    isShown: sizedBy("KELLY"),
  },
  {
    key: "sizing.minTrades",
    label: "From",
    unit: "trades",
    rule: COUNT,
    hint: "As much as the most until then",
    isShown: sizedBy("KELLY"),
  },
];

/** Limits on losses, and on single orders. Left empty, there is none. */
export const LIMIT_FIELDS: readonly SettingSpec[] = [
  {
    key: "maxDailyLoss",
    label: "Loss a day",
    unit: "%",
    rule: PERCENT,
    isPercent: true,
    mayBeEmpty: true,
    hint: "Since 00:00 UTC; goes on the next day",
  },
  {
    key: "maxDrawdown",
    label: "Drawdown",
    unit: "%",
    rule: PERCENT,
    isPercent: true,
    mayBeEmpty: true,
    hint: "From the highest equity; until released",
  },
  {
    key: "maxConsecutiveLosses",
    label: "Losses in a row",
    rule: COUNT,
    mayBeEmpty: true,
    hint: "Until released",
  },
  {
    key: "onBreach",
    label: "What these three do",
    options: BREACH,
    isWide: true,
  },
  {
    key: "cooldownBars",
    label: "Cooldown",
    unit: "bars",
    rule: { min: 0, max: 100_000, isWhole: true },
    hint: "Without entries after a loss",
  },
  {
    key: "maxPosition",
    label: "Position",
    unit: "% of equity",
    rule: { above: 0, max: 12_500 },
    isPercent: true,
    mayBeEmpty: true,
    hint: "Most that one may be worth",
  },
  {
    key: "maxExposure",
    label: "Exposure",
    unit: "% of equity",
    rule: { above: 0, max: 12_500 },
    isPercent: true,
    mayBeEmpty: true,
    hint: "All positions of the account",
  },
  {
    key: "maxOpenPositions",
    label: "Open positions",
    rule: COUNT,
    mayBeEmpty: true,
    hint: "At once on the account",
  },
  {
    key: "maxOrdersPerMinute",
    label: "Orders a minute",
    rule: { min: 1, max: 10_000, isWhole: true },
    mayBeEmpty: true,
  },
  {
    key: "priceCollar",
    label: "Price off the market",
    unit: "%",
    rule: PERCENT,
    isPercent: true,
    mayBeEmpty: true,
    hint: "Further off is refused",
  },
];

export const RISK_FIELDS: readonly SettingSpec[] = [...SIZING_FIELDS, ...LIMIT_FIELDS];

/** As a runner gets it that is told nothing; of methods that are not chosen, what is usual. */
export const DEFAULT_RISK_ENTRIES: SettingEntries = {
  "sizing.method": "EQUITY",
  "sizing.fraction": "25",
  "sizing.quantity": "",
  "sizing.annual": "20",
  "sizing.bars": "50",
  "sizing.cap": "25",
  "sizing.minTrades": "30",
  maxDailyLoss: "",
  maxDrawdown: "",
  maxConsecutiveLosses: "",
  onBreach: "FLATTEN",
  cooldownBars: "0",
  maxPosition: "",
  maxExposure: "",
  maxOpenPositions: "",
  maxOrdersPerMinute: "120",
  priceCollar: "50",
};

/** As an account gets it that is told nothing: no limits besides the runners' own. */
export const DEFAULT_LIMIT_ENTRIES: SettingEntries = {
  ...DEFAULT_RISK_ENTRIES,
  onBreach: "REDUCE",
  maxOrdersPerMinute: "",
  priceCollar: "",
};

/** @param leverage more than it would be no limit */
export function riskFaults(entries: SettingEntries, leverage: number): Errors {
  const faults: Record<string, string> = {};
  for (const key of ["maxPosition", "maxExposure"]) {
    const most = leverage * 100;
    if (Number(entries[key]) > most) faults[key] = `Has to be at most ${most}, the leverage`;
  }
  return { ...faults, ...settingFaults(RISK_FIELDS, entries) };
}

/** What is sent, of entries that were found right; a limit that is left empty is taken out. */
export function riskInput(entries: SettingEntries): RiskInput {
  return { sizing: sizingInput(entries), ...limitsInput(entries) };
}

export function limitsInput(entries: SettingEntries): AccountLimitsInput {
  const { value, orNull } = numberReader(LIMIT_FIELDS, entries);
  return {
    maxDailyLoss: orNull("maxDailyLoss"),
    maxDrawdown: orNull("maxDrawdown"),
    maxConsecutiveLosses: orNull("maxConsecutiveLosses"),
    onBreach: entries["onBreach"] === "REDUCE" ? "REDUCE" : "FLATTEN",
    cooldownBars: value("cooldownBars"),
    maxPosition: orNull("maxPosition"),
    maxExposure: orNull("maxExposure"),
    maxOpenPositions: orNull("maxOpenPositions"),
    maxOrdersPerMinute: orNull("maxOrdersPerMinute"),
    priceCollar: orNull("priceCollar"),
  };
}

function sizingInput(entries: SettingEntries): NonNullable<RiskInput["sizing"]> {
  const { value } = numberReader(SIZING_FIELDS, entries);
  switch (entries["sizing.method"]) {
    case "FIXED":
      return { method: "FIXED", quantity: value("sizing.quantity") };
    case "RISK":
      return { method: "RISK", fraction: value("sizing.fraction") };
    case "VOLATILITY":
      return {
        method: "VOLATILITY",
        annual: value("sizing.annual"),
        bars: value("sizing.bars"),
      };
    case "KELLY":
      return { method: "KELLY", cap: value("sizing.cap"), minTrades: value("sizing.minTrades") };
    default:
      return { method: "EQUITY", fraction: value("sizing.fraction") };
  }
}
