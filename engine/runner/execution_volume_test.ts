/** How much of an order trades, and what that costs: "How much" and "Costs" in docs/guides/execution.md. */
import assert from "node:assert/strict";
import type { EnterIntent } from "../strategy/mod.ts";
import type { SlippageSettings } from "../domain/mod.ts";
import {
  type AnyBar,
  type Bar,
  type BenchSettings,
  flat,
  MINUTE,
  type Script,
  scripted,
  START,
} from "../../tests/support/scripted.ts";
import { after, buy, enters, exit, sell } from "../../tests/support/intents.ts";
import { ends, fills, only, orderOf, orderSteps } from "../../tests/support/story.ts";

const bar = (volume: number, prices: Bar = flat(100)): AnyBar => ({ prices, volume });

/** 10 % of the volume; bar 0, at whose end the entry is decided, has `volume`. */
function shared(
  entry: EnterIntent,
  volume: number,
  bars: readonly AnyBar[],
  settings: BenchSettings = {},
  manage?: Script["manage"],
) {
  const execution = { volumeShare: 0.1, ...settings.execution };
  const bench = scripted(enters(entry, manage), { ...settings, execution });
  bench.feed([bar(volume), ...bars]);
  return bench;
}

// How much.

Deno.test("without a volume share an order trades whole, however small the volume", () => {
  const bench = scripted(enters(buy({ quantity: 50 })));
  bench.feed([bar(0.001), bar(0.001)]);
  assert.deepEqual(fills(bench), ["BUY 50 @ 100 TAKER"]);
});

Deno.test("a market order trades its share of the last finished candle, the rest at the next opens", () => {
  // 10 % of 5 is 0.5: 2 take four opens.
  const bench = shared(buy({ quantity: 2 }), 5, [bar(5, flat(100)), bar(5, flat(101))]);
  assert.deepEqual(fills(bench), ["BUY 0.5 @ 100 TAKER", "BUY 0.5 @ 101 TAKER"]);
  bench.feed([bar(5, flat(102)), bar(5, flat(103)), bar(5, flat(104))]);
  assert.deepEqual(fills(bench).slice(2), ["BUY 0.5 @ 102 TAKER", "BUY 0.5 @ 103 TAKER"]);
  assert.deepEqual(orderSteps(bench), [
    "o1 ENTRY SUBMITTED",
    "o1 ENTRY PARTIALLY_FILLED",
    "o1 ENTRY PARTIALLY_FILLED",
    "o1 ENTRY PARTIALLY_FILLED",
    "o1 ENTRY FILLED",
  ]);
  const order = orderOf(bench, "r1-o1");
  assert.equal(order?.filledQuantity, 2);
  // (100 + 101 + 102 + 103) / 4 = 101.5; fees 0.1 % of 50 + 50.5 + 51 + 51.5 = 203: 0.203.
  assert.equal(order?.fillPrice, 101.5);
  assert.equal(order?.fee, 0.203);
  assert.equal(bench.runner.position()?.quantity, 2);
  assert.equal(bench.runner.position()?.entryPrice, 101.5);
});

Deno.test("each open goes by the candle before it", () => {
  const bench = shared(buy({ quantity: 2 }), 5, [bar(8), bar(1), bar(100)]);
  assert.deepEqual(fills(bench), [
    "BUY 0.5 @ 100 TAKER",
    "BUY 0.8 @ 100 TAKER",
    "BUY 0.1 @ 100 TAKER",
  ]);
});

Deno.test("a share that is no whole quantity step is rounded down", () => {
  // 10 % of 0.12345 is 0.012345; the step is 0.00001.
  const bench = shared(buy({ quantity: 2 }), 0.12345, [bar(1)]);
  assert.deepEqual(fills(bench), ["BUY 0.01234 @ 100 TAKER"]);
});

