import type {
  ExecutionInput,
  LatencyModel,
  LimitFill,
  SlippageModel,
} from "../operations/operations.ts";
import { tiersFault, tiersOf, tiersText } from "./fee_tiers.ts";
import { numberReader, type SettingEntries, type SettingSpec } from "./setting_fields.ts";

const BPS = { min: 0, max: 1_000 };
const DELAY = { min: 0, max: 60_000, isWhole: true };

const SLIPPAGE: readonly { value: SlippageModel; text: string }[] = [
  { value: "NONE", text: "None" },
  { value: "FIXED", text: "Fixed" },
  { value: "VOLUME_SHARE", text: "By share of the volume, squared" },
  { value: "SQUARE_ROOT", text: "By volatility and square root of the share" },
];
const LATENCY: readonly { value: LatencyModel; text: string }[] = [
  { value: "NONE", text: "None" },
  { value: "FIXED", text: "Fixed" },
  { value: "UNIFORM", text: "From … to, evenly" },
  { value: "LOG_NORMAL", text: "Mostly short, sometimes long" },
];
const LIMIT_FILL: readonly { value: LimitFill; text: string }[] = [
  { value: "TOUCH", text: "Once the price reaches them" },
  { value: "THROUGH", text: "Once the price goes through" },
];
const HOURS = ["1", "2", "4", "8", "12", "24"].map((value) => ({ value, text: `${value} h` }));

const having = (key: string, value: string) => (entries: SettingEntries) => entries[key] === value;
const hasLeverage = (entries: SettingEntries) => Number(entries["leverage"]) > 1;
const hasFunding = (entries: SettingEntries) => Number(entries["fundingBps"]) !== 0;

/** How orders are executed, setting by setting. */
export const EXECUTION_FIELDS: readonly SettingSpec[] = [
  { key: "fees.makerBps", label: "Maker fee", unit: "bps", rule: BPS, hint: "For what had waited" },
  {
    key: "fees.takerBps",
    label: "Taker fee",
    unit: "bps",
    rule: BPS,
    hint: "For what trades at once",
  },
  {
    key: "fees.tiers",
    label: "Fee tiers",
    unit: "volume maker taker; …",
    placeholder: "none",
    hint: "From so much in 30 days on: 1000000 8 9; 5000000 6 7",
    isWide: true,
    textOf: tiersText,
    textFault: tiersFault,
  },
  {
    key: "spreadBps",
    label: "Spread",
    unit: "bps",
    rule: BPS,
    hint: "Where the feed has no quotes",
  },
  {
    key: "volumeShare",
    label: "Share of the volume",
    unit: "%",
    rule: { above: 0, max: 100 },
    isPercent: true,
    mayBeEmpty: true,
    hint: "Most of a candle's; empty: no limit",
  },
  { key: "slippage.model", label: "Slippage", options: SLIPPAGE, isWide: true },
  {
    key: "slippage.bps",
    label: "Slippage",
    unit: "bps",
    rule: BPS,
    isShown: having("slippage.model", "FIXED"),
  },
  {
    key: "slippage.impact",
    label: "Impact",
    rule: { min: 0, max: 1 },
    hint: "0.1 is usual",
    isShown: having("slippage.model", "VOLUME_SHARE"),
  },
  {
    key: "slippage.coefficient",
    label: "Coefficient",
    rule: { min: 0, max: 100 },
    hint: "1 is usual",
    isShown: having("slippage.model", "SQUARE_ROOT"),
  },
  { key: "latency.model", label: "Latency", options: LATENCY, isWide: true },
  {
    key: "latency.ms",
    label: "Delay",
    unit: "ms",
    rule: DELAY,
    isShown: having("latency.model", "FIXED"),
  },
  {
    key: "latency.minMs",
    label: "From",
    unit: "ms",
    rule: DELAY,
    isShown: having("latency.model", "UNIFORM"),
  },
  {
    key: "latency.maxMs",
    label: "To",
    unit: "ms",
    rule: DELAY,
    isShown: having("latency.model", "UNIFORM"),
  },
  {
    key: "latency.medianMs",
    label: "Median",
    unit: "ms",
    rule: { min: 0, max: 60_000 },
    isShown: having("latency.model", "LOG_NORMAL"),
  },
  {
    key: "latency.sigma",
    label: "Sigma",
    rule: { min: 0, max: 10 },
    hint: "0.5 is usual",
    isShown: having("latency.model", "LOG_NORMAL"),
  },
  { key: "limitFill", label: "Limit orders trade", options: LIMIT_FILL, isWide: true },
  {
    key: "leverage",
    label: "Leverage",
    unit: "×",
    rule: { min: 1, max: 125 },
    hint: "1 is none",
  },
  {
    key: "maintenanceMargin",
    label: "Liquidation",
    unit: "% of the worth",
    rule: { min: 0, max: 50 },
    isPercent: true,
    hint: "At this much equity",
    isShown: hasLeverage,
  },
  {
    key: "liquidationFeeBps",
    label: "Liquidation fee",
    unit: "bps",
    rule: BPS,
    isShown: hasLeverage,
  },
  {
    key: "fundingBps",
    label: "Funding",
    unit: "bps",
    rule: { min: -1_000, max: 1_000 },
    hint: "What longs pay shorts",
  },
  { key: "fundingHours", label: "Funding every", options: HOURS, isShown: hasFunding },
];

