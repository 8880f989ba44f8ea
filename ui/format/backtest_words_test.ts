import { deepEqual, equal, match } from "node:assert/strict";
import { DATA, ROW } from "../state/backtest/sample.ts";
import { candleWords, dataFaults, dataWords, paceWords, rangeWords } from "./backtest_words.ts";

Deno.test("a pace is bars a second and what is left, as far as they are known", () => {
  equal(paceWords(ROW), "");
  equal(paceWords({ ...ROW, barsPerSecond: 1_250_000.4 }), "1.25 M bars/s");
  equal(
    paceWords({ ...ROW, barsPerSecond: 900, leftMs: 400 }),
    "900 bars/s, less than a second left",
  );
  equal(paceWords({ ...ROW, barsPerSecond: 900, leftMs: 65_000 }), "900 bars/s, 1 m 5 s left");
});

Deno.test("short ranges have times of day, long ones days, of all symbols together", () => {
  const hour = 3_600_000;
  const from = Date.UTC(2024, 0, 1);
  equal(rangeWords([]), "");
  equal(rangeWords([{ from, to: from + hour }]), "1 Jan 2024 00:00 – 1 Jan 2024 01:00");
  equal(
    rangeWords([{ from, to: from + hour }, { from: from + hour, to: from + 240 * hour }]),
    "1 Jan 2024 – 11 Jan 2024",
  );
});

Deno.test("candles are called as their timeframe is", () => {
  deepEqual([1_000, 60_000, 900_000, 14_400_000, 86_400_000].map(candleWords), [
    "1s",
    "1m",
    "15m",
    "4h",
    "1d",
  ]);
  equal(
    dataWords(DATA),
    "1,440 candles of 1m, 1 Jan 2024 00:00 to 2 Jan 2024 00:00 UTC, BTCUSDT 1m of Binance",
  );
  match(
    dataWords({ ...DATA, origin: "the last 800 bars of simulated" }),
    /, the last 800 bars of the simulated market$/,
  );
  match(
    dataWords({ ...DATA, origin: "the last 20000 bars of simulated" }),
    /, the last 20,000 bars of the simulated market$/,
  );
  match(dataWords({ ...DATA, origin: "5000 bars of gold" }), /, 5000 bars of gold$/);
  match(dataWords({ ...DATA, origin: "export.csv" }), /, export\.csv$/);
  match(dataWords({ ...DATA, candles: 1 }), /^1 candle of 1m, /);
});

Deno.test("what is wrong with candles is told with its share; good ones have nothing to tell", () => {
  deepEqual(dataFaults(DATA), []);
  // 60 of 1,500 that there should be: 4 %.
  deepEqual(dataFaults({ ...DATA, gaps: 1, missing: 60 }), [
    "1 gap with 60 candles missing (4.0 %)",
  ]);
  deepEqual(dataFaults({ ...DATA, outliers: 2 }), ["2 outliers: moves of 30 times the usual"]);
  deepEqual(dataFaults({ ...DATA, zeroVolume: 14, flat: 144 }), [
    "144 candles of one price only (10.0 %)",
  ]);
});
