/** What each check asks. */
export const CHECK_TITLES: Readonly<Record<string, string>> = {
  LOOK_AHEAD: "Look-ahead",
  WARM_UP: "Start of the data",
  COSTS: "Dearer terms",
  CHANCE: "Chance",
  PRICES: "Odd prices",
};

export const CHECK_HINTS: Readonly<Record<string, string>> = {
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

/** What the checks are at, while they are under way. */
export function checkingWords(check: string | null): string {
  return check === null ? "Begins" : CHECK_TITLES[check] ?? check;
}
