/** When and at which price an order reaches the market: "Arrival" in docs/guides/execution.md. */
import assert from "node:assert/strict";
import type { EnterIntent } from "../strategy/mod.ts";
import {
  type AnyBar,
  type Bar,
  type BenchSettings,
  flat,
  MINUTE,
  START,
} from "../../tests/support/scripted.ts";
import { after, buy, sell } from "../../tests/support/intents.ts";
import { fills, only, orderOf, orderSteps } from "../../tests/support/story.ts";

interface Case {
  readonly name: string;
  readonly entry: EnterIntent;
  /** Bar 1; the decision falls at the end of bar 0, at 100. */
  readonly bar: AnyBar;
  readonly settings?: BenchSettings;
  readonly fills: readonly string[];
  /** What became of the order, where it says more than the fills. */
  readonly steps?: readonly string[];
}

const quoted: AnyBar = { prices: flat(100), quote: [99.95, 100.05] };
const slips = (bps: number): BenchSettings => ({
  execution: { slippage: { model: "FIXED", bps } },
});

const CASES: readonly Case[] = [
  {
    name: "a market order trades at the open, whatever the bar does then",
    entry: buy(),
    bar: [110, 120, 90, 95],
    fills: ["BUY 1 @ 110 TAKER"],
    steps: ["o1 ENTRY SUBMITTED", "o1 ENTRY FILLED"],
  },
  { name: "a buy pays the ask", entry: buy(), bar: quoted, fills: ["BUY 1 @ 100.05 TAKER"] },
  { name: "a sale takes the bid", entry: sell(), bar: quoted, fills: ["SELL 1 @ 99.95 TAKER"] },
  {
    // 20 bps of 100 are 0.2; half of it is 0.1.
    name: "without a quote half of the spread comes on top of a buy",
    entry: buy(),
    bar: flat(100),
    settings: { spreadBps: 20 },
    fills: ["BUY 1 @ 100.1 TAKER"],
  },
  {
    name: "without a quote half of the spread is taken off a sale",
    entry: sell(),
    bar: flat(100),
    settings: { spreadBps: 20 },
    fills: ["SELL 1 @ 99.9 TAKER"],
  },
  {
    name: "with a quote the spread setting does not count",
    entry: buy(),
    bar: quoted,
    settings: { spreadBps: 500 },
    fills: ["BUY 1 @ 100.05 TAKER"],
  },
  {
    // 100 x 5 / 10,000 = 0.05.
    name: "slippage comes on top",
    entry: buy(),
    bar: flat(100),
    settings: slips(5),
    fills: ["BUY 1 @ 100.05 TAKER"],
  },
  {
    // 100 x 5.5 / 10,000 = 0.055: 100.055 is no price, the next against the buyer is 100.06.
    name: "slippage is rounded to the price step against the buyer",
    entry: buy(),
    bar: flat(100),
    settings: slips(5.5),
    fills: ["BUY 1 @ 100.06 TAKER"],
  },
  {
    name: "slippage is rounded to the price step against the seller",
    entry: sell(),
    bar: flat(100),
    settings: slips(5.5),
    fills: ["SELL 1 @ 99.94 TAKER"],
  },
  {
    // The ask 100.05 and about 0.055 are 100.105: rounded up.
    name: "slippage comes on top of the ask",
    entry: buy(),
    bar: quoted,
    settings: slips(5.5),
    fills: ["BUY 1 @ 100.11 TAKER"],
  },
  {
    name: "a buy limit above the market trades at once, at the market's price",
    entry: buy({ order: "LIMIT", price: 101 }),
    bar: flat(100),
    fills: ["BUY 1 @ 100 TAKER"],
    steps: ["o1 ENTRY SUBMITTED", "o1 ENTRY FILLED"],
  },
  {
    name: "a sell limit below the market trades at once, at the market's price",
    entry: sell({ order: "LIMIT", price: 99 }),
    bar: flat(100),
    fills: ["SELL 1 @ 100 TAKER"],
  },
  {
    name: "a buy limit above the ask trades at the ask",
    entry: buy({ order: "LIMIT", price: 101 }),
    bar: quoted,
    fills: ["BUY 1 @ 100.05 TAKER"],
  },
  {
    name: "a buy limit at the ask trades there",
    entry: buy({ order: "LIMIT", price: 100.05 }),
    bar: quoted,
    fills: ["BUY 1 @ 100.05 TAKER"],
  },
  {
    name: "a buy limit between bid and ask rests: the market has not reached it",
    entry: buy({ order: "LIMIT", price: 100 }),
    bar: { prices: [100.02, 100.02, 100.02, 100.02], quote: [99.95, 100.09] },
    fills: [],
    steps: ["o1 ENTRY SUBMITTED", "o1 ENTRY ACCEPTED"],
  },
  {
    name: "a post-only order that would trade at once is rejected",
    entry: buy({ order: "LIMIT", price: 101, postOnly: true }),
    bar: flat(100),
    fills: [],
    steps: ["o1 ENTRY SUBMITTED", "o1 ENTRY REJECTED POST_ONLY_WOULD_TAKE"],
  },
  {
    name: "a post-only order that would not rests, and trades as maker",
    entry: buy({ order: "LIMIT", price: 99, postOnly: true }),
    bar: [100, 100, 98, 99],
    fills: ["BUY 1 @ 99 MAKER"],
    steps: ["o1 ENTRY SUBMITTED", "o1 ENTRY ACCEPTED", "o1 ENTRY FILLED"],
  },
  {
    name: "a buy stop that was passed on the way goes off at once",
    entry: buy({ order: "STOP", stopPrice: 101 }),
    bar: flat(103),
    fills: ["BUY 1 @ 103 TAKER"],
  },
  {
    name: "a sell stop that was passed on the way goes off at once",
    entry: sell({ order: "STOP", stopPrice: 99 }),
    bar: flat(97),
    fills: ["SELL 1 @ 97 TAKER"],
  },
  {
    name: "`price` is the stop price where there is no other",
    entry: buy({ order: "STOP", price: 101 }),
    bar: flat(103),
    fills: ["BUY 1 @ 103 TAKER"],
  },
  {
    name: "a buy at the market if touched that was passed on the way goes off at once",
    entry: buy({ order: "TAKE_PROFIT", stopPrice: 99 }),
    bar: flat(97),
    fills: ["BUY 1 @ 97 TAKER"],
  },
  {
    name: "a sale at the market if touched that was passed on the way goes off at once",
    entry: sell({ order: "TAKE_PROFIT", price: 101 }),
    bar: flat(103),
    fills: ["SELL 1 @ 103 TAKER"],
  },
  {
    name: "a trailing stop that was passed on the way goes off at once",
    entry: buy({ order: "TRAILING_STOP", stopPrice: 101, trailBy: 2 }),
    bar: flat(103),
    fills: ["BUY 1 @ 103 TAKER"],
  },
  {
    name: "a stop-limit that was passed on the way trades within its limit at once",
    entry: buy({ order: "STOP_LIMIT", stopPrice: 101, price: 104 }),
    bar: flat(103),
    fills: ["BUY 1 @ 103 TAKER"],
  },
  {
    name: "a stop-limit that was passed beyond its limit rests there",
    entry: buy({ order: "STOP_LIMIT", stopPrice: 101, price: 102 }),
    bar: flat(103),
    fills: [],
    steps: ["o1 ENTRY SUBMITTED", "o1 ENTRY ACCEPTED", "o1 ENTRY TRIGGERED"],
  },
  {
    name: "with latency a market order trades at the close of the candle it arrives in",
    entry: buy(),
    bar: [101, 105, 99, 104],
    settings: { execution: { latency: { model: "FIXED", ms: 200 } } },
    fills: ["BUY 1 @ 104 TAKER"],
  },
  {
    name: "with latency a limit order does not see what the candle did before it arrived",
    entry: buy({ order: "LIMIT", price: 95 }),
    bar: [100, 101, 94, 99],
    settings: { execution: { latency: { model: "FIXED", ms: 200 } } },
    fills: [],
    steps: ["o1 ENTRY SUBMITTED", "o1 ENTRY ACCEPTED"],
  },
  {
    name: "with latency a stop that was passed meanwhile goes off at the close",
    entry: buy({ order: "STOP", stopPrice: 102 }),
    bar: [100, 105, 99, 104],
    settings: { execution: { latency: { model: "FIXED", ms: 200 } } },
    fills: ["BUY 1 @ 104 TAKER"],
  },
];

