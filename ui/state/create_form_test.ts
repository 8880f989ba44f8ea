import assert from "node:assert/strict";
import type { StrategyFields, SymbolFields } from "../operations/operations.ts";
import {
  checkForm,
  EMPTY_FORM,
  groupedSymbols,
  placedError,
  startingForm,
  withStrategy,
  withSymbol,
} from "./create_form.ts";

const BTC: SymbolFields = {
  code: "BTCUSDT",
  name: "Bitcoin",
  assetClass: "CRYPTO",
  base: "BTC",
  quote: "USDT",
  feeds: ["SIMULATED", "BINANCE"],
  priceStep: 0.01,
  quantityStep: 0.00001,
};
const AAPL: SymbolFields = {
  ...BTC,
  code: "AAPL",
  name: "Apple",
  assetClass: "STOCK",
  base: "AAPL",
  quote: "USD",
  feeds: ["SIMULATED"],
};
const STRATEGY: StrategyFields = {
  name: "ema_crossover",
  description: "",
  language: "lua",
  path: "",
  error: null,
  parameters: [{
    name: "fast",
    type: "INTEGER",
    default: 10,
    min: 2,
    max: 200,
    step: 1,
    options: null,
    description: null,
  }],
};
const READY = withStrategy(withSymbol(EMPTY_FORM, BTC, "SIMULATED"), STRATEGY);

Deno.test("a form with symbol and strategy is ready with all its defaults", () => {
  assert.deepEqual(checkForm(READY, STRATEGY), {
    errors: {},
    input: {
      symbol: "BTCUSDT",
      strategy: "ema_crossover",
      timeframe: "1m",
      feed: "SIMULATED",
      windowSize: 500,
      cash: 10_000,
      feeBps: 10,
      spreadBps: 0,
      decideOn: "CANDLE",
      autostart: true,
      parameters: { fast: 10 },
    },
  });
});

Deno.test("an empty form says what to choose", () => {
  const { input, errors } = checkForm(EMPTY_FORM, null);
  assert.equal(input, null);
  assert.deepEqual(errors, { symbol: "Choose a symbol", strategy: "Choose a strategy" });
});

Deno.test("the form opens with the usual choices, or with the first that work", () => {
  const { symbol, strategy, feed, parameters } = startingForm({
    symbols: [AAPL, BTC],
    strategies: [{ ...STRATEGY, name: "another" }, STRATEGY],
    engine: { defaultFeed: "BINANCE" },
  });
  assert.deepEqual([symbol, strategy, feed], ["BTCUSDT", "ema_crossover", "BINANCE"]);
  assert.deepEqual(parameters, { fast: "10" });
  const without = startingForm({
    symbols: [AAPL],
    strategies: [{ ...STRATEGY, error: "broken" }, { ...STRATEGY, name: "another" }],
    engine: { defaultFeed: "SIMULATED" },
  });
  assert.deepEqual([without.symbol, without.strategy], ["AAPL", "another"]);
});

Deno.test("where no strategy works the form says so when it is sent", () => {
  const form = startingForm({
    symbols: [BTC],
    strategies: [{ ...STRATEGY, error: "broken" }],
    engine: { defaultFeed: "SIMULATED" },
  });
  assert.deepEqual(checkForm(form, null).errors, { strategy: "Choose a strategy" });
});

Deno.test("bad numbers are named by the API's field", () => {
  const form = { ...READY, cash: "-1", windowSize: "0", feeBps: "x", parameters: { fast: "500" } };
  assert.deepEqual(checkForm(form, STRATEGY), {
    input: null,
    errors: {
      windowSize: "Has to be at least 2",
      cash: "Has to be at least 0.01",
      feeBps: "Has to be a number",
      "parameters.fast": "Has to be at most 200",
    },
  });
});

Deno.test("the feed stays where the symbol has it, else the default one, else the first", () => {
  const onBinance = withSymbol({ ...EMPTY_FORM, feed: "BINANCE" }, BTC, "SIMULATED");
  assert.equal(onBinance.feed, "BINANCE");
  assert.equal(withSymbol(onBinance, AAPL, "REPLAY").feed, "SIMULATED");
});

Deno.test("an error of the server finds its field, or stands above the form", () => {
  const error = { code: "BAD_USER_INPUT", message: "No", field: "timeframe" };
  assert.deepEqual(placedError(error, STRATEGY), { timeframe: "No" });
  assert.deepEqual(placedError({ ...error, field: "parameters.fast" }, STRATEGY), {
    "parameters.fast": "No",
  });
  assert.deepEqual(placedError({ ...error, field: "parameters.slow" }, STRATEGY), { form: "No" });
  assert.deepEqual(placedError({ ...error, field: null }, STRATEGY), { form: "No" });
});

Deno.test("symbols are found by code and name, grouped by class", () => {
  assert.deepEqual(groupedSymbols([BTC, AAPL], ""), [["CRYPTO", [BTC]], ["STOCK", [AAPL]]]);
  assert.deepEqual(groupedSymbols([BTC, AAPL], "appl"), [["STOCK", [AAPL]]]);
});
