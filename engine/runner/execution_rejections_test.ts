/** What is refused, with which code: "Rejections" in docs/guides/execution.md; and input that makes no sense. */
import assert from "node:assert/strict";
import { InputError, type Instrument } from "../domain/mod.ts";
import type { EnterIntent, ExitIntent, ManageIntent } from "../strategy/mod.ts";
import {
  type Bench,
  type BenchSettings,
  flat,
  MINUTE,
  scripted,
  START,
} from "../../tests/support/scripted.ts";
import {
  add,
  after,
  buy,
  enters,
  exit,
  holding,
  reverse,
  sell,
} from "../../tests/support/intents.ts";
import { ends, fills, only, orderOf, rejections } from "../../tests/support/story.ts";

const limit = (price: number, more: Partial<EnterIntent> = {}) =>
  buy({ order: "LIMIT", price, ...more });

interface Case {
  readonly name: string;
  readonly entry: EnterIntent;
  readonly code: string;
  /** What the sentence has to name. */
  readonly names?: RegExp;
  readonly settings?: BenchSettings;
}

const instrument = (terms: Partial<Instrument>): BenchSettings => ({ instrument: terms });

// Decided at the end of bar 0, at 100, and again at the open of bar 1, at 100.
const CASES: readonly Case[] = [
  {
    name: "a limit that is no multiple of the price step",
    entry: limit(95.001),
    code: "PRICE_STEP",
    names: /95\.001/,
  },
  {
    name: "a trigger that is no multiple of the price step",
    entry: buy({ order: "STOP", stopPrice: 105.005 }),
    code: "PRICE_STEP",
    names: /105\.005/,
  },
  {
    name: "a trailing distance that is no multiple of the price step",
    entry: buy({ order: "TRAILING_STOP", trailBy: 1.005 }),
    code: "PRICE_STEP",
    names: /1\.005/,
  },
  {
    name: "a quantity that is no multiple of the quantity step",
    entry: buy({ quantity: 0.123456 }),
    code: "QUANTITY_STEP",
    names: /0\.123456/,
  },
  {
    name: "a quantity below the least",
    entry: buy({ quantity: 0.1 }),
    code: "QUANTITY_TOO_SMALL",
    names: /0\.1/,
    settings: instrument({ minQuantity: 0.2 }),
  },
  {
    name: "a quantity above the most",
    entry: buy({ quantity: 3 }),
    code: "QUANTITY_TOO_LARGE",
    names: /3/,
    settings: instrument({ maxQuantity: 2 }),
  },
  {
    // 10^12 x 100 are 10^21 money units of 10^-7: more than 2^53.
    name: "a quantity that cannot be counted",
    entry: buy({ quantity: 1e12 }),
    code: "QUANTITY_TOO_LARGE",
  },
  {
    name: "an order worth less than the exchange takes",
    entry: buy({ quantity: 0.04 }),
    code: "MIN_NOTIONAL",
    names: /5/,
  },
  {
    name: "a buy stop below the market",
    entry: buy({ order: "STOP", stopPrice: 99 }),
    code: "STOP_PRICE_SIDE",
    names: /99/,
  },
  {
    name: "a sell stop above the market",
    entry: sell({ order: "STOP", stopPrice: 101 }),
    code: "STOP_PRICE_SIDE",
    names: /101/,
  },
  {
    name: "a buy at the market if touched above the market",
    entry: buy({ order: "TAKE_PROFIT", stopPrice: 101 }),
    code: "STOP_PRICE_SIDE",
    names: /101/,
  },
  {
    name: "a sale at the market if touched below the market",
    entry: sell({ order: "TAKE_PROFIT", price: 99 }),
    code: "STOP_PRICE_SIDE",
    names: /99/,
  },
  {
    name: "a stop-limit whose trigger is on the wrong side",
    entry: buy({ order: "STOP_LIMIT", stopPrice: 99, price: 98 }),
    code: "STOP_PRICE_SIDE",
  },
  {
    name: "a trailing stop that begins on the wrong side",
    entry: buy({ order: "TRAILING_STOP", stopPrice: 99, trailBy: 2 }),
    code: "STOP_PRICE_SIDE",
  },
  {
    name: "a stop loss above a long's entry",
    entry: buy({ stopLoss: 101 }),
    code: "STOP_LOSS_SIDE",
    names: /101/,
  },
  {
    name: "a stop loss below a short's entry",
    entry: sell({ stopLoss: 99 }),
    code: "STOP_LOSS_SIDE",
    names: /99/,
  },
  {
    name: "a stop loss above the limit of a long",
    entry: limit(95, { stopLoss: 96 }),
    code: "STOP_LOSS_SIDE",
    names: /96/,
  },
  {
    name: "a take profit below a long's entry",
    entry: buy({ takeProfit: 99 }),
    code: "TAKE_PROFIT_SIDE",
    names: /99/,
  },
  {
    name: "a take profit above a short's entry",
    entry: sell({ takeProfit: 101 }),
    code: "TAKE_PROFIT_SIDE",
    names: /101/,
  },
  {
    name: "an end that is over",
    entry: limit(95, { expiresAt: START + 30_000 }),
    code: "EXPIRY_PASSED",
  },
  {
    name: "an end that is now",
    entry: limit(95, { expiresAt: START + MINUTE }),
    code: "EXPIRY_PASSED",
  },
  {
    name: "more than there is money for",
    entry: buy({ quantity: 101 }),
    code: "INSUFFICIENT_FUNDS",
    names: /10,?\d{3}/,
  },
  {
    name: "a post-only order that would trade at once",
    entry: limit(101, { postOnly: true }),
    code: "POST_ONLY_WOULD_TAKE",
  },
];