Deno.test("after a candle without volume nothing trades", () => {
  const bench = shared(buy({ quantity: 2 }), 0, [bar(20)]);
  assert.deepEqual(fills(bench), []);
  bench.feed([bar(20)]);
  assert.deepEqual(fills(bench), ["BUY 2 @ 100 TAKER"]);
});

Deno.test("a resting limit trades its share of the candle it rests in", () => {
  const limit = buy({ quantity: 1, order: "LIMIT", price: 95 });
  const bench = shared(limit, 100, [bar(4, [100, 101, 94, 99])]);
  // 10 % of 4.
  assert.deepEqual(fills(bench), ["BUY 0.4 @ 95 MAKER"]);
  bench.feed([bar(3, [99, 100, 95, 99]), bar(100, [99, 100, 96, 99]), bar(9, [99, 99, 90, 99])]);
  assert.deepEqual(fills(bench).slice(1), ["BUY 0.3 @ 95 MAKER", "BUY 0.3 @ 95 MAKER"]);
});

Deno.test("orders of one candle share its volume", () => {
  // A stop for all and an exit of half, both touched: together they trade 10 % of 6.
  const bench = shared(
    buy({ quantity: 1, stopLoss: 90 }),
    100,
    [bar(100), bar(6, [100, 100, 89, 95])],
    {},
    (n) => n === 1 ? exit({ order: "STOP", stopPrice: 96, quantity: 0.5 }) : null,
  );
  const sold = fills(bench).slice(1);
  assert.deepEqual(sold, ["SELL 0.5 @ 96 TAKER", "SELL 0.1 @ 90 TAKER"]);
});

Deno.test("what rested in a candle and what arrives after it trade one share of it together", () => {
  // The exit took all of candle 2's share; what is left of it may not take the same share again at
  // the next open.
  const bench = shared(
    buy({ quantity: 1, stopLoss: 90 }),
    100,
    [bar(100), bar(4, [100, 100, 89, 95])],
  );
  assert.deepEqual(fills(bench).slice(1), ["SELL 0.4 @ 90 TAKER"]);
  bench.feed([bar(50, flat(95))]);
  const atOpen = only(bench, "ORDER_PARTIALLY_FILLED").filter(({ time }) =>
    time === START + 3 * MINUTE
  );
  assert.equal(atOpen.filter(({ order }) => order.side === "SELL").length, 1);
});

Deno.test("IOC lets the rest expire", () => {
  const bench = shared(buy({ quantity: 2, timeInForce: "IOC" }), 5, [bar(50), bar(50)]);
  assert.deepEqual(fills(bench), ["BUY 0.5 @ 100 TAKER"]);
  assert.deepEqual(ends(bench), ["o1 ENTRY EXPIRED IOC_UNFILLED"]);
  assert.equal(bench.runner.position()?.quantity, 0.5);
  assert.equal(bench.runner.state, "IN_POSITION");
});

Deno.test("FOK lets all of it expire", () => {
  const bench = shared(buy({ quantity: 2, timeInForce: "FOK" }), 5, [bar(50), bar(50)]);
  assert.deepEqual(fills(bench), []);
  assert.deepEqual(ends(bench), ["o1 ENTRY EXPIRED FOK_UNFILLED"]);
  assert.equal(bench.runner.state, "IDLE");
});

Deno.test("FOK trades all of it where it can", () => {
  assert.deepEqual(fills(shared(buy({ quantity: 2, timeInForce: "FOK" }), 20, [bar(1)])), [
    "BUY 2 @ 100 TAKER",
  ]);
});

Deno.test("IOC and FOK limits that the market has not reached expire", () => {
  for (const timeInForce of ["IOC", "FOK"] as const) {
    const bench = after(buy({ order: "LIMIT", price: 95, timeInForce }), [[100, 101, 90, 99]]);
    assert.deepEqual(fills(bench), []);
    assert.deepEqual(ends(bench), [`o1 ENTRY EXPIRED ${timeInForce}_UNFILLED`]);
    assert.equal(bench.runner.state, "IDLE");
  }
});

