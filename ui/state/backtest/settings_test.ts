import { deepEqual, equal } from "node:assert/strict";
import { DATA } from "./sample.ts";
import { currencyOf, differences, marketOf, settingsOf, sourceOf } from "./settings.ts";

Deno.test("a source is known while it runs, and from its candles' origin then", () => {
  equal(sourceOf({ settings: { source: "BINANCE_US" }, data: [] }), "BINANCE_US");
  equal(sourceOf({ settings: {}, data: [DATA] }), "BINANCE");
  const simulated = { ...DATA, origin: "the last 5000 bars of simulated" };
  equal(sourceOf({ settings: {}, data: [simulated] }), "SIMULATED");
  equal(sourceOf({ settings: {}, data: [{ ...DATA, origin: "prices.csv" }] }), null);
});

Deno.test("markets say steps and currency; unknown ones get usual steps", () => {
  const market = { symbol: "DOGEUSDT", quote: "USDT", priceStep: 0.00001, quantityStep: 1 };
  const settings = settingsOf({ settings: { markets: [market] } });
  equal(currencyOf(settings), "USDT");
  deepEqual(marketOf(settings, "DOGEUSDT"), market);
  equal(marketOf(settings, "BTCUSDT").priceStep, 0.01);
  deepEqual(settingsOf({ settings: null }), { parameters: {} });
});

Deno.test("only what differs is left, with gaps where one has no such setting", () => {
  deepEqual(
    differences([
      [["Fast", "10"], ["Slow", "20"], ["Cash", "1"]],
      [["Fast", "12"], ["Cash", "1"]],
    ]),
    [
      { name: "Fast", values: ["10", "12"] },
      { name: "Slow", values: ["20", null] },
    ],
  );
});
