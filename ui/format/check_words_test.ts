import { deepEqual, equal } from "node:assert/strict";
import { DATA } from "../state/backtest/sample.ts";
import { checkingWords, dataVerdicts } from "./check_words.ts";

Deno.test("candles that are fine are told in one line, others a symbol each", () => {
  const [odd, sol] = [{ ...DATA, symbol: "ETHUSDT", outliers: 2 }, { ...DATA, symbol: "SOLUSDT" }];
  deepEqual(dataVerdicts([DATA, odd, sol]).map(({ mood, words }) => [mood, words]), [
    ["FINE", "BTCUSDT, SOLUSDT have no gap and no outlier"],
    ["DOUBTFUL", "ETHUSDT has 2 outliers: moves of 30 times the usual"],
  ]);
});

Deno.test("what the checks are at is said by their names", () => {
  equal(checkingWords("WARM_UP"), "Start of the data");
  equal(checkingWords(null), "Begins");
});
