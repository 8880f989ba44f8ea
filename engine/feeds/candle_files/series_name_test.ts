import { deepEqual } from "node:assert/strict";
import { seriesInName } from "./series_name.ts";

const NAMES: [string, string | null][] = [
  ["BTCUSDT-1m-2024-01.zip", "BTCUSDT 1m"],
  ["BTCUSDT-1m-2024-01-31.csv", "BTCUSDT 1m"],
  ["ETHUSDT-12h-2024-01.zip/ETHUSDT-12h-2024-01.csv", "ETHUSDT 12h"],
  ["january.zip/BTCUSDT-1m-2024-01.csv", "BTCUSDT 1m"],
  ["BTCUSDT-1m-2024-01.zip/candles.csv", "BTCUSDT 1m"],
  ["dirty-BTCUSDT-5m-2025.csv.gz", "BTCUSDT 5m"],
  ["btcusdt-1w.csv", "BTCUSDT 1w"],
  ["1000SATSUSDT-1h-2024-01.csv", "1000SATSUSDT 1h"],
  ["BTCUSDT-1mo-2024.csv", null],
  ["BTCUSDT-1M-2024.csv", null],
  ["BTCUSDT-2024-01.csv", null],
  ["BTCUSDT_1m.csv", null],
  ["export.csv", null],
  ["", null],
];

Deno.test("a name as the exchange gives it tells symbol and timeframe, any other nothing", () => {
  for (const [name, says] of NAMES) {
    const found = seriesInName(name);
    deepEqual(found && `${found.symbol} ${found.timeframe}`, says, name);
  }
});
