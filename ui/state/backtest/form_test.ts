import { deepEqual, equal } from "node:assert/strict";
import { createSimulatedFeed } from "../../../engine/feeds/mod.ts";
import { FakeTime } from "../../../tests/support/fake_time.ts";
import type {
  BacktestDetail,
  BacktestInput,
  StrategyFields,
  SymbolFields,
} from "../../operations/operations.ts";
import { BTC } from "../sample_orders.ts";
import {
  backtestAgain,
  type BacktestForm,
  checkBacktest,
  EMPTY_BACKTEST,
  mostBars,
  placedBacktestError,
  sourcesOf,
  startingBacktest,
  withSymbols,
  withSymbolToggled,
} from "./form.ts";
import { DATA, ROW } from "./sample.ts";

const BITCOIN: SymbolFields = { ...BTC, feeds: ["SIMULATED", "BINANCE_US", "BINANCE", "REPLAY"] };
const APPLE: SymbolFields = { ...BTC, code: "AAPL", feeds: ["SIMULATED", "REPLAY"] };
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
const FEED = {
  feed: "SIMULATED",
  status: "LIVE",
  detail: null,
  since: 0,
  ageMs: null,
  runners: 0,
  markets: [],
} as const;
const CATALOGUE = {
  symbols: [BITCOIN, APPLE],
  strategies: [STRATEGY],
  engine: { defaultFeed: "SIMULATED" },
  feeds: [FEED],
} as const;

Deno.test("the form opens ready to be sent", () => {
  const form = startingBacktest(CATALOGUE);
  const { input, errors } = checkBacktest(form, STRATEGY);
  deepEqual(errors, {});
  deepEqual([input?.strategy, input?.symbols], ["ema_crossover", ["BTCUSDT"]]);
  deepEqual([input?.source, input?.bars, input?.cash], ["SIMULATED", 5_000, 10_000]);
  deepEqual(input?.parameters, { fast: 10 });
  equal(input?.from, undefined);
});

Deno.test("sources are those that all symbols have", () => {
  deepEqual(sourcesOf(CATALOGUE, ["BTCUSDT"]), ["SIMULATED", "BINANCE", "BINANCE_US"]);
  deepEqual(sourcesOf(CATALOGUE, ["BTCUSDT", "AAPL"]), ["SIMULATED"]);
});

Deno.test("a symbol more may take the source along, and comes off again", () => {
  const stored = { ...startingBacktest(CATALOGUE), source: "BINANCE" } as const;
  const both = withSymbolToggled(stored, APPLE, CATALOGUE);
  deepEqual([both.symbols, both.source], [["BTCUSDT", "AAPL"], "SIMULATED"]);
  deepEqual(withSymbolToggled(both, BITCOIN, CATALOGUE).symbols, ["AAPL"]);
});

Deno.test("symbols that are paid in different currencies are no portfolio", () => {
  const form = withSymbols(startingBacktest(CATALOGUE), ["BTCUSDT", "AAPL"], CATALOGUE);
  const dollars = { ...APPLE, quote: "USD" };
  equal(
    checkBacktest(form, STRATEGY, [BITCOIN, dollars]).errors["symbols"],
    "One portfolio has one currency: BTCUSDT is paid in USDT, AAPL in USD",
  );
  deepEqual(checkBacktest(form, STRATEGY, [BITCOIN, APPLE]).errors, {});
});

Deno.test("stored candles have a range and no number of bars", () => {
  const form = {
    ...startingBacktest(CATALOGUE),
    source: "BINANCE",
    bars: "",
    from: "2024-01-01T00:00",
    to: "2024-02-01T00:00",
  } as const;
  const { input } = checkBacktest(form, STRATEGY);
  equal(input?.bars, undefined);
  deepEqual([input?.from, input?.to], [Date.UTC(2024, 0), Date.UTC(2024, 1)]);
});

Deno.test("more bars than the service has are a fault in the form already", () => {
  const simulated = { ...EMPTY_BACKTEST, source: "SIMULATED", symbols: ["BTCUSDT"] } as const;
  const most = (form: Partial<BacktestForm>) => mostBars({ ...simulated, ...form });
  equal(most({ timeframe: "1m" }), 20_000);
  // 120,000 hours are 5,000 days, of all symbols together.
  equal(most({ timeframe: "1d" }), 5_000);
  equal(most({ timeframe: "1d", symbols: ["BTCUSDT", "ETHUSDT"] }), 2_500);
  equal(most({ timeframe: "1d", source: "REPLAY" }), 20_000);
  const time = new FakeTime();
  const feed = createSimulatedFeed({ seed: 7, speed: 1, clock: time, timers: time });
  for (const timeframe of ["1m", "4h", "12h", "1d", "1w"] as const) {
    equal(most({ timeframe }), Math.min(20_000, feed.longestPast!(timeframe)), timeframe);
  }
  const daily = { ...simulated, timeframe: "1d" as const, bars: "5001" };
  equal(checkBacktest(daily, STRATEGY).errors["bars"], "Has to be at most 5000");
  equal(checkBacktest({ ...daily, bars: "5000" }, STRATEGY).errors["bars"], undefined);
});

