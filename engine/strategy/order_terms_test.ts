/** Which order a strategy asks for: every type with its prices, its end, and what does not go together. */
import assert from "node:assert/strict";
import { IntentReader, LUA_WORDING, type RawIntent, TS_WORDING } from "./intents.ts";
import { StrategyFault } from "./strategy.ts";

const lua = new IntentReader(LUA_WORDING, "s.lua");
const ts = new IntentReader(TS_WORDING, "s.ts");

const entered = (fields: RawIntent) => lua.filter({ action: "enter_long", ...fields });

function complaint(fields: RawIntent, read: (raw: RawIntent) => unknown = entered): string {
  try {
    read(fields);
  } catch (error) {
    if (!(error instanceof StrategyFault)) throw error;
    assert.equal(error.code, "BAD_RETURN");
    return error.message.replace("s.lua: filter_commitment returned ", "");
  }
  throw new Error(`It was accepted: ${JSON.stringify(fields)}`);
}

Deno.test("an order is one at the market where it says nothing, and its price is for reference", () => {
  const market = { action: "ENTER", side: "LONG", order: "MARKET" };
  assert.deepEqual(entered({}), market);
  assert.deepEqual(entered({ order: null, price: 9, timeInForce: null, postOnly: false }), {
    ...market,
    price: 9,
  });
});

Deno.test("each type takes the prices that belong to it", () => {
  const cases: readonly (readonly [RawIntent, string])[] = [
    [{ order: "limit", price: 9 }, "LIMIT"],
    [{ order: "stop", price: 9 }, "STOP"],
    [{ order: "stop", stopPrice: 9 }, "STOP"],
    [{ order: "stop", price: 8, stopPrice: 9 }, "STOP"],
    [{ order: "take_profit", price: 9 }, "TAKE_PROFIT"],
    [{ order: "take_profit", stopPrice: 9 }, "TAKE_PROFIT"],
    [{ order: "stop_limit", price: 9, stopPrice: 8 }, "STOP_LIMIT"],
    [{ order: "trailing_stop", trailBy: 2 }, "TRAILING_STOP"],
    [{ order: "trailing_stop", trailBy: 2, stopPrice: 8 }, "TRAILING_STOP"],
  ];
  for (const [fields, order] of cases) {
    assert.deepEqual(entered(fields), { action: "ENTER", side: "LONG", ...fields, order });
    const left = lua.manage({ action: "exit", ...fields });
    assert.deepEqual(left, { action: "EXIT", ...fields, order });
  }
});

Deno.test("an order may end by itself, and then it is good till date", () => {
  const terms = (fields: RawIntent) => {
    const intent = entered({ order: "limit", price: 9, ...fields });
    assert.ok(intent.action === "ENTER");
    const { action: _, side: __, order: ___, price: ____, ...rest } = intent;
    return rest;
  };
  assert.deepEqual(terms({}), {});
  assert.deepEqual(terms({ timeInForce: "gtc" }), { timeInForce: "GTC" });
  assert.deepEqual(terms({ timeInForce: "ioc" }), { timeInForce: "IOC" });
  assert.deepEqual(terms({ timeInForce: "fok" }), { timeInForce: "FOK" });
  assert.deepEqual(terms({ expiresIn: 1 }), { timeInForce: "GTD", expiresInBars: 1 });
  const at = Date.UTC(2024, 0, 2);
  assert.deepEqual(terms({ expiresAt: at, timeInForce: "gtd" }), {
    timeInForce: "GTD",
    expiresAt: at,
  });
  assert.deepEqual(terms({ postOnly: true, expiresIn: 3 }), {
    postOnly: true,
    timeInForce: "GTD",
    expiresInBars: 3,
  });
});