/** As a runner gets it that is told nothing; of models that are not chosen, what is usual. */
export const DEFAULT_EXECUTION_ENTRIES: SettingEntries = {
  "fees.makerBps": "10",
  "fees.takerBps": "10",
  "fees.tiers": "",
  spreadBps: "0",
  volumeShare: "",
  "slippage.model": "NONE",
  "slippage.bps": "5",
  "slippage.impact": "0.1",
  "slippage.coefficient": "1",
  "latency.model": "NONE",
  "latency.ms": "200",
  "latency.minMs": "50",
  "latency.maxMs": "250",
  "latency.medianMs": "100",
  "latency.sigma": "0.5",
  limitFill: "TOUCH",
  leverage: "1",
  maintenanceMargin: "0.5",
  liquidationFeeBps: "0",
  fundingBps: "0",
  fundingHours: "8",
};

/** What is sent, of entries that were found right. */
export function executionInput(entries: SettingEntries): ExecutionInput {
  const { value, orNull } = numberReader(EXECUTION_FIELDS, entries);
  return {
    fees: {
      makerBps: value("fees.makerBps"),
      takerBps: value("fees.takerBps"),
      tiers: tiersOf(entries["fees.tiers"] ?? ""),
    },
    spreadBps: value("spreadBps"),
    volumeShare: orNull("volumeShare"),
    slippage: slippageInput(entries),
    latency: latencyInput(entries),
    limitFill: entries["limitFill"] === "THROUGH" ? "THROUGH" : "TOUCH",
    leverage: value("leverage"),
    ...(hasLeverage(entries)
      ? {
        maintenanceMargin: value("maintenanceMargin"),
        liquidationFeeBps: value("liquidationFeeBps"),
      }
      : {}),
    fundingBps: value("fundingBps"),
    ...(hasFunding(entries) ? { fundingHours: value("fundingHours") } : {}),
  };
}

function slippageInput(entries: SettingEntries): NonNullable<ExecutionInput["slippage"]> {
  const { value } = numberReader(EXECUTION_FIELDS, entries);
  switch (entries["slippage.model"]) {
    case "FIXED":
      return { model: "FIXED", bps: value("slippage.bps") };
    case "VOLUME_SHARE":
      return { model: "VOLUME_SHARE", impact: value("slippage.impact") };
    case "SQUARE_ROOT":
      return { model: "SQUARE_ROOT", coefficient: value("slippage.coefficient") };
    default:
      return { model: "NONE" };
  }
}

function latencyInput(entries: SettingEntries): NonNullable<ExecutionInput["latency"]> {
  const { value } = numberReader(EXECUTION_FIELDS, entries);
  switch (entries["latency.model"]) {
    case "FIXED":
      return { model: "FIXED", ms: value("latency.ms") };
    case "UNIFORM":
      return { model: "UNIFORM", minMs: value("latency.minMs"), maxMs: value("latency.maxMs") };
    case "LOG_NORMAL":
      return {
        model: "LOG_NORMAL",
        medianMs: value("latency.medianMs"),
        sigma: value("latency.sigma"),
      };
    default:
      return { model: "NONE" };
  }
}
