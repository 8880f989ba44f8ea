import type { BacktestDetail, RiskFields } from "../operations/operations.ts";
import { type BacktestSettings, currencyOf, marketOf } from "../state/backtest/settings.ts";
import { SOURCE_WORDS } from "./backtest_words.ts";
import { executionWords, type Worded } from "./execution_words.ts";
import { flattened } from "./flatten.ts";
import { count, money, share } from "./numbers.ts";
import { BREACH_WORDS, orderLimits, sizingWords } from "./risk_words.ts";
import { plain } from "./words.ts";

/** Settings of one kind. */
export interface WordedGroup {
  readonly title: string;
  readonly rows: readonly Worded[];
}

/** What a backtest was run with, in words. */
export function backtestSettingsWords(
  backtest: Pick<BacktestDetail, "symbols" | "timeframe">,
  settings: BacktestSettings,
): WordedGroup[] {
  const { execution, risk } = settings;
  return [
    { title: "Parameters", rows: parameterWords(settings) },
    { title: "Run", rows: runWords(backtest, settings) },
    { title: "Execution", rows: execution === undefined ? [] : executionWords(execution) },
    { title: "Risk", rows: risk === undefined ? [] : riskWords(risk, backtest, settings) },
  ].filter(({ rows }) => rows.length > 0);
}

function parameterWords({ parameters }: BacktestSettings): Worded[] {
  return flattened(parameters).map(([name, text]) => ({ name: plain(name), text }));
}

function runWords(
  { symbols, timeframe }: Pick<BacktestDetail, "symbols" | "timeframe">,
  settings: BacktestSettings,
): Worded[] {
  const { cash, windowSize, closeAtEnd = false, seed, execution, version, source } = settings;
  return [
    { name: "Symbols", text: symbols.join(", ") },
    { name: "Timeframe", text: timeframe },
    ...source === undefined ? [] : [{ name: "Source", text: SOURCE_WORDS[source] }],
    ...cash === undefined
      ? []
      : [{ name: "Cash", text: `${money(cash)} ${currencyOf(settings)}`.trim() }],
    ...windowSize === undefined ? [] : [{ name: "Window", text: `${count(windowSize)} candles` }],
    {
      name: "At the end",
      text: closeAtEnd ? "positions are closed" : "positions stay open",
      hint: "Closed ones count as trades",
    },
    { name: "Seed", text: seed ?? execution?.seed ?? "", hint: "Of all that is random" },
    ...version === undefined ? [] : [{ name: "Version", text: version, hint: "Of the program" }],
  ];
}

function riskWords(
  risk: RiskFields,
  { symbols }: Pick<BacktestDetail, "symbols">,
  settings: BacktestSettings,
): Worded[] {
  const { quantityStep } = marketOf(settings, symbols[0] ?? "");
  const losses = lossLimits(risk);
  return [
    {
      name: "Size",
      text: sizingWords(risk.sizing, { base: "units", quantityStep }),
      hint: "Of orders that name no quantity",
    },
    ...losses,
    ...losses.length > 0 ? [{ name: "At a loss limit", text: BREACH_WORDS[risk.onBreach] }] : [],
    ...risk.cooldownBars > 0
      ? [{ name: "Cooldown", text: `${count(risk.cooldownBars)} bars after a loss` }]
      : [],
    ...orderLimits(risk, []),
    ...risk.maxOrdersPerMinute === null
      ? []
      : [{ name: "Orders a minute", text: `${count(risk.maxOrdersPerMinute)} at most` }],
  ];
}

function lossLimits({ maxDailyLoss, maxDrawdown, maxConsecutiveLosses }: RiskFields): Worded[] {
  const limit = (name: string, text: string | null) => text === null ? [] : [{ name, text }];
  const orNull = (value: number | null) => value === null ? null : share(value);
  return [
    ...limit("Loss a day", orNull(maxDailyLoss)),
    ...limit("Drawdown", orNull(maxDrawdown)),
    ...limit(
      "Losses in a row",
      maxConsecutiveLosses === null ? null : count(maxConsecutiveLosses),
    ),
  ];
}
