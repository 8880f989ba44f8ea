/** What resting orders trade at within a candle: "Resting, within a candle" in docs/guides/execution.md. */
import assert from "node:assert/strict";
import type { EnterIntent } from "../strategy/mod.ts";
import {
  type AnyBar,
  type Bar,
  type Bench,
  type BenchSettings,
  flat,
  MINUTE,
  type Script,
  scripted,
  START,
} from "../../tests/support/scripted.ts";
import { after, buy, exit, holding, sell } from "../../tests/support/intents.ts";
import { ends, fills, only, orderOf } from "../../tests/support/story.ts";

interface Case {
  readonly name: string;
  readonly entry: EnterIntent;
  /** From bar 1 on; the decision falls at the end of bar 0, at 100. */
  readonly bars: readonly AnyBar[];
  readonly settings?: BenchSettings;
  readonly fills: readonly string[];
}

function check(cases: readonly Case[]): void {
  for (const { name, entry, bars, settings, fills: expected } of cases) {
    Deno.test(name, () => assert.deepEqual(fills(after(entry, bars, settings)), expected));
  }
}

const through: BenchSettings = { execution: { limitFill: "THROUGH" } };
/** Half a spread of 20 bps is 0.1 at 100; slippage of 10 bps 0.1 at 100. */
const costly: BenchSettings = {
  spreadBps: 20,
  execution: { slippage: { model: "FIXED", bps: 10 } },
};

// Limit orders.
check([
  {
    name: "a resting buy limit trades at its limit when the price touches it, as maker",
    entry: buy({ order: "LIMIT", price: 95 }),
    bars: [[100, 101, 94, 99]],
    fills: ["BUY 1 @ 95 MAKER"],
  },
  {
    name: "a touch is enough",
    entry: buy({ order: "LIMIT", price: 95 }),
    bars: [[100, 101, 95, 99]],
    fills: ["BUY 1 @ 95 MAKER"],
  },
  {
    name: "a tick above the limit is not",
    entry: buy({ order: "LIMIT", price: 95 }),
    bars: [[100, 101, 95.01, 99]],
    fills: [],
  },
  {
    name: "a resting sell limit trades at its limit when the price touches it, as maker",
    entry: sell({ order: "LIMIT", price: 105 }),
    bars: [[100, 105, 99, 101]],
    fills: ["SELL 1 @ 105 MAKER"],
  },
  {
    name: "with THROUGH a touch is not enough to buy",
    entry: buy({ order: "LIMIT", price: 95 }),
    bars: [[100, 101, 95, 99]],
    settings: through,
    fills: [],
  },
  {
    name: "with THROUGH the price has to go beyond to buy",
    entry: buy({ order: "LIMIT", price: 95 }),
    bars: [[100, 101, 94.99, 99]],
    settings: through,
    fills: ["BUY 1 @ 95 MAKER"],
  },
  {
    name: "with THROUGH a touch is not enough to sell",
    entry: sell({ order: "LIMIT", price: 105 }),
    bars: [[100, 105, 99, 101]],
    settings: through,
    fills: [],
  },
  {
    name: "with THROUGH the price has to go beyond to sell",
    entry: sell({ order: "LIMIT", price: 105 }),
    bars: [[100, 105.01, 99, 101]],
    settings: through,
    fills: ["SELL 1 @ 105 MAKER"],
  },
  {
    name: "a bar that opens below a buy limit trades at its open",
    entry: buy({ order: "LIMIT", price: 95 }),
    bars: [flat(100), [93, 96, 92, 94]],
    fills: ["BUY 1 @ 93 MAKER"],
  },
  {
    name: "a bar that opens above a sell limit trades at its open",
    entry: sell({ order: "LIMIT", price: 105 }),
    bars: [flat(100), [107, 108, 104, 106]],
    fills: ["SELL 1 @ 107 MAKER"],
  },
  {
    // 93 and half of 20 bps = 93.093, and 10 bps of slippage: 93.18609…, rounded up.
    name: "a bar that opens below a buy limit trades at what its open costs",
    entry: buy({ order: "LIMIT", price: 95 }),
    bars: [flat(100), [93, 96, 92, 94]],
    settings: costly,
    fills: ["BUY 1 @ 93.19 MAKER"],
  },
  {
    // At once it would have cost 100.1; it waits, and trades at its limit, not at the open of 100.
    name: "a buy limit within the spread trades at its limit",
    entry: buy({ order: "LIMIT", price: 100.05 }),
    bars: [flat(100)],
    settings: { spreadBps: 20 },
    fills: ["BUY 1 @ 100.05 MAKER"],
  },
  {
    name: "spread and slippage do not move what a resting limit trades at",
    entry: buy({ order: "LIMIT", price: 95 }),
    bars: [[100, 101, 90, 99]],
    settings: costly,
    fills: ["BUY 1 @ 95 MAKER"],
  },
]);

