import type { BacktestDataFields, BacktestVerdictFields } from "../operations/operations.ts";
import { dataFaults } from "./backtest_words.ts";

/** What each check asks. */
export const CHECK_TITLES: Readonly<Record<string, string>> = {
  DATA: "Data",
  LOOK_AHEAD: "Look-ahead",
  WARM_UP: "Start of the data",
  COSTS: "Dearer terms",
  CHANCE: "Chance",
  PRICES: "Odd prices",
};

export const CHECK_HINTS: Readonly<Record<string, string>> = {
  DATA: "Gaps, outliers and candles without volume",
  LOOK_AHEAD: "Run again with the future cut off at its decisions: they must not change",
  WARM_UP: "Run again from other starts: its orders must not depend on where the data begins",
  COSTS: "Fees, spread and slippage multiplied",
  CHANCE: "The same trades at random times",
  PRICES: "Closes far off that come back at once are mostly faults of the data",
};

/** A mood in a word, for whoever does not see colours. */
export const MOOD_WORDS: Readonly<Record<string, string>> = {
  FINE: "fine",
  DOUBTFUL: "doubtful",
  BAD: "bad",
  UNKNOWN: "unknown",
};

/** What the look at the candles came to, as the checks tell theirs: those that are fine in one. */
export function dataVerdicts(data: readonly BacktestDataFields[]): BacktestVerdictFields[] {
  const fine = data.filter((each) => dataFaults(each).length === 0).map(({ symbol }) => symbol);
  const words = `${fine.join(", ")} ${fine.length === 1 ? "has" : "have"} no gap and no outlier`;
  const found = data.map((each) => [each.symbol, dataFaults(each).join("; ")] as const);
  return [
    ...(fine.length > 0 ? [verdict("FINE", words)] : []),
    ...found.filter(([, faults]) => faults !== "")
      .map(([symbol, faults]) => verdict("DOUBTFUL", `${symbol} has ${faults}`)),
  ];
}

function verdict(mood: string, words: string): BacktestVerdictFields {
  return { check: "DATA", mood, words, details: [] };
}

/** What the checks are at, while they are under way. */
export function checkingWords(check: string | null): string {
  return check === null ? "Begins" : CHECK_TITLES[check] ?? check;
}