Deno.test("IOC and FOK of a stop count once it is triggered", () => {
  for (const timeInForce of ["IOC", "FOK"] as const) {
    const entry = buy({ quantity: 2, order: "STOP", stopPrice: 105, timeInForce });
    const bench = shared(entry, 100, [bar(100), bar(5, [100, 106, 100, 106]), bar(0, flat(106))]);
    assert.deepEqual(fills(bench), timeInForce === "IOC" ? ["BUY 0.5 @ 105 TAKER"] : []);
    assert.deepEqual(ends(bench), [`o1 ENTRY EXPIRED ${timeInForce}_UNFILLED`]);
  }
});

Deno.test("an entry that is stopped out before it is filled whole does not open again", () => {
  const bench = shared(buy({ quantity: 2, stopLoss: 95 }), 5, [
    bar(50, [100, 100, 94, 94]),
    bar(50, flat(94)),
    bar(50, flat(94)),
  ]);
  assert.deepEqual(fills(bench), ["BUY 0.5 @ 100 TAKER", "SELL 0.5 @ 95 TAKER"]);
  assert.equal(bench.runner.state, "IDLE");
  assert.deepEqual(bench.runner.desk.orderViews(), []);
});

Deno.test("the rest of an order is not asked whether it is worth enough for the exchange", () => {
  // 1.98 are filled first; 0.02 x 100 = 2 are less than 5, but the order was not.
  const bench = shared(buy({ quantity: 2 }), 19.8, [bar(50), bar(50)]);
  assert.deepEqual(fills(bench), ["BUY 1.98 @ 100 TAKER", "BUY 0.02 @ 100 TAKER"]);
});

Deno.test("a reversal that is filled in parts goes on until it is whole", () => {
  // Holding 60 of what 10,000 buy at 100; out of them and into 90 short: 150 in all.
  const bench = shared(
    buy({ quantity: 60 }),
    600,
    [bar(400), bar(800), bar(5_000), bar(1)],
    {},
    (n) => n === 1 ? { action: "REVERSE", quantity: 90 } : null,
  );
  assert.deepEqual(fills(bench).slice(1), [
    "SELL 40 @ 100 TAKER",
    "SELL 80 @ 100 TAKER",
    "SELL 30 @ 100 TAKER",
  ]);
  const position = bench.runner.position();
  assert.deepEqual([position?.side, position?.quantity], ["SHORT", 90]);
  assert.equal(bench.runner.state, "IN_POSITION");
  assert.deepEqual(ends(bench), []);
});

Deno.test("a reversal that is refused at its price goes out at least, within its share", () => {
  // A short with a stop at 103 makes no sense at 104.
  const bench = shared(
    buy({ quantity: 60 }),
    600,
    [bar(400), bar(5_000, flat(104)), bar(1, flat(104))],
    {},
    (n) => n === 1 ? { action: "REVERSE", quantity: 60, stopLoss: 103 } : null,
  );
  assert.deepEqual(ends(bench), ["o2 REVERSE REJECTED STOP_LOSS_SIDE"]);
  assert.deepEqual(fills(bench).slice(1), ["SELL 40 @ 104 TAKER", "SELL 20 @ 104 TAKER"]);
  assert.equal(bench.runner.state, "IDLE");
});

Deno.test("an order that is filled in very many parts ends at the most entries a position has", () => {
  const bench = shared(buy({ quantity: 20 }), 0.1, Array.from({ length: 1_005 }, () => bar(0.1)));
  // 10 % of 0.1 at each open.
  assert.equal(fills(bench).length, 1_000);
  assert.deepEqual(ends(bench), ["o1 ENTRY CANCELED TOO_MANY_ENTRIES"]);
  assert.equal(bench.runner.status, "RUNNING");
  assert.equal(bench.runner.position()?.quantity, 10);
});