// Stops and orders at the market if touched.
check([
  {
    name: "a sell stop trades at its stop price, as taker",
    entry: sell({ order: "STOP", stopPrice: 95 }),
    bars: [[100, 101, 94, 96]],
    fills: ["SELL 1 @ 95 TAKER"],
  },
  {
    name: "a buy stop trades at its stop price, as taker",
    entry: buy({ order: "STOP", stopPrice: 105 }),
    bars: [[100, 105, 99, 101]],
    fills: ["BUY 1 @ 105 TAKER"],
  },
  {
    // Half of 20 bps of 95 are 0.095, 10 bps of slippage another 0.095 (or a hair less, of 94.905):
    // 94.81 and a bit, rounded down.
    name: "a sell stop trades less half the spread and slippage",
    entry: sell({ order: "STOP", stopPrice: 95 }),
    bars: [[100, 101, 94, 96]],
    settings: costly,
    fills: ["SELL 1 @ 94.81 TAKER"],
  },
  {
    // 105 and half of 20 bps = 0.105, and 10 bps = 0.105: 105.21 and at most a hair more.
    name: "a buy stop trades at half the spread more",
    entry: buy({ order: "STOP", stopPrice: 105 }),
    bars: [[100, 106, 99, 101]],
    settings: { spreadBps: 20 },
    // 105.105 is no price: 105.11.
    fills: ["BUY 1 @ 105.11 TAKER"],
  },
  {
    name: "a bar that opens below a sell stop trades at its open",
    entry: sell({ order: "STOP", stopPrice: 95 }),
    bars: [flat(100), [90, 96, 89, 94]],
    fills: ["SELL 1 @ 90 TAKER"],
  },
  {
    name: "a bar that opens above a buy stop trades at its open",
    entry: buy({ order: "STOP", stopPrice: 105 }),
    bars: [flat(100), [110, 111, 104, 108]],
    fills: ["BUY 1 @ 110 TAKER"],
  },
  {
    name: "at the market if touched: bought once the price has fallen to it, as taker",
    entry: buy({ order: "TAKE_PROFIT", stopPrice: 95 }),
    bars: [[100, 101, 95, 99]],
    fills: ["BUY 1 @ 95 TAKER"],
  },
  {
    name: "at the market if touched: sold once the price has risen to it, as taker",
    entry: sell({ order: "TAKE_PROFIT", price: 105 }),
    bars: [[100, 106, 99, 101]],
    fills: ["SELL 1 @ 105 TAKER"],
  },
  {
    name: "at the market if touched: a bar that opens beyond trades at its open",
    entry: buy({ order: "TAKE_PROFIT", stopPrice: 95 }),
    bars: [flat(100), [93, 96, 92, 94]],
    fills: ["BUY 1 @ 93 TAKER"],
  },
  {
    name: "at the market if touched: pays half the spread, as a market order does",
    entry: sell({ order: "TAKE_PROFIT", price: 105 }),
    bars: [[100, 106, 99, 101]],
    settings: { spreadBps: 20 },
    // 105 - 0.105 = 104.895, rounded down.
    fills: ["SELL 1 @ 104.89 TAKER"],
  },
  {
    name: "what is not touched does not trade",
    entry: buy({ order: "STOP", stopPrice: 105 }),
    bars: [[100, 104.99, 90, 101]],
    fills: [],
  },
]);

