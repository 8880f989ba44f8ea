import { deepEqual, equal, throws } from "node:assert/strict";
import { DEFAULT_EXECUTION, DEFAULT_RISK, InputError } from "../../domain/mod.ts";
import { requireInstrument } from "../../market/mod.ts";
import { backtestTerms, type BacktestTermsInput } from "./terms.ts";

const MARKETS = [requireInstrument("BTCUSDT")];

Deno.test("what is left out is as by default", () => {
  deepEqual(backtestTerms({}, MARKETS), {
    cash: 10_000,
    execution: DEFAULT_EXECUTION,
    risk: DEFAULT_RISK,
    windowSize: 500,
    closeAtEnd: false,
  });
});

Deno.test("short settings and long ones go together", () => {
  const { execution, risk } = backtestTerms({
    feeBps: 4,
    makerBps: 0,
    spreadBps: 2,
    slippageBps: 3,
    leverage: 5,
    seed: "7",
    sizing: "risk:0.01",
    execution: { fundingBps: 1 },
    risk: { maxDrawdown: 0.2 },
  }, MARKETS);
  deepEqual(execution, {
    ...DEFAULT_EXECUTION,
    fees: { makerBps: 0, takerBps: 4, tiers: [] },
    spreadBps: 2,
    slippage: { model: "FIXED", bps: 3 },
    leverage: 5,
    fundingBps: 1,
    seed: "7",
  });
  deepEqual(risk.sizing, { method: "RISK", fraction: 0.01 });
  equal(risk.maxDrawdown, 0.2);
  deepEqual(backtestTerms({ feeBps: 0 }, MARKETS).execution.fees, {
    makerBps: 0,
    takerBps: 0,
    tiers: [],
  });
  deepEqual(backtestTerms({ makerBps: 2 }, MARKETS).execution.fees.takerBps, 10);
  deepEqual(backtestTerms({ sizing: "fixed:0.5" }, MARKETS).risk.sizing, {
    method: "FIXED",
    quantity: 0.5,
  });
  deepEqual(backtestTerms({ sizing: "EQUITY:1" }, MARKETS).risk.sizing, {
    method: "EQUITY",
    fraction: 1,
  });
});

const REFUSED: readonly [BacktestTermsInput, string, RegExp][] = [
  [{ cash: 0 }, "cash", /cash cannot be 0: it has to be from/],
  [{ feeBps: 2_000 }, "feeBps", /feeBps cannot be 2000/],
  [{ makerBps: -1 }, "execution.fees.makerBps", /cannot be -1/],
  [{ leverage: 200 }, "execution.leverage", /leverage cannot be 200/],
  [{ windowSize: 1 }, "windowSize", /windowSize cannot be 1: it has to be a whole number from 2/],
  [{ sizing: "half" }, "sizing", /cannot be "half": it has to be fixed:QUANTITY/],
  [{ sizing: "equity:1.5" }, "sizing", /fractions are at most 1/],
  [{ sizing: "fixed:0" }, "sizing", /fixed:QUANTITY/],
  [{ sizing: "fixed:" }, "sizing", /fixed:QUANTITY/],
  [
    { sizing: "fixed:0.000001" },
    "risk.sizing.quantity",
    /multiple of the quantity step of 0.00001/,
  ],
  [{ feeBps: 1, execution: { fees: {} } }, "feeBps", /together with execution\.fees \{\}/],
  [{ sizing: "risk:0.1", risk: { sizing: {} } }, "sizing", /together with risk\.sizing/],
  [{ risk: { maxDrawdon: 1 } }, "risk.maxDrawdon", /Unknown setting risk\.maxDrawdon/],
  [{ execution: { latency: { model: "X" } } }, "execution.latency.model", /NONE, FIXED, UNIFORM/],
];

Deno.test("what cannot be is refused by name and value", () => {
  for (const [input, field, message] of REFUSED) {
    throws(() => backtestTerms(input, MARKETS), (error) => {
      equal(error instanceof InputError && error.field, field, String(error));
      equal(message.test(String(error)), true, String(error));
      return true;
    });
  }
});

Deno.test("a size has to fit every symbol", () => {
  const markets = [...MARKETS, requireInstrument("DOGEUSDT")];
  throws(() => backtestTerms({ sizing: "fixed:0.5" }, markets), /quantity step of 1/);
  equal(backtestTerms({ sizing: "fixed:5" }, markets).risk.sizing.method, "FIXED");
});

Deno.test("symbols of one portfolio are paid in one currency", () => {
  const two = [requireInstrument("BTCUSDT"), requireInstrument("AAPL")];
  throws(
    () => backtestTerms({}, two),
    /symbols cannot have BTCUSDT, paid in USDT, beside AAPL, paid in USD: one portfolio has one/,
  );
});
