import { deepEqual, equal } from "node:assert/strict";
import { seriesInName, symbolInName } from "./series_name.ts";

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
  ["BTC_USDT-1h.json", "BTCUSDT 1h"],
  ["BTC_USDT-1h.json.gz", "BTCUSDT 1h"],
  ["BTC_USDT_USDT-1h-futures.json", "BTCUSDT 1h"],
  ["ETH_BTC-5m.json", "ETHBTC 5m"],
  ["1000SATS_USDT-1d.json", "1000SATSUSDT 1d"],
  ["freqtrade-BTC_USDT-1m-2023.json.gz", "BTCUSDT 1m"],
  ["data.zip/binance/BTC_USDT-1h.json", "BTCUSDT 1h"],
  ["old_BTCUSDT-1m.csv", "BTCUSDT 1m"],
  ["BTC_USDT.json", null],
  ["export.csv", null],
  ["", null],
];

Deno.test("a name as the exchange gives it tells symbol and timeframe, any other nothing", () => {
  for (const [name, says] of NAMES) {
    const found = seriesInName(name);
    deepEqual(found && `${found.symbol} ${found.timeframe}`, says, name);
  }
});

const SYMBOLS: [string, string][] = [
  ["BTCUSDT-1m-2023.csv.gz", "BTCUSDT"],
  ["btcusdt.csv", "BTCUSDT"],
  ["BTC_USDT-1h.json", "BTCUSDT"],
  ["BTC_USDT.json", "BTCUSDT"],
  ["BTC_USDT_USDT-1h-futures.json", "BTCUSDT"],
  ["freqtrade-BTC_USDT-1h.csv", "BTCUSDT"],
  ["BTC_USDTX-1h.csv", "BTC"],
  ["export.csv", "EXPORT"],
  ["-", ""],
];

Deno.test("a symbol is the pair in a name, or the word it begins with", () => {
  for (const [name, symbol] of SYMBOLS) equal(symbolInName(name), symbol, name);
});