for (const { name, entry, code, names, settings } of CASES) {
  Deno.test(`${code}: ${name}`, () => {
    const bench = after(entry, [flat(100)], settings);
    assert.deepEqual(rejections(bench), [code]);
    assert.deepEqual(fills(bench), []);
    assert.equal(bench.runner.state, "IDLE");
    assert.deepEqual(bench.runner.desk.orderViews(), []);
    const [event] = only(bench, "ORDER_REJECTED");
    assert.equal(event?.order.status, "REJECTED");
    assert.equal(event?.order.rejectCode, code);
    // A sentence for people, with the value in it.
    assert.ok((event?.reason.split(" ").length ?? 0) >= 4, event?.reason);
    if (names) assert.match(event?.reason ?? "", names);
    assert.equal(bench.runner.counters.view().rejected, 1);
  });
}

Deno.test("STOP_LOSS_SIDE: a bar that opens beyond the stop rejects the entry", () => {
  assert.deepEqual(rejections(after(buy({ stopLoss: 95 }), [flat(94)])), ["STOP_LOSS_SIDE"]);
});

Deno.test("TAKE_PROFIT_SIDE: a bar that opens beyond the target rejects the entry", () => {
  assert.deepEqual(rejections(after(buy({ takeProfit: 105 }), [flat(106)])), ["TAKE_PROFIT_SIDE"]);
});

Deno.test("QUANTITY_EXCEEDS_POSITION: an exit for more than is held", () => {
  const manage = (bar: number) => bar === 2 ? exit({ quantity: 1.5 }) : null;
  const bench = holding(buy(), [flat(100), flat(100)], {}, manage);
  assert.deepEqual(rejections(bench), ["QUANTITY_EXCEEDS_POSITION"]);
  assert.equal(bench.runner.position()?.quantity, 1);
  assert.equal(bench.runner.state, "IN_POSITION");
});

for (
  const [code, terms] of [
    ["PRICE_STEP", { order: "LIMIT", price: 105.001 }],
    ["QUANTITY_STEP", { quantity: 0.123456 }],
    ["STOP_PRICE_SIDE", { order: "STOP", stopPrice: 101 }],
    ["EXPIRY_PASSED", { order: "LIMIT", price: 105, expiresAt: START }],
    ["POST_ONLY_WOULD_TAKE", { order: "LIMIT", price: 99, postOnly: true }],
  ] as const satisfies readonly (readonly [string, Omit<ExitIntent, "action">])[]
) {
  Deno.test(`${code}: an exit is refused, and the position stays with its levels`, () => {
    const manage = (bar: number) => bar === 2 ? exit(terms) : null;
    const bench = holding(buy({ stopLoss: 90 }), [flat(100), flat(100)], {}, manage);
    assert.deepEqual(rejections(bench), [code]);
    assert.equal(bench.runner.state, "IN_POSITION");
    bench.feed([[100, 100, 89, 90]]);
    assert.deepEqual(fills(bench), ["SELL 1 @ 90 TAKER"]);
  });
}