for (const { name, entry, bar, settings, fills: expected, steps } of CASES) {
  Deno.test(name, () => {
    const bench = after(entry, [bar], settings);
    assert.deepEqual(fills(bench), expected);
    if (!steps) return;
    assert.deepEqual(
      orderSteps(bench).filter((step) => step.startsWith("o1 ")).toSorted(),
      [
        ...steps,
      ].toSorted(),
    );
  });
}

Deno.test("slippage never takes a limit order past its limit", () => {
  // 2 % of slippage on 100 would be 102.
  const bench = after(buy({ order: "LIMIT", price: 101 }), [flat(100)], slips(200));
  for (const { fill } of only(bench, "ORDER_FILLED")) assert.ok(fill.price <= 101);
});

Deno.test("an order arrives at the time of the open, and one with latency at that of the close", () => {
  const at = (settings: BenchSettings) =>
    only(after(buy(), [flat(100)], settings), "ORDER_FILLED").map((event) => event.time);
  assert.deepEqual(at({}), [START + MINUTE]);
  assert.deepEqual(at({ execution: { latency: { model: "FIXED", ms: 200 } } }), [
    START + 2 * MINUTE,
  ]);
});

Deno.test("an order that takes longer than a candle trades at the close of the one it arrives in", () => {
  const bench = after(
    buy(),
    [[101, 101, 101, 102], [103, 103, 103, 104], [105, 105, 105, 106]],
    { execution: { latency: { model: "FIXED", ms: 90_000 } } },
  );
  assert.deepEqual(fills(bench), ["BUY 1 @ 104 TAKER"]);
});