// Stop-limits.
const stopLimit = buy({ order: "STOP_LIMIT", stopPrice: 105, price: 106 });
check([
  {
    name: "a stop-limit that is passed beyond its limit rests, and trades there later",
    entry: stopLimit,
    bars: [flat(100), [108, 109, 107, 108], [108, 109, 104, 105]],
    fills: ["BUY 1 @ 106 MAKER"],
  },
  {
    name: "a stop-limit that a bar opens beyond rests from then on: what follows counts",
    entry: stopLimit,
    bars: [flat(100), [108, 109, 104, 107]],
    fills: ["BUY 1 @ 106 MAKER"],
  },
  {
    name: "a stop-limit that is triggered within a candle, beyond its limit, rests",
    entry: buy({ order: "STOP_LIMIT", stopPrice: 105, price: 104 }),
    bars: [[100, 106, 99, 104.5]],
    fills: [],
  },
  {
    name: "it trades in the candle that triggered it where that ends beyond its limit",
    entry: buy({ order: "STOP_LIMIT", stopPrice: 105, price: 104 }),
    bars: [[100, 106, 99, 103]],
    fills: ["BUY 1 @ 104 MAKER"],
  },
  {
    name: "a stop-limit whose trigger is reached within its limit trades there",
    entry: stopLimit,
    bars: [[100, 110, 99, 101]],
    fills: ["BUY 1 @ 105 TAKER"],
  },
  {
    name: "a sell stop-limit is the mirror image",
    entry: sell({ order: "STOP_LIMIT", stopPrice: 95, price: 94 }),
    bars: [flat(100), [92, 93, 91, 92], [92, 96, 91, 95]],
    fills: ["SELL 1 @ 94 MAKER"],
  },
  {
    name: "a stop-limit that was not triggered does not trade at its limit",
    entry: stopLimit,
    bars: [[100, 104, 90, 101]],
    fills: [],
  },
]);

// A position's stop and target.
const long = buy({ stopLoss: 95, takeProfit: 105 });
check([
  {
    name: "a bar that touches stop loss and take profit counts as stopped",
    entry: long,
    bars: [flat(100), [100, 110, 90, 100]],
    fills: ["BUY 1 @ 100 TAKER", "SELL 1 @ 95 TAKER"],
  },
  {
    name: "so it does for a short",
    entry: sell({ stopLoss: 105, takeProfit: 95 }),
    bars: [flat(100), [100, 110, 90, 100]],
    fills: ["SELL 1 @ 100 TAKER", "BUY 1 @ 105 TAKER"],
  },
  {
    name: "a take profit trades at its level as maker",
    entry: long,
    bars: [flat(100), [100, 106, 96, 100]],
    fills: ["BUY 1 @ 100 TAKER", "SELL 1 @ 105 MAKER"],
  },
  {
    name: "a take profit trades at the open where a bar opens beyond it",
    entry: long,
    bars: [flat(100), [107, 108, 90, 100]],
    fills: ["BUY 1 @ 100 TAKER", "SELL 1 @ 107 MAKER"],
  },
  {
    name:
      "a stop loss trades at the open where a bar opens beyond it, though the target is touched",
    entry: long,
    bars: [flat(100), [94, 108, 90, 100]],
    fills: ["BUY 1 @ 100 TAKER", "SELL 1 @ 94 TAKER"],
  },
  {
    name: "a stop counts in the candle that its entry was filled in, whatever came first",
    entry: buy({ order: "STOP", stopPrice: 105, stopLoss: 99 }),
    bars: [[100, 106, 98, 104]],
    fills: ["BUY 1 @ 105 TAKER", "SELL 1 @ 99 TAKER"],
  },
  {
    // 10 % of slippage take the sale at 95 to 85.5, and a stop that trails by 3 begins at 88.5. The
    // price never was as low: it is bought back at 95, the lowest there was, and 10 % more.
    name: "a level that the market never was at trades within the candle",
    entry: sell({ order: "STOP", stopPrice: 95, trailingStop: 3 }),
    bars: [flat(100), [100, 100, 95, 96]],
    settings: { execution: { slippage: { model: "FIXED", bps: 1_000 } } },
    fills: ["SELL 1 @ 85.5 TAKER", "BUY 1 @ 104.5 TAKER"],
  },
  {
    name: "a stop counts in the candle that a limit entry was filled in",
    entry: buy({ order: "LIMIT", price: 95, stopLoss: 94 }),
    bars: [[100, 101, 94, 99]],
    fills: ["BUY 1 @ 95 MAKER", "SELL 1 @ 94 TAKER"],
  },
  {
    name: "a target does not count in the candle of the entry, as it may have come before",
    entry: buy({ order: "LIMIT", price: 95, takeProfit: 104 }),
    bars: [[100, 105, 94, 99]],
    fills: ["BUY 1 @ 95 MAKER"],
  },
  {
    name: "a target counts in the candle of the entry where it ends beyond the target",
    entry: buy({ order: "LIMIT", price: 95, takeProfit: 104 }),
    bars: [[100, 105, 94, 104.5]],
    fills: ["BUY 1 @ 95 MAKER", "SELL 1 @ 104 MAKER"],
  },
  {
    name: "so it does for a short",
    entry: sell({ order: "LIMIT", price: 105, takeProfit: 96 }),
    bars: [[100, 106, 95, 95.5]],
    fills: ["SELL 1 @ 105 MAKER", "BUY 1 @ 96 MAKER"],
  },
  {
    name: "a target counts in the whole candle at whose open the position was opened",
    entry: long,
    bars: [[100, 106, 96, 100]],
    fills: ["BUY 1 @ 100 TAKER", "SELL 1 @ 105 MAKER"],
  },
]);