Deno.test("limits on risk keep no exit back, however far its price is from the market", () => {
  const manage = (bar: number) => bar === 2 ? exit({ order: "LIMIT", price: 151 }) : null;
  const bench = holding(buy(), [flat(100), flat(100)], {}, manage);
  assert.deepEqual(rejections(bench), []);
  assert.equal(bench.runner.desk.orderViews().length, 1);
});

Deno.test("TOO_MANY_ORDERS: 62 orders at work", () => {
  const bench = holding(buy(), []);
  const { desk } = bench.runner;
  // A strategy has one add at a time; the desk itself is what keeps the limit.
  for (let i = 0; i < 65; i++) {
    desk.openings.add(add({ order: "LIMIT", price: 90, quantity: 0.1 }), 100, START + 2 * MINUTE);
  }
  assert.equal(desk.orderViews().length, 62);
  assert.deepEqual(rejections(bench), Array(3).fill("TOO_MANY_ORDERS"));
  // Stop loss and take profit still find room.
  desk.levels.move(
    { action: "UPDATE_STOPS", stopLoss: 90, takeProfit: 110 },
    100,
    START + 2 * MINUTE,
  );
  assert.equal(desk.orderViews().length, 64);
});

Deno.test("TOO_MANY_ENTRIES: 1,000 entries in a position", () => {
  const bench = scripted(enters(buy({ quantity: 0.1 }), () => add({ quantity: 0.1 })), {
    cash: 1_000_000,
  });
  bench.feed(Array.from({ length: 1_010 }, () => flat(100)));
  assert.equal(rejections(bench)[0], "TOO_MANY_ENTRIES");
  assert.equal(bench.runner.position()?.quantity, 100);
  // It can still be closed, a trade for each.
  bench.runner.flatten();
  assert.equal(bench.runner.position(), null);
  assert.equal(only(bench, "POSITION_CLOSED").length, 1_000);
});

// Numbers that make no sense.

const NONSENSE = [0, -1, NaN, Infinity, -Infinity, 1e-300, 1e300, -1e300, Number.MIN_VALUE];
const FIELDS = [
  "quantity",
  "price",
  "stopPrice",
  "trailBy",
  "stopLoss",
  "takeProfit",
  "trailingStop",
];

/** Nothing may have broken: books whole, no order with a number that is none. */
function assertSound(bench: Bench): void {
  assert.equal(bench.runner.status, "RUNNING");
  assert.deepEqual(only(bench, "STRATEGY_ERROR"), []);
  const { account, position } = bench.runner.desk.books;
  for (const amount of [account.cash, account.realized, account.fees, position?.lots ?? 0]) {
    assert.ok(Number.isSafeInteger(amount));
  }
  for (const order of bench.runner.desk.orderViews()) {
    for (const value of [order.quantity, order.limitPrice, order.stopPrice, order.trailBy]) {
      assert.ok(value === null || value > 0 && value < 1e12, `${order.purpose} with ${value}`);
    }
  }
  JSON.stringify(bench.runner.toData());
}

const TYPES = [
  {},
  { order: "LIMIT", price: 95 },
  { order: "STOP", stopPrice: 105 },
  { order: "STOP_LIMIT", stopPrice: 105, price: 106 },
  { order: "TRAILING_STOP", trailBy: 5 },
  { order: "TAKE_PROFIT", stopPrice: 95 },
] as const;

for (const field of FIELDS) {
  Deno.test(`an entry whose ${field} makes no sense is refused, or the field does not matter`, () => {
    for (const value of NONSENSE) {
      for (const terms of TYPES) {
        const bench = after(buy({ ...terms, [field]: value }), [flat(100), [100, 104, 96, 100]]);
        assertSound(bench);
        const matters = field in terms || !["price", "stopPrice", "trailBy"].includes(field);
        if (matters) {
          assert.equal(rejections(bench).length, 1, `${field} ${value} ${JSON.stringify(terms)}`);
          assert.equal(bench.runner.state, "IDLE");
        }
      }
    }
  });
}