/** An hour of minutes: the first closes at 101, all others stay at 102. */
const hour: AnyBar = {
  prices: [100, 102, 100, 102],
  inner: [[100, 101, 100, 101], ...Array.from({ length: 59 }, (): Bar => flat(102))],
};

Deno.test("with finer candles, at the close of the finer candle in which it arrives", () => {
  const bench = after(buy(), [hour], {
    timeframe: "1h",
    execution: { latency: { model: "FIXED", ms: 200 } },
  });
  assert.deepEqual(fills(bench), ["BUY 1 @ 101 TAKER"]);
  assert.equal(only(bench, "ORDER_FILLED")[0]?.time, START + 61 * MINUTE);
});

Deno.test("with finer candles and no latency, at the open as ever", () => {
  assert.deepEqual(fills(after(buy(), [hour], { timeframe: "1h" })), ["BUY 1 @ 100 TAKER"]);
});

Deno.test("with finer candles, a limit order sees only what comes after its arrival", () => {
  const minutes = Array.from({ length: 60 }, (): Bar => flat(100));
  const touchedIn = (minute: number): AnyBar => ({
    prices: [100, 100, 94, 100],
    inner: minutes.with(minute, [100, 100, 94, 100]),
  });
  const settings: BenchSettings = {
    timeframe: "1h",
    execution: { latency: { model: "FIXED", ms: 90_000 } },
  };
  // It arrives in the second minute, and rests from the end of that.
  const limit = buy({ order: "LIMIT", price: 95 });
  assert.deepEqual(fills(after(limit, [touchedIn(1)], settings)), []);
  assert.deepEqual(fills(after(limit, [touchedIn(2)], settings)), ["BUY 1 @ 95 MAKER"]);
});

Deno.test("the latency comes from the seed: the same seed, the same moment", () => {
  const settings = (seed: string): BenchSettings => ({
    execution: { seed, latency: { model: "UNIFORM", minMs: 0, maxMs: 600_000 } },
  });
  const bars = Array.from({ length: 20 }, (_, i) => flat(100 + i));
  const seeds = ["1", "2", "3", "4", "5", "6", "7", "8"];
  const run = () => seeds.map((seed) => fills(after(buy(), bars, settings(seed))).join());
  assert.deepEqual(run(), run());
  assert.ok(new Set(run()).size > 1);
});

Deno.test("an order is seen as it was decided: SUBMITTED, with the price it was decided at", () => {
  const bench = after(buy({ order: "LIMIT", price: 95, reason: "cheap" }), []);
  const order = orderOf(bench, "r1-o1");
  assert.equal(order?.status, "SUBMITTED");
  assert.equal(order?.referencePrice, 100);
  assert.equal(order?.limitPrice, 95);
  assert.equal(order?.submittedAt, START + MINUTE);
  assert.equal(order?.reason, "cheap");
});
