import { equal } from "node:assert/strict";
import { candleLength } from "./candle_length.ts";

const [MINUTE, HOUR, DAY] = [60_000, 3_600_000, 86_400_000];

Deno.test("merged candles are as long as people know them", () => {
  equal(candleLength(51 * MINUTE, MINUTE), HOUR);
  equal(candleLength(17 * HOUR, HOUR), DAY);
  equal(candleLength(HOUR, HOUR), HOUR);
  // No known length is made of whole candles of seven minutes.
  equal(candleLength(20 * MINUTE, 7 * MINUTE), 21 * MINUTE);
  equal(candleLength(25 * DAY, DAY), 25 * DAY);
});
