import assert from "node:assert/strict";
import { Scale } from "../../domain/mod.ts";
import { readUnpacked, testWithData } from "../../../tests/support/shared_data.ts";
import { readTerms } from "./rest_terms.ts";

const PRICE = { filterType: "PRICE_FILTER", tickSize: "0.01000000" };
const LOTS = { filterType: "LOT_SIZE", minQty: "0.001", maxQty: "900", stepSize: "0.001" };
const NOTIONAL = { filterType: "NOTIONAL", minNotional: "5.00000000" };
const USUAL = {
  priceStep: 0.01,
  quantityStep: 0.001,
  minQuantity: 0.001,
  maxQuantity: 900,
  minNotional: 5,
};

const answer = (...filters: unknown[]) => ({ symbols: [{ symbol: "AB", filters }] });
const terms = (...filters: unknown[]) => readTerms(answer(...filters))!.get("AB");

const textOf = async (path: string) => new TextDecoder().decode(await readUnpacked(path));

testWithData(
  "reads the terms of 2026, with NOTIONAL",
  ["rest/polysim-spot_exchange_info.json"],
  async (path) => {
    assert.deepEqual([...readTerms(JSON.parse(await textOf(path)))!], [["BTCUSDT", {
      priceStep: 0.01,
      quantityStep: 0.00001,
      minQuantity: 0.00001,
      // LOT_SIZE allows 9000, but not in one market order.
      maxQuantity: 140.63571133,
      minNotional: 5,
    }]]);
  },
);

testWithData("reads all symbols of 2021, with MIN_NOTIONAL", [
  "rest/cryptofeed-BINANCE-exchangeInfo.txt.gz",
], async (path) => {
  const text = await textOf(path);
  const all = readTerms(JSON.parse(text.slice(text.indexOf(": {") + 2, text.indexOf("\n"))))!;
  assert.equal(all.size, 1695);
  assert.deepEqual(all.get("ETHBTC"), {
    priceStep: 0.000001,
    quantityStep: 0.0001,
    minQuantity: 0.0001,
    maxQuantity: 873.90727776,
    minNotional: 0.0001,
  });
  for (const { priceStep, quantityStep } of all.values()) new Scale(priceStep, quantityStep);
});

testWithData("reads recorded answers of another kind", [
  "rest/gct-binance-http-mock.json.gz",
  "rest/nautilus/http_spot_market_exchange_info.json",
], async (mock, nautilus) => {
  const { routes } = JSON.parse(await textOf(mock!));
  assert.equal(readTerms(routes["/api/v3/exchangeInfo"].GET[0].data)!.size, 25);
  assert.equal(readTerms(JSON.parse(await textOf(nautilus!)))!.size, 2);
});

Deno.test("reads the filters that matter", () => {
  const other = { filterType: "ICEBERG_PARTS", limit: 10 };
  assert.deepEqual(terms(other, NOTIONAL, LOTS, PRICE), USUAL);
});

Deno.test("a market order keeps to its own lot size too, where that says anything", () => {
  const market = (minQty: string, maxQty: string, stepSize: string) =>
    terms(PRICE, LOTS, NOTIONAL, { filterType: "MARKET_LOT_SIZE", minQty, maxQty, stepSize });
  assert.deepEqual(market("0.0", "0.0", "0.0"), USUAL);
  assert.deepEqual(market("0.01", "10", "0.01"), {
    ...USUAL,
    quantityStep: 0.01,
    minQuantity: 0.01,
    maxQuantity: 10,
  });
  assert.deepEqual(market("0.0001", "10000", "0.0001"), USUAL);
});

Deno.test("what has no limit says zero", () => {
  const lots = { filterType: "LOT_SIZE", minQty: "0", maxQty: "0", stepSize: "1" };
  assert.deepEqual(terms(PRICE, lots), {
    priceStep: 0.01,
    quantityStep: 1,
    minQuantity: 0,
    maxQuantity: 0,
    minNotional: 0,
  });
});

Deno.test("a symbol without steps is left out", () => {
  assert.equal(terms(PRICE, NOTIONAL), undefined);
  assert.equal(terms(LOTS, NOTIONAL), undefined);
  assert.equal(terms(), undefined);
});

for (
  const step of ["0", "-0.01", "x", "", "Infinity", "0.03", "0.01000001", "1.5", "1e-20", null, {}]
) {
  Deno.test(`a symbol with step ${JSON.stringify(step)} is left out`, () => {
    assert.equal(terms({ ...PRICE, tickSize: step }, LOTS, NOTIONAL), undefined);
    assert.equal(terms(PRICE, { ...LOTS, stepSize: step }, NOTIONAL), undefined);
  });
}

for (
  const [step, value] of [["0.5", 0.5], ["0.25", 0.25], ["10.000", 10], [
    "0.00000001",
    1e-8,
  ]] as const
) {
  Deno.test(`step ${step} is one`, () => {
    assert.equal(terms({ ...PRICE, tickSize: step }, LOTS)?.priceStep, value);
  });
}

Deno.test("one senseless symbol does not spoil the others", () => {
  const symbols = [
    null,
    7,
    {},
    { symbol: 5, filters: [] },
    { symbol: "NO", filters: "none" },
    { symbol: "NULLS", filters: [null, 3] },
    { symbol: "AB", filters: [null, PRICE, LOTS, NOTIONAL] },
  ];
  assert.deepEqual([...readTerms({ symbols })!], [["AB", USUAL]]);
});

Deno.test("what has no list of symbols is no answer", () => {
  for (const body of [undefined, null, [], {}, "x", { symbols: {} }]) {
    assert.equal(readTerms(body), null, JSON.stringify(body));
  }
  assert.equal(readTerms({ symbols: [] })?.size, 0);
});