/** What is wrong, and what the strategy is told. */
const WRONG: readonly (readonly [RawIntent, string])[] = [
  [{ order: "limit" }, "no price: it has to be given for a limit order"],
  [{ order: "stop" }, "no price: it has to be given for a stop order, or stop_price"],
  [{ order: "take_profit" }, "no price: it has to be given for a take_profit order, or stop_price"],
  [
    { order: "stop_limit", price: 9 },
    "no stop_price: it has to be given for a stop_limit order",
  ],
  [
    { order: "stop_limit", stopPrice: 9 },
    "no price: it has to be given for a stop_limit order",
  ],
  [{ order: "trailing_stop" }, "no trail_by: it has to be given for a trailing_stop order"],
  [
    { order: "trailing_stop", price: 9, trailBy: 1 },
    "price = 9: it has to be left out for a trailing_stop order",
  ],
  [{ stopPrice: 9 }, "stop_price = 9: it has to be left out for a market order"],
  [
    { order: "limit", price: 9, stopPrice: 8 },
    "stop_price = 8: it has to be left out for a limit order",
  ],
  [
    { order: "stop", price: 9, trailBy: 1 },
    "trail_by = 1: it has to be left out for a stop order",
  ],
  [
    { order: "iceberg" },
    'order = "iceberg": it has to be one of market, limit, stop, stop_limit, trailing_stop, take_profit',
  ],
  [{ timeInForce: "day" }, 'time_in_force = "day": it has to be one of gtc, ioc, fok, gtd'],
  [{ timeInForce: "GTC" }, 'time_in_force = "GTC": it has to be one of gtc, ioc, fok, gtd'],
  [
    { timeInForce: "gtd" },
    'time_in_force = "gtd": it has to be given together with expires_in or expires_at',
  ],
  [
    { timeInForce: "ioc", expiresIn: 2 },
    "expires_in = 2: it has to be left out where time_in_force is ioc",
  ],
  [
    { timeInForce: "fok", expiresAt: 2 },
    "expires_at = 2: it has to be left out where time_in_force is fok",
  ],
  [
    { timeInForce: "gtc", expiresIn: 2 },
    "expires_in = 2: it has to be left out where time_in_force is gtc",
  ],
  [
    { expiresIn: 2, expiresAt: 5 },
    "expires_at = 5: it has to be left out beside expires_in",
  ],
  [{ postOnly: "yes" }, 'post_only = "yes": it has to be true or false'],
  [{ postOnly: 1 }, "post_only = 1: it has to be true or false"],
  [
    { postOnly: true },
    "post_only = true: it has to be false for a market order: only a limit order can be post-only",
  ],
  [
    { order: "limit", price: 9, postOnly: true, timeInForce: "ioc" },
    "post_only = true: it has to be left out where time_in_force is ioc",
  ],
  [{ trailingStop: false }, "trailing_stop = false: it has to be a number above 0"],
];

for (const [fields, message] of WRONG) {
  Deno.test(`refused: ${message}`, () => assert.equal(complaint(fields), message));
}

Deno.test("no price and no distance is taken that is no number above 0", () => {
  for (const value of [0, -0, -1, NaN, Infinity, -Infinity, "9", true, {}, []]) {
    for (
      const fields of [
        { price: value },
        { order: "limit", price: value },
        { order: "stop", stopPrice: value },
        { order: "stop_limit", price: 9, stopPrice: value },
        { order: "trailing_stop", trailBy: value },
        { trailingStop: value },
        { stopLoss: value },
        { quantity: value },
      ]
    ) assert.match(complaint(fields), / = .*: it has to be a number above 0$/);
  }
});

Deno.test("an end is a whole number of bars, or a moment in whole milliseconds", () => {
  for (const value of [0, -1, 1.5, NaN, Infinity, 1e6 + 1, 1e300, "5", true, {}]) {
    assert.match(
      complaint({ order: "limit", price: 9, expiresIn: value }),
      /^expires_in = .*: it has to be a whole number of bars from 1 to 1000000$/,
    );
  }
  for (const value of [0, -1, 1.5, NaN, Infinity, 8.65e15, "2024-01-01", false]) {
    assert.match(
      complaint({ order: "limit", price: 9, expiresAt: value }),
      /^expires_at = .*: it has to be a time in whole milliseconds since 1970$/,
    );
  }
});

Deno.test("an add sets no levels, and a reverse is done at the market", () => {
  const managed = (fields: RawIntent) => lua.manage(fields);
  for (const field of ["stopLoss", "takeProfit", "trailingStop"]) {
    assert.match(
      complaint({ action: "add", [field]: 5 }, managed),
      /(stop_loss|take_profit|trailing_stop) = 5: it has to be left out to add: update_stops moves/,
    );
  }
  const reverse: readonly (readonly [RawIntent, RegExp])[] = [
    [{ order: "limit", price: 9 }, /order = "limit": it has to be left out, or market, to reverse/],
    [{ stopPrice: 9 }, /stop_price = 9: it has to be left out to reverse, which is done at/],
    [{ expiresIn: 9 }, /expires_in = 9: it has to be left out to reverse/],
    [{ postOnly: true }, /post_only = true/],
  ];
  for (const [fields, message] of reverse) {
    assert.match(complaint({ action: "reverse", ...fields }, managed), message);
  }
  assert.deepEqual(lua.manage({ action: "reverse", price: 9, order: "market" }), {
    action: "REVERSE",
  });
});

Deno.test("TypeScript's complaints spell the fields as TypeScript does", () => {
  const cases: readonly (readonly [RawIntent, RegExp])[] = [
    [{ order: "stop_limit", price: 9 }, /^s\.ts: filterCommitment returned no stopPrice: /],
    [{ order: "trailing_stop" }, /no trailBy: it has to be given/],
    [{ timeInForce: "gtd" }, /timeInForce = "gtd": .* with expiresIn or expiresAt$/],
    [{ expiresIn: 0 }, /expiresIn = 0: /],
    [{ postOnly: true, order: "stop", price: 1 }, /postOnly = true: /],
    [{ trailingStop: -1 }, /trailingStop = -1: /],
  ];
  for (const [fields, message] of cases) {
    assert.match(complaint(fields, (raw) => ts.filter({ action: "enter_long", ...raw })), message);
  }
});
