import { deepEqual, equal } from "node:assert/strict";
import { DATA } from "../state/backtest/sample.ts";
import { checkingWords, dataVerdicts } from "./check_words.ts";

Deno.test("candles are judged a symbol each", () => {
  const odd = { ...DATA, symbol: "ETHUSDT", outliers: 2 };
  deepEqual(dataVerdicts([DATA, odd]).map(({ mood, words }) => [mood, words]), [
    ["FINE", "BTCUSDT has no gap and no outlier"],
    ["DOUBTFUL", "ETHUSDT has 2 outliers: moves of 30 times the usual"],
  ]);
});

Deno.test("what the checks are at is said by their names", () => {
  equal(checkingWords("WARM_UP"), "Start of the data");
  equal(checkingWords(null), "Begins");
});