Deno.test("faults stand at their fields", () => {
  const form = {
    ...EMPTY_BACKTEST,
    bars: "0",
    from: "2024-02-01T00:00",
    to: "2024-01-01T00:00",
    cash: "",
    windowSize: "1",
    seed: " ",
    parameters: { fast: "1" },
    execution: { ...EMPTY_BACKTEST.execution, leverage: "200" },
  };
  const { input, errors } = checkBacktest(form, STRATEGY);
  equal(input, null);
  deepEqual(Object.keys(errors).sort(), [
    "bars",
    "cash",
    "execution.leverage",
    "from",
    "parameters.fast",
    "seed",
    "symbols",
    "windowSize",
  ]);
  equal(checkBacktest(form, null).errors["strategy"], "Choose a strategy");
});

Deno.test("refusals stand at their fields, under the form's names for them", () => {
  const form = startingBacktest(CATALOGUE);
  const placed = (field: string | null, code = "BAD_USER_INPUT") =>
    Object.keys(placedBacktestError({ code, field, message: "no" }, form, STRATEGY))[0];
  equal(placed("bars"), "bars");
  equal(placed("symbol"), "symbols");
  equal(placed("execution.seed"), "seed");
  equal(placed("parameters.fast"), "parameters.fast");
  equal(placed("risk.maxDrawdown"), "risk.maxDrawdown");
  equal(placed("risk.sizing.quantity"), "form");
  equal(placed(null), "form");
  equal(placed(null, "NOT_FOUND"), "form");
  const stored = { ...form, source: "BINANCE" } as const;
  const missing = { code: "NOT_FOUND", field: null, message: "no candles" };
  deepEqual(placedBacktestError(missing, stored, STRATEGY), { source: "no candles" });
});

const DETAIL: BacktestDetail = {
  ...ROW,
  symbols: ["BTCUSDT"],
  timeframe: "1h",
  data: [DATA],
  figures: null,
  long: null,
  short: null,
  months: [],
  log: [],
  logLeftOut: 0,
  faults: [],
  faultCount: 0,
  openPositions: 0,
  checks: null,
  rejections: {},
  tradesHash: null,
  dataHash: null,
  finishedAt: null,
  settings: {
    parameters: { fast: 12 },
    cash: 500,
    windowSize: 300,
    closeAtEnd: true,
    seed: "7",
    from: Date.UTC(2024, 0, 1),
    to: Date.UTC(2024, 0, 2),
    execution: {
      fees: { makerBps: 1, takerBps: 2, tiers: [{ volume: 1e6, makerBps: 0, takerBps: 1.5 }] },
      leverage: 3,
    },
    risk: { sizing: { method: "RISK", fraction: 0.015 }, maxDrawdown: 0.2 },
  },
};

Deno.test("a backtest again has all its settings in the form", () => {
  const form = backtestAgain(CATALOGUE, DETAIL);
  const { input, errors } = checkBacktest(form, STRATEGY);
  deepEqual(errors, {});
  deepEqual([form.source, form.from, form.to], ["BINANCE", "2024-01-01T00:00", "2024-01-02T00:00"]);
  deepEqual([input?.cash, input?.windowSize, input?.seed, input?.closeAtEnd], [
    500,
    300,
    "7",
    true,
  ]);
  deepEqual(input?.parameters, { fast: 12 });
  deepEqual(input?.execution?.fees, {
    ...{ makerBps: 1, takerBps: 2 },
    tiers: [{ volume: 1_000_000, makerBps: 0, takerBps: 1.5 }],
  });
  equal(input?.execution?.leverage, 3);
  deepEqual(input?.risk?.sizing, { method: "RISK", fraction: 0.015 });
  equal(input?.risk?.maxDrawdown, 0.2);
});

Deno.test("a backtest that has a result is run again on the very candles, until others are chosen", () => {
  const form = backtestAgain(CATALOGUE, { ...DETAIL, dataHash: "da" });
  const candlesIn = ({ candlesOf, source, bars, from, to }: BacktestInput) => ({
    ...{ candlesOf, source, bars, from, to },
  });
  const nothing = { source: undefined, bars: undefined, from: undefined, to: undefined };
  deepEqual(candlesIn(checkBacktest(form, STRATEGY).input!), { ...nothing, candlesOf: "bt1" });
  const other = checkBacktest({ ...form, candlesOf: null }, STRATEGY).input!;
  deepEqual([other.candlesOf, other.source, other.from], [
    undefined,
    "BINANCE",
    Date.UTC(2024, 0, 1),
  ]);
  // That one has no candles of another symbol.
  equal(withSymbols(form, ["BTCUSDT", "AAPL"], CATALOGUE).candlesOf, null);
  const gone = { code: "CONFLICT", field: null, message: "changed" };
  deepEqual(placedBacktestError(gone, form, STRATEGY), { source: "changed" });
});

Deno.test("a past that is not stored is as long again, up to now", () => {
  const data = [{ ...DATA, origin: "the last 800 bars of simulated" }];
  const form = backtestAgain(CATALOGUE, { ...DETAIL, data });
  deepEqual([form.source, form.bars, form.from, form.to], ["SIMULATED", "800", "", ""]);
});