// Costs.

const feeOf = (entry: EnterIntent, bars: readonly AnyBar[], settings: BenchSettings) =>
  only(after(entry, bars, settings), "ORDER_FILLED").map((event) => event.fill.fee);

Deno.test("a fee is the notional's basis points", () => {
  // 0.1 x 110 = 11; 0.1 % of it is 0.011.
  assert.deepEqual(feeOf(buy({ quantity: 0.1 }), [flat(110)], { feeBps: 10 }), [0.011]);
});

Deno.test("a fee is rounded up to the money unit", () => {
  // 0.00123 x 99.99 = 0.1229877 is worth too little on Binance; without that limit, 0.1 % of it is
  // 0.0001229877, and the money unit 0.01 x 0.00001 = 0.0000001: 0.000123.
  const settings = { feeBps: 10, instrument: { minNotional: 0 } };
  assert.deepEqual(feeOf(buy({ quantity: 0.00123 }), [flat(99.99)], settings), [0.000123]);
});

Deno.test("makers and takers pay different fees", () => {
  const execution = { fees: { makerBps: 2, takerBps: 7, tiers: [] } };
  // 0.0002 x 95 = 0.019; 0.0007 x 100 = 0.07.
  const limit = buy({ order: "LIMIT", price: 95 });
  assert.deepEqual(feeOf(limit, [[100, 101, 94, 99]], { execution }), [0.019]);
  assert.deepEqual(feeOf(buy(), [flat(100)], { execution }), [0.07]);
});

Deno.test("the fee tier is that of the volume traded in the 30 days before", () => {
  const execution = {
    fees: {
      makerBps: 10,
      takerBps: 10,
      tiers: [{ volume: 150, makerBps: 5, takerBps: 5 }, { volume: 350, makerBps: 1, takerBps: 1 }],
    },
  };
  // In and out of 1 at 100, again and again: 100 traded after the first, 200 after the second, …
  // Day bars, an entry every fifth: days 1, 2, 6, 7, 11, 12, …
  const bench = scripted({
    detect: (day) => day % 5 === 0 && day < 15 || day === 60,
    filter: () => buy(),
    manage: (day) => exit({ reason: `${day}` }),
  }, { timeframe: "1d", execution });
  bench.feed(Array.from({ length: 64 }, () => flat(100)));
  // Before the fills were traded: 0, 100 | 200, 300 | 400, 500; after more than 30 days 0, 100 again.
  assert.deepEqual(only(bench, "ORDER_FILLED").map((event) => event.fill.fee), [
    0.1,
    0.1,
    0.05,
    0.05,
    0.01,
    0.01,
    0.1,
    0.1,
  ]);
});

interface SlippageCase {
  readonly name: string;
  readonly slippage: SlippageSettings;
  /** The candle before the order arrives. */
  readonly last: AnyBar;
  readonly entry: EnterIntent;
  readonly price: number;
}