// Finer candles.
const minute = (bar: Bar, n: number, more: Bar[] = []): AnyBar => ({
  prices: [100, 110, 90, 100],
  inner: Array.from({ length: 60 }, () => flat(100)).with(n, bar).map((plain, i) =>
    more[i - n - 1] ?? plain
  ),
});

Deno.test("finer candles tell which of stop loss and take profit came first", () => {
  const settings: BenchSettings = { timeframe: "1h" };
  const targetFirst = minute([100, 110, 100, 100], 5, [[100, 100, 90, 100]]);
  assert.deepEqual(fills(after(long, [flat(100), targetFirst], settings)), [
    "BUY 1 @ 100 TAKER",
    "SELL 1 @ 105 MAKER",
  ]);
  const stopFirst = minute([100, 100, 90, 100], 5, [[100, 110, 100, 100]]);
  assert.deepEqual(fills(after(long, [flat(100), stopFirst], settings)), [
    "BUY 1 @ 100 TAKER",
    "SELL 1 @ 95 TAKER",
  ]);
  const inOne = minute([100, 110, 90, 100], 5);
  assert.deepEqual(fills(after(long, [flat(100), inOne], settings)), [
    "BUY 1 @ 100 TAKER",
    "SELL 1 @ 95 TAKER",
  ]);
});

Deno.test("a fill is told at the end of the finer candle it happened in", () => {
  const bench = after(long, [flat(100), minute([100, 110, 100, 100], 5)], { timeframe: "1h" });
  // Bar 0 and 1 are two hours; the sixth minute of the third ends after six minutes.
  assert.equal(only(bench, "POSITION_CLOSED")[0]?.time, START + 126 * MINUTE);
});

Deno.test("finer candles tell what came after the entry", () => {
  // Bought in minute 5 at 95; 104 comes later, within minute 6, which is known then.
  const bar: AnyBar = {
    prices: [100, 105, 94, 99],
    inner: Array.from({ length: 60 }, () => flat(99)).with(0, [100, 100, 99, 99])
      .with(5, [99, 99, 94, 99]).with(6, [99, 105, 99, 99]),
  };
  const entry = buy({ order: "LIMIT", price: 95, takeProfit: 104 });
  assert.deepEqual(fills(after(entry, [bar], { timeframe: "1h" })), [
    "BUY 1 @ 95 MAKER",
    "SELL 1 @ 104 MAKER",
  ]);
});

// Trailing stops.
const trailing = buy({ trailingStop: 5, stopLoss: 95 });

Deno.test("a trailing stop is looked for where it stood, then moved by the candle's best price", () => {
  const bench = holding(trailing, [[100, 110, 97, 108]]);
  assert.deepEqual(fills(bench), []);
  assert.equal(bench.runner.position()?.stopLoss, 105);
});

Deno.test("a trailing stop counts again where the candle ends beyond where it stands then", () => {
  assert.deepEqual(fills(holding(trailing, [[100, 110, 97, 104]])), ["SELL 1 @ 105 TAKER"]);
});

Deno.test("a trailing stop that was touched where it stood trades there", () => {
  assert.deepEqual(fills(holding(trailing, [[100, 110, 95, 108]])), ["SELL 1 @ 95 TAKER"]);
});