for (const field of ["quantity", "price", "stopPrice", "trailBy"]) {
  Deno.test(`an add or exit whose ${field} makes no sense is refused, and the position stays`, () => {
    for (const value of NONSENSE) {
      for (const terms of TYPES) {
        for (const action of ["ADD", "EXIT"] as const) {
          if (!(field in terms) && field !== "quantity") continue;
          const mirrored = action === "ADD" || !("order" in terms) ? terms : mirror(terms);
          const intent: ManageIntent = { action, quantity: 1, ...mirrored, [field]: value };
          const bench = after(
            buy(),
            [flat(100), flat(100), flat(100)],
            {},
            (bar) => bar === 1 ? intent : null,
          );
          assertSound(bench);
          assert.equal(rejections(bench).length, 1, `${action} ${field} ${value}`);
          assert.equal(bench.runner.position()?.quantity, 1);
        }
      }
    }
  });
}

/** The same order for a sale: what was 5 above is 5 below. */
function mirror(terms: (typeof TYPES)[number]): Omit<ExitIntent, "action"> {
  const flip = (value: number | undefined) => value === undefined ? {} : { v: 200 - value };
  const price = flip("price" in terms ? terms.price : undefined).v;
  const stopPrice = flip("stopPrice" in terms ? terms.stopPrice : undefined).v;
  return {
    ...terms,
    ...(price === undefined ? {} : { price }),
    ...(stopPrice === undefined ? {} : { stopPrice }),
  };
}

Deno.test("a reversal whose quantity makes no sense is refused, and the position stays", () => {
  for (const quantity of NONSENSE) {
    const bench = after(
      buy(),
      [flat(100), flat(100), flat(100)],
      {},
      (bar) => bar === 1 ? reverse({ quantity }) : null,
    );
    assertSound(bench);
    assert.equal(rejections(bench).length, 1, `${quantity}`);
    assert.equal(bench.runner.position()?.side, "LONG");
  }
});

Deno.test("ends that make no sense are refused", () => {
  const codes = (terms: Partial<EnterIntent>) => {
    const bench = after(limit(95, terms), [flat(100)]);
    assertSound(bench);
    return rejections(bench);
  };
  for (const expiresAt of [0, -1]) assert.deepEqual(codes({ expiresAt }), ["EXPIRY_PASSED"]);
  for (const expiresInBars of [0, -1]) {
    assert.deepEqual(codes({ expiresInBars }), ["EXPIRY_PASSED"]);
  }
  for (const end of [NaN, Infinity, -Infinity, 1e300]) {
    assert.deepEqual(codes({ expiresAt: end }), ["EXPIRY_INVALID"]);
    assert.deepEqual(codes({ expiresInBars: end }), ["EXPIRY_INVALID"]);
  }
});

Deno.test("an order type without its price is refused", () => {
  for (const order of ["LIMIT", "STOP", "STOP_LIMIT", "TRAILING_STOP", "TAKE_PROFIT"] as const) {
    const bench = after(buy({ order }), [flat(100)]);
    assertSound(bench);
    assert.deepEqual(rejections(bench), ["PRICE_INVALID"], order);
  }
});

Deno.test("PRICE_INVALID: a price that is none, or that cannot be counted", () => {
  for (const price of NONSENSE) {
    assert.deepEqual(rejections(after(limit(price), [])), ["PRICE_INVALID"], `${price}`);
    assert.deepEqual(rejections(after(buy({ stopLoss: price }), [])), ["PRICE_INVALID"]);
  }
});

// Users.

const refused = (code: string, run: () => void) =>
  assert.throws(run, (error: unknown) => error instanceof InputError && error.code === code);

