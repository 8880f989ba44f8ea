/** What a strategy asks for and does not get: each with a code and a sentence, as users see it. */
import assert from "node:assert/strict";
import { flat } from "../support/scripted.ts";
import { contractBench } from "./contract_bench.ts";

/** One question a strategy, at a price of 100, with 10,000 to spend. */
const ASKED: readonly [fields: string, code: string, reason: RegExp][] = [
  [`quantity = 0.000001`, "QUANTITY_TOO_SMALL", /0\.000001 is less than one step of 0\.00001/],
  [`quantity = 1.0000012`, "QUANTITY_STEP", /1\.0000012 is no multiple of 0\.00001/],
  [`quantity = 0.00001`, "MIN_NOTIONAL", /is worth 0\.001, and 5 is the least/],
  [`quantity = 200`, "INSUFFICIENT_FUNDS", /200 at 100 needs 20020 with the fee/],
  [`quantity = 1e300`, "QUANTITY_TOO_LARGE", /the most that can be counted/],
  [`quantity = 1, stop_loss = 101`, "STOP_LOSS_SIDE", /Stop loss 101 of a long has to be below/],
  [
    `quantity = 1, take_profit = 99`,
    "TAKE_PROFIT_SIDE",
    /Take profit 99 of a long has to be above/,
  ],
  [`quantity = 1, order = "limit", price = 99.999`, "PRICE_STEP", /99\.99 or 100 would be/],
  [
    `quantity = 1, order = "limit", price = 40`,
    "PRICE_COLLAR",
    /40 is 60 % away from the market's 100/,
  ],
  [
    `quantity = 1, order = "stop", stop_price = 99`,
    "STOP_PRICE_SIDE",
    /has to be above the market/,
  ],
  [
    `quantity = 1, order = "limit", price = 99, expires_at = 1000`,
    "EXPIRY_PASSED",
    /1970-01-01T00:00:01/,
  ],
];
/** What makes no sense at all never becomes an order. */
const NONSENSE: readonly [fields: string, message: RegExp][] = [
  [`quantity = 0`, /quantity/],
  [`quantity = -1`, /quantity/],
  [`quantity = 0/0`, /quantity/],
  [`quantity = 1/0`, /quantity/],
  [`quantity = "much"`, /quantity/],
  [`quantity = 1, order = "limit"`, /price/],
  [`quantity = 1, order = "limit", price = -5`, /price/],
  [`quantity = 1, order = "limit", price = 0/0`, /price/],
  [`quantity = 1, order = "sometimes"`, /order/],
  [`quantity = 1, trailing_stop = -1`, /trailing_stop/],
];

const strategyOf = (fields: string) => `
function detect_opportunity() return { seen = 1 } end
function filter_commitment() return { action = "enter_long", ${fields} } end
function manage_position() end`;

const named = (list: readonly (readonly [string, ...unknown[]])[]) =>
  Object.fromEntries(list.map(([fields], i) => [`case_${i}`, strategyOf(fields)]));

Deno.test("an order that is refused says why, with a code and a sentence", async () => {
  const bench = await contractBench(named(ASKED));
  const ids: string[] = [];
  for (const i of ASKED.keys()) ids.push(await bench.create({ strategy: `case_${i}` }));
  for (const price of [100, 100]) bench.feed.bar(flat(price));
  for (const [i, [fields, code, reason]] of ASKED.entries()) {
    const { orders, snapshot } = await bench.runner(
      ids[i]!,
      `orders { status rejectCode rejectReason } snapshot { position { side } stats { rejected errors } }`,
    );
    assert.deepEqual([orders[0].status, orders[0].rejectCode], ["REJECTED", code], fields);
    assert.match(orders[0].rejectReason, reason);
    assert.deepEqual([snapshot.position, snapshot.stats.errors], [null, 0]);
    assert.ok(snapshot.stats.rejected > 0);
  }
  await bench.end();
});

Deno.test("an answer that makes no sense is an error of the strategy, not an order", async () => {
  const bench = await contractBench(named(NONSENSE));
  const ids: string[] = [];
  for (const i of NONSENSE.keys()) ids.push(await bench.create({ strategy: `case_${i}` }));
  for (const price of [100, 100]) bench.feed.bar(flat(price));
  for (const [i, [fields, message]] of NONSENSE.entries()) {
    const { orders, events } = await bench.runner(
      ids[i]!,
      `orders { id } events(types: [STRATEGY_ERROR]) { ... on StrategyErrorEvent { code message } }`,
    );
    assert.deepEqual(orders, [], fields);
    assert.equal(events[0].code, "BAD_RETURN", fields);
    assert.match(events[0].message, message);
  }
  await bench.end();
});
