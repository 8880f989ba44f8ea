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

/** What the look at the candles came to, one a symbol, as the checks tell theirs. */
export function dataVerdicts(data: readonly BacktestDataFields[]): BacktestVerdictFields[] {
  return data.map((each) => {
    const faults = dataFaults(each);
    const words = faults.length === 0
      ? `${each.symbol} has no gap and no outlier`
      : `${each.symbol} has ${faults.join("; ")}`;
    return { check: "DATA", mood: faults.length === 0 ? "FINE" : "DOUBTFUL", words, details: [] };
  });
}

/** What the checks are at, while they are under way. */
export function checkingWords(check: string | null): string {
  return check === null ? "Begins" : CHECK_TITLES[check] ?? check;
}
