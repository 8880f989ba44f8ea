import assert from "node:assert/strict";
import type { StrategyFields, SymbolFields } from "../operations/operations.ts";
import {
  checkForm,
  EMPTY_FORM,
  groupedSymbols,
  NEW_ACCOUNT,
  OWN_ACCOUNT,
  placedAccountError,
  placedError,
  sharable,
  startingForm,
  withStrategy,
  withSymbol,
} from "./create_form.ts";
import { BTC } from "./sample_orders.ts";

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
  constraints: [],
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
      decideOn: "CANDLE",
      autostart: true,
      parameters: { fast: 10 },
      execution: {
        fees: { makerBps: 10, takerBps: 10, tiers: [] },
        spreadBps: 0,
        volumeShare: null,
        slippage: { model: "NONE" },
        latency: { model: "NONE" },
        limitFill: "TOUCH",
        leverage: 1,
        fundingBps: 0,
      },
      risk: {
        sizing: { method: "EQUITY", fraction: 0.25 },
        maxDailyLoss: null,
        maxDrawdown: null,
        maxConsecutiveLosses: null,
        onBreach: "FLATTEN",
        cooldownBars: 0,
        maxPosition: null,
        maxExposure: null,
        maxOpenPositions: null,
        maxOrdersPerMinute: 120,
        priceCollar: 0.5,
      },
    },
    newAccount: null,
  });
});

const FUND = { id: "a1", name: "Fund", currency: "USDT", books: { equity: 5 } };

Deno.test("a runner on a shared account brings no cash of its own", () => {
  const { input } = checkForm({ ...READY, account: "a1", cash: "nonsense" }, STRATEGY);
  assert.deepEqual([input?.account, input?.cash], ["a1", undefined]);
});

Deno.test("a new account to share needs a name and cash, and is created first", () => {
  const form = { ...READY, account: NEW_ACCOUNT, cash: "0" };
  assert.deepEqual(checkForm(form, STRATEGY).errors, {
    cash: "Has to be at least 0.01",
    accountName: "Has to have a name",
  });
  const named = { ...form, cash: "500", accountName: " Fund " };
  assert.deepEqual(checkForm(named, STRATEGY).newAccount, { name: "Fund", cash: 500 });
});

Deno.test("only accounts in the symbol's currency can be shared, and another symbol lets go of them", () => {
  assert.deepEqual([sharable([FUND], BTC), sharable([FUND], AAPL)], [[FUND], []]);
  const chosen = { ...READY, account: "a1" };
  assert.equal(withSymbol(chosen, BTC, "SIMULATED", [FUND]).account, "a1");
  assert.equal(withSymbol(chosen, AAPL, "SIMULATED", [FUND]).account, OWN_ACCOUNT);
  assert.equal(
    withSymbol({ ...READY, account: NEW_ACCOUNT }, AAPL, "REPLAY").account,
    NEW_ACCOUNT,
  );
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
  const form = {
    ...READY,
    cash: "-1",
    windowSize: "0",
    parameters: { fast: "500" },
    execution: { ...READY.execution, "fees.makerBps": "x" },
    risk: { ...READY.risk, maxDrawdown: "0", maxPosition: "150" },
  };
  assert.deepEqual(checkForm(form, STRATEGY), {
    input: null,
    newAccount: null,
    errors: {
      windowSize: "Has to be at least 2",
      cash: "Has to be at least 0.01",
      "parameters.fast": "Has to be at most 200",
      "execution.fees.makerBps": "Has to be a number",
      "risk.maxDrawdown": "Has to be above 0",
      "risk.maxPosition": "Has to be at most 100, the leverage",
    },
  });
});

Deno.test("the feed stays where the symbol has it, else the default one, else the first", () => {
  const onBinance = withSymbol({ ...EMPTY_FORM, feed: "BINANCE" }, BTC, "SIMULATED");
  assert.equal(onBinance.feed, "BINANCE");
  assert.equal(withSymbol(onBinance, AAPL, "REPLAY").feed, "SIMULATED");
});

Deno.test("an error of the server finds its field, or stands above the form", () => {
  const placed = (field: string | null) =>
    Object.keys(placedError({ message: "No", field }, READY, STRATEGY));
  assert.deepEqual(placed("timeframe"), ["timeframe"]);
  assert.deepEqual(placed("parameters.fast"), ["parameters.fast"]);
  assert.deepEqual(placed("parameters.slow"), ["form"]);
  assert.deepEqual(placed("risk.maxDailyLoss"), ["risk.maxDailyLoss"]);
  assert.deepEqual(placed("execution.spreadBps"), ["execution.spreadBps"]);
  assert.deepEqual(placed("execution.slippage.bps"), ["form"], "no slippage is chosen");
  assert.deepEqual(placed(null), ["form"]);
  assert.deepEqual(placedAccountError({ message: "No", field: "name" }), { accountName: "No" });
});

Deno.test("symbols are found by code and name, grouped by class", () => {
  assert.deepEqual(groupedSymbols([BTC, AAPL], ""), [["CRYPTO", [BTC]], ["STOCK", [AAPL]]]);
  assert.deepEqual(groupedSymbols([BTC, AAPL], "appl"), [["STOCK", [AAPL]]]);
});