for (const value of NONSENSE) {
  Deno.test(`amending to ${value} is refused, and the order stays as it was`, () => {
    for (const change of [{ price: value }, { quantity: value }]) {
      const bench = after(limit(95), [flat(100)]);
      refused("BAD_USER_INPUT", () => bench.runner.amendOrder("r1-o1", change));
      assert.deepEqual(only(bench, "ORDER_AMENDED"), []);
      bench.feed([[100, 100, 94, 95]]);
      assert.deepEqual(fills(bench), ["BUY 1 @ 95 MAKER"]);
      assertSound(bench);
    }
    const stop = after(buy({ order: "STOP", stopPrice: 105 }), [flat(100)]);
    refused("BAD_USER_INPUT", () => stop.runner.amendOrder("r1-o1", { stopPrice: value }));
    assert.equal(orderOf(stop, "r1-o1")?.stopPrice, 105);
  });
}

Deno.test("amending off the steps, past the limits or across the market is refused", () => {
  const bench = after(limit(95, { stopLoss: 90 }), [flat(100)], { risk: { maxPosition: 0.5 } });
  const amend = (change: { price?: number; stopPrice?: number; quantity?: number }) =>
    refused("BAD_USER_INPUT", () => bench.runner.amendOrder("r1-o1", change));
  amend({ price: 95.001 });
  amend({ quantity: 0.123456 });
  amend({ price: 10 });
  amend({ price: 89 });
  amend({ quantity: 60 });
  amend({ quantity: 101 });
  amend({ quantity: 0.0001 });
  amend({ stopPrice: 96 });
  assert.deepEqual(only(bench, "ORDER_AMENDED"), []);
  const stop = after(buy({ order: "STOP", stopPrice: 105 }), [flat(100)]);
  refused("BAD_USER_INPUT", () => stop.runner.amendOrder("r1-o1", { stopPrice: 99 }));
});

Deno.test("an order is canceled once", () => {
  const bench = after(limit(95), [flat(100)]);
  bench.runner.cancelOrder("r1-o1");
  refused("CONFLICT", () => bench.runner.cancelOrder("r1-o1"));
  assert.deepEqual(ends(bench), ["o1 ENTRY CANCELED USER"]);
});

Deno.test("an order that is filled can be neither amended nor canceled", () => {
  const bench = after(buy(), [flat(100)]);
  refused("CONFLICT", () => bench.runner.amendOrder("r1-o1", { quantity: 2 }));
  refused("CONFLICT", () => bench.runner.cancelOrder("r1-o1"));
  assert.equal(bench.runner.position()?.quantity, 1);
});

Deno.test("an order that was never there can be neither amended nor canceled", () => {
  const bench = after(limit(95), [flat(100)]);
  for (const id of ["r1-o99", "", "nonsense", "r2-o1"]) {
    refused("CONFLICT", () => bench.runner.cancelOrder(id));
    refused("CONFLICT", () => bench.runner.amendOrder(id, { price: 96 }));
  }
});

Deno.test("a runner that is stopped takes nothing", () => {
  const bench = after(limit(95), [flat(100)]);
  bench.runner.control("STOP", START + 3 * MINUTE, null);
  const before = bench.events.length;
  refused("CONFLICT", () => bench.runner.cancelOrder("r1-o1"));
  refused("CONFLICT", () => bench.runner.amendOrder("r1-o1", { price: 96 }));
  bench.feed([[100, 100, 90, 95], flat(95)]);
  assert.equal(bench.events.length, before);
  assert.deepEqual(fills(bench), []);
});

Deno.test("an order that is filled in part cannot become smaller than that", () => {
  const bench = scripted(enters(buy({ order: "LIMIT", price: 95, quantity: 2 })), {
    execution: { volumeShare: 0.1 },
  });
  bench.feed([flat(100), { prices: [100, 100, 94, 100], volume: 8 }]);
  assert.deepEqual(fills(bench), ["BUY 0.8 @ 95 MAKER"]);
  refused("BAD_USER_INPUT", () => bench.runner.amendOrder("r1-o1", { quantity: 0.5 }));
  bench.runner.amendOrder("r1-o1", { quantity: 1 });
  bench.feed([{ prices: [100, 100, 94, 100], volume: 80 }]);
  assert.deepEqual(fills(bench).at(-1), "BUY 0.2 @ 95 MAKER");
  assert.equal(orderOf(bench, "r1-o1")?.status, "FILLED");
});
