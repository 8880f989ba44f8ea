import { deepEqual } from "node:assert/strict";
import { compareIndicators } from "./indicator_order.ts";

Deno.test("indicators stand by name, and by their parameters as numbers", () => {
  const asked = ["ema(21)", "atr(14)", "ema(9)", "macd(12,26,9)", "bollinger(20,2)"];
  deepEqual(asked.toSorted(compareIndicators), [
    "atr(14)",
    "bollinger(20,2)",
    "ema(9)",
    "ema(21)",
    "macd(12,26,9)",
  ]);
});
