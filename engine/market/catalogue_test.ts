import assert from "node:assert/strict";
import { scaleOf } from "../domain/mod.ts";
import { findInstrument, requireInstrument, SYMBOLS } from "./catalogue.ts";

Deno.test("the catalogue lists the 18 symbols in order", () => {
  assert.deepEqual(
    SYMBOLS.map((s) => s.code).join(" "),
    "BTCUSDT ETHUSDT BNBUSDT SOLUSDT XRPUSDT ADAUSDT DOGEUSDT LTCUSDT " +
      "AAPL MSFT GOOG NVDA TSLA SPY EURUSD GBPUSD USDJPY AUDUSD",
  );
});

Deno.test("crypto is on all feeds, stocks and forex on simulated and replay", () => {
  for (const { assetClass, feeds, code } of SYMBOLS) {
    const expected = assetClass === "CRYPTO"
      ? ["SIMULATED", "BINANCE_US", "BINANCE", "REPLAY"]
      : ["SIMULATED", "REPLAY"];
    assert.deepEqual(feeds, expected, code);
  }
});

Deno.test("steps are the exchange's", () => {
  const steps = (code: string) => {
    const { priceStep, quantityStep } = requireInstrument(code);
    return [priceStep, quantityStep];
  };
  assert.deepEqual(steps("BTCUSDT"), [0.01, 0.00001]);
  assert.deepEqual(steps("XRPUSDT"), [0.0001, 0.1]);
  assert.deepEqual(steps("AAPL"), [0.01, 0.001]);
  assert.deepEqual(steps("EURUSD"), [0.00001, 1]);
  assert.deepEqual(steps("USDJPY"), [0.001, 1]);
});

Deno.test("every symbol has a usable scale and a price on its tick grid", () => {
  for (const instrument of SYMBOLS) {
    const scale = scaleOf(instrument);
    const { price, dailyVolume } = instrument.simulation;
    assert.equal(scale.toPrice(scale.ticks(price)), price, instrument.code);
    assert.ok(dailyVolume / 86_400 > 10 * instrument.quantityStep, instrument.code);
  }
});

Deno.test("0.1 BTC fits into 10,000 of cash", () => {
  assert.ok(0.1 * requireInstrument("BTCUSDT").simulation.price < 10_000);
});

Deno.test("base and quote are told apart", () => {
  assert.equal(requireInstrument("USDJPY").base, "USD");
  assert.equal(requireInstrument("USDJPY").quote, "JPY");
  assert.equal(requireInstrument("DOGEUSDT").base, "DOGE");
  assert.equal(requireInstrument("SPY").quote, "USD");
});

Deno.test("requireInstrument() names the value and what is known", () => {
  assert.equal(findInstrument("NOPE"), undefined);
  assert.throws(() => requireInstrument("NOPE"), {
    name: "InputError",
    code: "BAD_USER_INPUT",
    field: "symbol",
    message: /"NOPE".*BTCUSDT.*AUDUSD/,
  });
});