const SLIPPAGE: readonly SlippageCase[] = [
  {
    // 100 x 5 / 10,000.
    name: "fixed slippage",
    slippage: { model: "FIXED", bps: 5 },
    last: bar(10),
    entry: buy(),
    price: 100.05,
  },
  {
    // 100 x 0.1 x (1 / 10)^2 = 0.1.
    name: "slippage by the share of the volume",
    slippage: { model: "VOLUME_SHARE", impact: 0.1 },
    last: bar(10),
    entry: buy(),
    price: 100.1,
  },
  {
    // 100 x 0.1 x (2 / 10)^2 = 0.4, taken off.
    name: "slippage by the share of the volume, of a sale",
    slippage: { model: "VOLUME_SHARE", impact: 0.1 },
    last: bar(10),
    entry: sell({ quantity: 2 }),
    price: 99.6,
  },
  {
    // Parkinson: ln(101.67 / 100) / (2 x sqrt(ln 2)) = 0.016562 / 1.665109 = 0.0099465.
    // 100 x 1 x 0.0099465 x sqrt(1 / 100) = 0.0994: 100.0994, rounded up.
    name: "square-root slippage",
    slippage: { model: "SQUARE_ROOT", coefficient: 1 },
    last: bar(100, [100, 101.67, 100, 100]),
    entry: buy(),
    price: 100.1,
  },
  {
    // Four times the quantity, twice the slippage: 0.1989 off 100 is 99.8011, rounded down.
    name: "square-root slippage of a sale",
    slippage: { model: "SQUARE_ROOT", coefficient: 1 },
    last: bar(100, [100, 101.67, 100, 100]),
    entry: sell({ quantity: 4 }),
    price: 99.8,
  },
  {
    name: "square-root slippage after a candle without a range",
    slippage: { model: "SQUARE_ROOT", coefficient: 1 },
    last: bar(100),
    entry: buy(),
    price: 100,
  },
];

for (const { name, slippage, last, entry, price } of SLIPPAGE) {
  Deno.test(name, () => {
    const bench = scripted(enters(entry), { execution: { slippage } });
    bench.feed([last, bar(1)]);
    assert.deepEqual(only(bench, "ORDER_FILLED").map((event) => event.fill.price), [price]);
  });
}

Deno.test("funding is paid at its hours, longs where it is positive", () => {
  const bench = scripted(enters(buy()), {
    timeframe: "1h",
    execution: { fundingBps: 1, fundingHours: 8 },
  });
  // In the market from 01:00 on; 08:00 is the open of bar 8: 1 x 100 x 1 / 10,000 = 0.01.
  bench.feed(Array.from({ length: 8 }, () => flat(100)));
  bench.feed([flat(100)]);
  const [first] = only(bench, "FUNDING_PAID");
  assert.equal(first?.amount, 0.01);
  assert.equal(first?.rate, 0.0001);
  assert.equal(first?.notional, 100);
  assert.equal(first?.time, START + 8 * 60 * MINUTE);
  bench.feed(Array.from({ length: 15 }, () => flat(100)));
  // Bar 23 ends at 24:00; 16:00 was the second, 24:00 is the third at the latest with the next open.
  bench.feed([flat(100)]);
  assert.deepEqual(only(bench, "FUNDING_PAID").map((event) => event.time), [
    START + 8 * 60 * MINUTE,
    START + 16 * 60 * MINUTE,
    START + 24 * 60 * MINUTE,
  ]);
});

Deno.test("shorts are paid where funding is positive, and pay where it is negative", () => {
  const paid = (fundingBps: number) => {
    const bench = scripted(enters(sell()), { timeframe: "1h", execution: { fundingBps } });
    bench.feed(Array.from({ length: 10 }, () => flat(100)));
    return only(bench, "FUNDING_PAID").map((event) => event.amount);
  };
  assert.deepEqual(paid(1), [-0.01]);
  assert.deepEqual(paid(-1), [0.01]);
});

Deno.test("without a position no funding is paid", () => {
  const bench = scripted(enters(buy(), (n) => n === 1 ? exit() : null), {
    timeframe: "1h",
    execution: { fundingBps: 1 },
  });
  bench.feed(Array.from({ length: 30 }, () => flat(100)));
  assert.deepEqual(only(bench, "FUNDING_PAID"), []);
});

Deno.test("funding times that a long bar spans are paid together, at the next open", () => {
  const bench = scripted(enters(buy()), { timeframe: "1d", execution: { fundingBps: 1 } });
  bench.feed([flat(100), flat(100), flat(100)]);
  // Held from the second day's open: 08:00, 16:00 and 24:00 of that day, 0.01 each.
  assert.deepEqual(only(bench, "FUNDING_PAID").map(({ amount, rate }) => [amount, rate]), [
    [0.03, 0.0003],
  ]);
});