Deno.test("a trailing stop never goes back", () => {
  const bench = holding(trailing, [[100, 110, 100, 108], [108, 109, 106, 107]]);
  assert.equal(bench.runner.position()?.stopLoss, 105);
  bench.feed([[107, 107, 104, 104]]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 105 TAKER"]);
});

Deno.test("a short's trailing stop follows the price down", () => {
  const bench = holding(sell({ trailingStop: 5, stopLoss: 105 }), [[100, 103, 90, 92]]);
  assert.deepEqual(fills(bench), []);
  assert.equal(bench.runner.position()?.stopLoss, 95);
  bench.feed([[92, 96, 92, 92]]);
  assert.deepEqual(fills(bench), ["BUY 1 @ 95 TAKER"]);
});

Deno.test("a trailing stop begins its distance behind the entry where no closer level is given", () => {
  assert.equal(holding(buy({ trailingStop: 5 }), []).runner.position()?.stopLoss, 95);
  assert.equal(
    holding(buy({ trailingStop: 5, stopLoss: 97 }), []).runner.position()?.stopLoss,
    97,
  );
  assert.equal(
    holding(buy({ trailingStop: 5, stopLoss: 90 }), []).runner.position()?.stopLoss,
    95,
  );
});

Deno.test("an entry by trailing stop follows the price down and buys when it turns", () => {
  const entry = buy({ order: "TRAILING_STOP", stopPrice: 103, trailBy: 3 });
  // 100 - 96 - 98: the low moves it to 99; then 99 is touched.
  const bench = after(entry, [[100, 100, 96, 98]]);
  assert.deepEqual(fills(bench), []);
  assert.equal(bench.runner.desk.orderViews()[0]?.stopPrice, 99);
  bench.feed([[98, 100, 98, 100]]);
  assert.deepEqual(fills(bench), ["BUY 1 @ 99 TAKER"]);
});

Deno.test("an entry by trailing stop without a price begins its distance from the market", () => {
  const bench = after(buy({ order: "TRAILING_STOP", trailBy: 3 }), [flat(100)]);
  assert.equal(bench.runner.desk.orderViews()[0]?.stopPrice, 103);
  bench.feed([[100, 103, 100, 101]]);
  assert.deepEqual(fills(bench), ["BUY 1 @ 103 TAKER"]);
});

Deno.test("finer candles move a trailing stop one after another", () => {
  const inner = Array.from({ length: 60 }, () => flat(108)).with(0, [100, 110, 100, 108])
    .with(30, [108, 108, 104, 108]);
  const bench = after(trailing, [flat(100), { prices: [100, 110, 100, 108], inner }], {
    timeframe: "1h",
  });
  assert.deepEqual(fills(bench), ["BUY 1 @ 100 TAKER", "SELL 1 @ 105 TAKER"]);
});

// GTD.
const until = (ms: number) => buy({ order: "LIMIT", price: 95, expiresAt: START + ms });

Deno.test("a GTD order counts only in candles that end by its time", () => {
  // The bar goes from minute 1 to minute 2; the order ends half a minute into it.
  const bench = after(until(90_000), [[100, 101, 94, 99]]);
  assert.deepEqual(fills(bench), []);
  assert.deepEqual(ends(bench), ["o1 ENTRY EXPIRED TIME_UP"]);
  assert.equal(orderOf(bench, "r1-o1")?.timeInForce, "GTD");
});

Deno.test("a GTD order counts in the candle that ends at its time", () => {
  assert.deepEqual(fills(after(until(120_000), [[100, 101, 94, 99]])), ["BUY 1 @ 95 MAKER"]);
});

Deno.test("a GTD order for a number of bars ends after the last of them", () => {
  const entry = buy({ order: "LIMIT", price: 95, expiresInBars: 2 });
  const touch: Bar = [100, 101, 94, 99];
  assert.deepEqual(fills(after(entry, [flat(100), touch])), ["BUY 1 @ 95 MAKER"]);
  const late = after(entry, [flat(100), flat(100)]);
  assert.deepEqual(ends(late), ["o1 ENTRY EXPIRED TIME_UP"]);
  assert.equal(late.runner.state, "IDLE");
  late.feed([touch]);
  assert.deepEqual(fills(late), []);
});

// The order in which several trade.
const exits = (terms: Parameters<typeof exit>[0]): Script["manage"] => (bar) =>
  bar === 1 ? exit(terms) : null;

Deno.test("stops come before targets, and of several stops the nearest to the open first", () => {
  // Stop loss 90 for all, and an exit of half at a stop of 96: a bar down to 89 touches both.
  const bench = holding(
    buy({ stopLoss: 90, takeProfit: 110 }),
    [[100, 111, 89, 100]],
    {},
    exits({ order: "STOP", stopPrice: 96, quantity: 0.5 }),
  );
  assert.deepEqual(fills(bench), ["SELL 0.5 @ 96 TAKER", "SELL 0.5 @ 90 TAKER"]);
});

Deno.test("of several targets the nearest to the open comes first", () => {
  const bench = holding(
    buy({ stopLoss: 90, takeProfit: 110 }),
    [[100, 111, 95, 100]],
    {},
    exits({ order: "LIMIT", price: 106, quantity: 0.5 }),
  );
  assert.deepEqual(fills(bench), ["SELL 0.5 @ 106 MAKER", "SELL 0.5 @ 110 MAKER"]);
});

Deno.test("orders that add come first, and the stop closes what they added as well", () => {
  // Holding 1 at 100; adds 1 at 97 by limit; the bar falls to 94: stopped with both at 95.
  const bench = holding(
    buy({ stopLoss: 95 }),
    [[100, 100, 94, 100]],
    {},
    (bar) => bar === 1 ? { action: "ADD", order: "LIMIT", price: 97, quantity: 1 } : null,
  );
  assert.deepEqual(fills(bench), ["BUY 1 @ 97 MAKER", "SELL 2 @ 95 TAKER"]);
});

// On every update of the forming candle.

/** In TICK mode: decides `entry` at the first update, 10 seconds into a bar that has been down to 90. */
function onTicks(entry: EnterIntent): Bench {
  let asked = false;
  const bench = scripted({
    detect: () => !asked,
    filter: () => {
      if (asked) return null;
      asked = true;
      return entry;
    },
  }, { decideOn: "TICK" });
  bench.row("OPEN", 0, flat(100));
  bench.row("UPDATE", 10, [100, 100, 90, 100]);
  return bench;
}

Deno.test("on ticks, what the bar did before an order came does not count", () => {
  const bench = onTicks(buy({ order: "LIMIT", price: 95 }));
  bench.row("UPDATE", 20, [100, 100, 90, 99]);
  bench.row("UPDATE", 30, [100, 100, 90, 96]);
  bench.row("CLOSE", 60, [100, 100, 90, 96]);
  assert.deepEqual(fills(bench), []);
  assert.equal(bench.runner.state, "ANALYZING");
});

Deno.test("on ticks, an order trades at the update that reaches it, at its limit", () => {
  const bench = onTicks(buy({ order: "LIMIT", price: 95 }));
  bench.row("UPDATE", 20, [100, 100, 90, 99]);
  bench.row("UPDATE", 30, [100, 100, 90, 94]);
  assert.deepEqual(fills(bench), ["BUY 1 @ 95 MAKER"]);
  assert.equal(only(bench, "ORDER_FILLED")[0]?.time, START + 30_000);
});

Deno.test("on ticks, a new low between two updates counts", () => {
  const bench = onTicks(buy({ order: "LIMIT", price: 85 }));
  bench.row("UPDATE", 20, [100, 100, 90, 99]);
  bench.row("UPDATE", 30, [100, 100, 84, 99]);
  assert.deepEqual(fills(bench), ["BUY 1 @ 85 MAKER"]);
});

Deno.test("on ticks, a stop loss goes off at the update that reaches it", () => {
  const bench = onTicks(buy({ stopLoss: 97 }));
  bench.row("UPDATE", 20, [100, 100, 90, 100]);
  assert.deepEqual(fills(bench), ["BUY 1 @ 100 TAKER"]);
  bench.row("UPDATE", 30, [100, 100, 90, 98]);
  assert.equal(bench.runner.state, "IN_POSITION");
  bench.row("UPDATE", 40, [100, 100, 90, 96]);
  assert.deepEqual(fills(bench), ["BUY 1 @ 100 TAKER", "SELL 1 @ 97 TAKER"]);
});

Deno.test("on ticks, a trailing stop follows every update", () => {
  const bench = onTicks(buy({ trailingStop: 3 }));
  bench.row("UPDATE", 20, [100, 100, 90, 100]);
  bench.row("UPDATE", 30, [100, 106, 90, 106]);
  assert.equal(bench.runner.position()?.stopLoss, 103);
  bench.row("UPDATE", 40, [100, 106, 90, 103]);
  assert.deepEqual(fills(bench), ["BUY 1 @ 100 TAKER", "SELL 1 @ 103 TAKER"]);
});
