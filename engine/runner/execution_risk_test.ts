/** Limits end to end in a runner: "Risk" in docs/guides/execution.md. */
import assert from "node:assert/strict";
import { NO_ENGINE_LIMITS, NO_EXPOSURE, type RiskSettings } from "../domain/mod.ts";
import type { EnterIntent, FilterIntent, ManageIntent } from "../strategy/mod.ts";
import {
  type AnyBar,
  type Bench,
  type BenchSettings,
  flat,
  MINUTE,
  type Script,
  scripted,
  START,
} from "../../tests/support/scripted.ts";
import { add, after, buy, enters, exit, holding, sell } from "../../tests/support/intents.ts";
import { ends, fills, only, rejections } from "../../tests/support/story.ts";

const plan = <T extends FilterIntent | ManageIntent>(steps: Record<number, T>) => (bar: number) =>
  steps[bar] ?? null;
const resting = (bench: Bench) =>
  bench.runner.desk.orderViews().map((order) => order.purpose).toSorted();
const triggered = (bench: Bench) => only(bench, "RISK_TRIGGERED").map((event) => event.code);
const status = (bench: Bench, rule: RegExp) =>
  bench.runner.riskStatus().find((entry) => rule.test(entry.rule));

/** Enters whenever it may, with `entry`; leaves as `manage` says. */
const eager = (entry: EnterIntent, manage: Script["manage"] = () => null): Script => ({
  detect: () => true,
  filter: () => entry,
  manage,
});

// Sizing.

const unsized = (more: Partial<EnterIntent> = {}): EnterIntent => ({
  action: "ENTER",
  side: "LONG",
  ...more,
});

interface SizingCase {
  readonly name: string;
  readonly risk: Partial<RiskSettings>;
  readonly entry?: EnterIntent;
  readonly settings?: BenchSettings;
  readonly fills?: readonly string[];
  readonly rejections?: readonly string[];
}

const SIZING: readonly SizingCase[] = [
  {
    // 2,500 = q x 100 x 1.001: q = 24.9750249…, rounded down to the step.
    name: "by default a quarter of the equity, fee included",
    risk: {},
    fills: ["BUY 24.97502 @ 100 TAKER"],
  },
  {
    name: "a fixed quantity",
    risk: { sizing: { method: "FIXED", quantity: 3 } },
    fills: ["BUY 3 @ 100 TAKER"],
  },
  {
    // 10,000 = q x 100 x 1.001: q = 99.9000999…, rounded down to the step.
    name: "all of the equity",
    risk: { sizing: { method: "EQUITY", fraction: 1 } },
    fills: ["BUY 99.90009 @ 100 TAKER"],
  },
  {
    // 1 % of 10,000 is 100; from 100 to 95 each loses 5, without fees.
    name: "as much as loses 1 % at the stop",
    risk: { sizing: { method: "RISK", fraction: 0.01 } },
    entry: unsized({ stopLoss: 95 }),
    settings: { feeBps: 0 },
    fills: ["BUY 20 @ 100 TAKER"],
  },
  {
    name: "risk without a stop",
    risk: { sizing: { method: "RISK", fraction: 0.01 } },
    rejections: ["NO_STOP_LOSS"],
  },
  {
    name: "volatility that nobody knows yet",
    risk: { sizing: { method: "VOLATILITY", annual: 0.2, bars: 20 } },
    rejections: ["VOLATILITY_UNKNOWN"],
  },
  {
    // 5 % of 10,000 = 500 = q x 100 x 1.001: 4.995004…
    name: "Kelly's cap until there are trades",
    risk: { sizing: { method: "KELLY", cap: 0.05, minTrades: 5 } },
    fills: ["BUY 4.995 @ 100 TAKER"],
  },
  {
    name: "the strategy's own quantity wins",
    risk: { sizing: { method: "FIXED", quantity: 3 } },
    entry: buy({ quantity: 2 }),
    fills: ["BUY 2 @ 100 TAKER"],
  },
];

for (const { name, risk, entry = unsized(), settings, ...expected } of SIZING) {
  Deno.test(`sizing: ${name}`, () => {
    const bench = after(entry, [flat(100)], { ...settings, risk });
    assert.deepEqual(fills(bench), expected.fills ?? []);
    assert.deepEqual(rejections(bench), expected.rejections ?? []);
  });
}

Deno.test("sizing: the equity at the price of the fill counts, not at that of the decision", () => {
  // 10,000 = q x 125 x 1.001: q = 79.92007…
  const risk: Partial<RiskSettings> = { sizing: { method: "EQUITY", fraction: 1 } };
  assert.deepEqual(fills(after(unsized(), [flat(125)], { risk })), ["BUY 79.92007 @ 125 TAKER"]);
});

Deno.test("sizing: Kelly refuses when the runner's trades lost", () => {
  const risk: Partial<RiskSettings> = { sizing: { method: "KELLY", cap: 0.05, minTrades: 1 } };
  const bench = scripted(eager(unsized(), () => exit()), { risk });
  // In at 100, out at 99.
  bench.feed([flat(100), flat(100), flat(99), flat(99), flat(99)]);
  assert.deepEqual([...new Set(rejections(bench))], ["KELLY_NOT_POSITIVE"]);
});

// Limits on size.

Deno.test("maxPosition refuses an entry worth more than its share", () => {
  const risk = { maxPosition: 0.5 };
  // 50 x 100 are half of 10,000; 50.001 are more.
  assert.deepEqual(rejections(after(buy({ quantity: 50 }), [flat(100)], { risk, feeBps: 0 })), []);
  assert.deepEqual(
    rejections(after(buy({ quantity: 50.001 }), [flat(100)], { risk, feeBps: 0 })),
    ["MAX_POSITION"],
  );
});

Deno.test("maxPosition counts the position for an add", () => {
  const manage = plan<ManageIntent>({ 1: add({ quantity: 11 }) });
  const bench = after(
    buy({ quantity: 40 }),
    [flat(100), flat(100)],
    { risk: { maxPosition: 0.5 } },
    manage,
  );
  assert.deepEqual(rejections(bench), ["MAX_POSITION"]);
  assert.equal(bench.runner.position()?.quantity, 40);
});

Deno.test("maxPosition counts for a reversal, without what it closes", () => {
  const manage = plan<ManageIntent>({ 1: { action: "REVERSE", quantity: 45 } });
  const risk = { maxPosition: 0.5 };
  const allowed = holding(buy({ quantity: 40 }), [flat(100)], { risk }, manage);
  assert.deepEqual(fills(allowed), ["SELL 85 @ 100 TAKER"]);
  const more = plan<ManageIntent>({ 1: { action: "REVERSE", quantity: 55 } });
  const refused = after(buy({ quantity: 40 }), [flat(100), flat(100)], { risk }, more);
  assert.deepEqual(rejections(refused), ["MAX_POSITION"]);
});

Deno.test("maxExposure refuses what makes all positions worth more than its share", () => {
  const risk = { maxExposure: 0.5 };
  assert.deepEqual(rejections(after(buy({ quantity: 51 }), [flat(100)], { risk })), [
    "MAX_EXPOSURE",
  ]);
});

// Limits on losses. 1 % of 10,000 is 100: 50 at 100 lose it at 98.

const DAY = 1_440;

for (
  const [setting, code] of [["maxDailyLoss", "MAX_DAILY_LOSS"], [
    "maxDrawdown",
    "MAX_DRAWDOWN",
  ]] as const
) {
  Deno.test(`${setting} closes the position at the next price and opens none`, () => {
    const bench = scripted(eager(buy({ quantity: 50, stopLoss: 80 })), {
      feeBps: 0,
      risk: { [setting]: 0.01 },
    });
    bench.feed([flat(100), flat(100), flat(98.01)]);
    assert.deepEqual(triggered(bench), []);
    bench.feed([[98.01, 98.01, 98, 98], flat(97), flat(100), flat(100), flat(100)]);
    assert.deepEqual(triggered(bench), [code]);
    assert.deepEqual(fills(bench), ["BUY 50 @ 100 TAKER", "SELL 50 @ 97 TAKER"]);
    assert.equal(only(bench, "ORDER_FILLED").at(-1)?.order.purpose, "FLATTEN");
    assert.equal(bench.runner.state, "IDLE");
    assert.deepEqual(resting(bench), []);
  });

  Deno.test(`${setting} with REDUCE leaves the position with its stops, and cancels an add`, () => {
    const bench = holding(
      buy({ quantity: 50, stopLoss: 80 }),
      [flat(100), [100, 100, 98, 98], flat(98)],
      { feeBps: 0, risk: { [setting]: 0.01, onBreach: "REDUCE" } },
      plan<ManageIntent>({ 1: add({ order: "LIMIT", price: 90 }), 3: add() }),
    );
    // Once for the limit itself, once for the add that is refused then.
    assert.deepEqual(triggered(bench), [code, code]);
    assert.deepEqual(rejections(bench), [code]);
    assert.deepEqual(resting(bench), ["STOP_LOSS"]);
    assert.ok(ends(bench).some((line) => line.endsWith(`ADD CANCELED ${code}`)));
    bench.feed([[98, 98, 79, 79]]);
    assert.deepEqual(fills(bench), ["SELL 50 @ 80 TAKER"]);
  });
}

Deno.test("a daily loss lets go at 00:00 UTC", () => {
  // The second day begins 1,440 minutes after START; bars of an hour make it 24.
  const bench = scripted(eager(buy({ quantity: 50 })), {
    feeBps: 0,
    timeframe: "1h",
    risk: { maxDailyLoss: 0.01 },
  });
  bench.feed([
    flat(100),
    flat(100),
    flat(98),
    flat(98),
    ...Array.from({ length: 19 }, () => flat(98)),
  ]);
  // 23 bars so far: it is 23:00.
  assert.deepEqual(fills(bench), ["BUY 50 @ 100 TAKER", "SELL 50 @ 98 TAKER"]);
  const asked = only(bench, "OPPORTUNITY_DETECTED").length;
  assert.equal(asked, 1);
  bench.feed([flat(98), flat(98), flat(98)]);
  assert.deepEqual(fills(bench).at(-1), "BUY 50 @ 98 TAKER");
});

Deno.test("a drawdown holds until it is released", () => {
  const bench = scripted(eager(buy({ quantity: 50 })), {
    feeBps: 0,
    timeframe: "1h",
    risk: { maxDrawdown: 0.01 },
  });
  bench.feed([flat(100), flat(100), flat(98), ...Array.from({ length: 30 }, () => flat(98))]);
  assert.equal(fills(bench).length, 2);
  assert.equal(status(bench, /drawdown/i)?.triggered, true);
  bench.runner.releaseRisk();
  bench.feed([flat(98), flat(98)]);
  assert.deepEqual(fills(bench).at(-1), "BUY 50 @ 98 TAKER");
  assert.equal(status(bench, /drawdown/i)?.triggered, false);
});

Deno.test("a drawdown is measured from the highest equity", () => {
  // 50 at 100: 10,500 at 110; 1 % of it is 105: 10,395 at 107.9.
  const bench = holding(buy({ quantity: 50 }), [flat(110), flat(107.91)], {
    feeBps: 0,
    risk: { maxDrawdown: 0.01 },
  });
  assert.deepEqual(triggered(bench), []);
  bench.feed([flat(107.9)]);
  assert.deepEqual(triggered(bench), ["MAX_DRAWDOWN"]);
});

Deno.test("losing trades in a row stop a runner until it is released", () => {
  const bench = scripted(eager(buy(), () => exit()), { risk: { maxConsecutiveLosses: 2 } });
  // Each round trip loses its fees.
  bench.feed(Array.from({ length: 12 }, () => flat(100)));
  assert.equal(only(bench, "POSITION_CLOSED").length, 2);
  assert.deepEqual(triggered(bench), ["MAX_CONSECUTIVE_LOSSES"]);
  bench.runner.releaseRisk();
  bench.feed(Array.from({ length: 12 }, () => flat(100)));
  assert.equal(only(bench, "POSITION_CLOSED").length, 4);
});

Deno.test("a winning trade ends a losing streak", () => {
  const bench = scripted(eager(buy(), () => exit()), { risk: { maxConsecutiveLosses: 2 } });
  // Three bars a trade: decided, in at the first price, out at the second. Loss, win, loss, loss.
  const trip = (into: number, out: number): AnyBar[] => [flat(into), flat(out)];
  bench.feed([
    flat(100),
    ...trip(100, 99),
    ...trip(100, 102),
    ...trip(100, 99),
    ...trip(100, 99),
    ...trip(100, 99),
  ]);
  const losses = only(bench, "POSITION_CLOSED").map((event) => event.trade.pnl < 0);
  assert.deepEqual(losses, [true, false, true, true]);
});

Deno.test("a limit that a reversal reaches closes what the reversal has opened", () => {
  const bench = holding(
    buy(),
    [flat(99), flat(99), flat(99)],
    { risk: { maxConsecutiveLosses: 1 } },
    plan<ManageIntent>({ 1: { action: "REVERSE", quantity: 2 } }),
  );
  assert.deepEqual(triggered(bench), ["MAX_CONSECUTIVE_LOSSES"]);
  assert.deepEqual(fills(bench), ["SELL 3 @ 99 TAKER", "BUY 2 @ 99 TAKER"]);
  assert.equal(bench.runner.state, "IDLE");
});

Deno.test("while a limit keeps a runner from opening anything, it is not asked for entries", () => {
  let asked = 0;
  const bench = scripted({
    detect: () => {
      asked++;
      return true;
    },
    filter: () => buy({ quantity: 50 }),
  }, { feeBps: 0, risk: { maxDrawdown: 0.01 } });
  bench.feed([flat(100), flat(100), flat(98), flat(98)]);
  const before = asked;
  bench.feed(Array.from({ length: 5 }, () => flat(98)));
  assert.equal(asked, before);
});

Deno.test("an entry that rests is canceled when a limit is reached by what another runner lost", () => {
  // Nothing of its own: the loss is booked by a fee; 10 bps of 5,000 are 5, twice.
  const bench = scripted({
    detect: (bar) => bar === 0 || bar === 3,
    filter: plan<FilterIntent>({
      0: buy({ quantity: 50 }),
      3: buy({ quantity: 1, order: "LIMIT", price: 90 }),
    }),
    manage: plan<ManageIntent>({ 1: exit() }),
  }, { risk: { maxConsecutiveLosses: 1 } });
  bench.feed(Array.from({ length: 6 }, () => flat(100)));
  // After the losing trade it was not asked any more.
  assert.equal(
    only(bench, "ORDER_SUBMITTED").filter(({ order }) => order.purpose === "ENTRY").length,
    1,
  );
});

// Cooldown and rate.

Deno.test("a cooldown refuses entries for so many bars after a losing trade", () => {
  const bars = (cooldownBars: number) => {
    const bench = scripted(eager(buy(), () => exit()), { risk: { cooldownBars } });
    bench.feed(Array.from({ length: 12 }, () => flat(100)));
    const times = only(bench, "ORDER_FILLED").filter(({ order }) => order.purpose === "ENTRY")
      .map((event) => (event.time - START) / MINUTE);
    return times.slice(0, 2);
  };
  // In at minute 1, out at minute 2; decided again at the end of that bar, in at minute 3.
  assert.deepEqual(bars(0), [1, 3]);
  // Three whole bars without an entry: those that begin at minutes 2, 3 and 4.
  assert.deepEqual(bars(3), [1, 5]);
});

Deno.test("a loss within a bar lets the cooldown begin with the next one", () => {
  const bench = scripted(eager(buy({ stopLoss: 99 })), { risk: { cooldownBars: 3 } });
  // Stopped somewhere in bar 2; bars 3, 4 and 5 are without an entry.
  bench.feed([
    flat(100),
    flat(100),
    [100, 100, 99, 100],
    ...Array.from({ length: 8 }, () => flat(100)),
  ]);
  const entries = only(bench, "ORDER_FILLED").filter(({ order }) => order.purpose === "ENTRY");
  assert.deepEqual(entries.map((event) => (event.time - START) / MINUTE), [1, 6]);
});

Deno.test("a cooldown does not follow a winning trade", () => {
  const bench = scripted(eager(buy(), () => exit()), { risk: { cooldownBars: 3 } });
  bench.feed([flat(100), flat(100), flat(102), flat(102)]);
  const entries = only(bench, "ORDER_FILLED").filter(({ order }) => order.purpose === "ENTRY");
  assert.deepEqual(entries.map((event) => (event.time - START) / MINUTE), [1, 3]);
});

Deno.test("the rate of orders is limited in market time", () => {
  // Bars of a second; each round trip is two orders, and takes two of them.
  const bench = scripted(eager(buy(), () => exit()), {
    timeframe: "1s",
    risk: { maxOrdersPerMinute: 10 },
  });
  bench.feed(Array.from({ length: 60 }, () => flat(100)));
  const sent = only(bench, "ORDER_SUBMITTED").filter(({ order }) => order.purpose !== "STOP_LOSS");
  assert.ok(sent.length <= 11, `${sent.length} orders in a minute`);
  // It goes on in the next minute.
  bench.feed(Array.from({ length: 30 }, () => flat(100)));
  assert.ok(only(bench, "ORDER_SUBMITTED").length > sent.length);
});

Deno.test("the rate of orders never keeps an exit back", () => {
  const bench = scripted(eager(buy(), () => exit()), {
    timeframe: "1s",
    risk: { maxOrdersPerMinute: 1 },
  });
  bench.feed([flat(100), flat(100), flat(100)]);
  assert.equal(bench.runner.position(), null);
  assert.equal(only(bench, "POSITION_CLOSED").length, 1);
});

// The collar.

interface CollarCase {
  readonly name: string;
  readonly entry: EnterIntent;
  readonly priceCollar?: number | null;
  readonly refused: boolean;
}

const COLLAR: readonly CollarCase[] = [
  { name: "a limit at half the market", entry: limit(50), refused: false },
  { name: "a limit further than that", entry: limit(49.99), refused: true },
  {
    name: "a stop further than half above",
    entry: buy({ order: "STOP", stopPrice: 150.01 }),
    refused: true,
  },
  {
    name: "a stop at half above",
    entry: buy({ order: "STOP", stopPrice: 150 }),
    refused: false,
  },
  {
    name: "a limit outside of a narrower collar",
    entry: limit(94.9),
    priceCollar: 0.05,
    refused: true,
  },
  { name: "a limit inside of it", entry: limit(95), priceCollar: 0.05, refused: false },
  { name: "anything without a collar", entry: limit(10), priceCollar: null, refused: false },
];

function limit(price: number): EnterIntent {
  return buy({ order: "LIMIT", price });
}

for (const { name, entry, priceCollar = 0.5, refused } of COLLAR) {
  Deno.test(`the collar ${refused ? "refuses" : "lets pass"} ${name}`, () => {
    const bench = after(entry, [flat(100)], { risk: { priceCollar } });
    assert.deepEqual(rejections(bench), refused ? ["PRICE_COLLAR"] : []);
  });
}

// Over the whole engine.

Deno.test("limits over the whole engine look at what other runners hold", () => {
  const refused = (
    limits: Partial<typeof NO_ENGINE_LIMITS>,
    elsewhere: Partial<typeof NO_EXPOSURE>,
  ) => {
    const bench = scripted(enters(buy()));
    bench.runner.desk.risk.engine = {
      limits: { ...NO_ENGINE_LIMITS, ...limits },
      elsewhere: { ...NO_EXPOSURE, ...elsewhere },
    };
    bench.feed([flat(100), flat(100)]);
    return rejections(bench);
  };
  assert.deepEqual(refused({ maxOpenPositions: 3 }, { openPositions: 3 }), [
    "ENGINE_MAX_OPEN_POSITIONS",
  ]);
  assert.deepEqual(refused({ maxOpenPositions: 3 }, { openPositions: 2 }), []);
  assert.deepEqual(refused({ maxExposure: 1_000 }, { byCurrency: { USDT: 950 } }), [
    "ENGINE_MAX_EXPOSURE",
  ]);
  assert.deepEqual(refused({ maxExposure: 1_000 }, { byCurrency: { USD: 950 } }), []);
  assert.deepEqual(refused({ maxSymbolExposure: 500 }, { bySymbol: { BTCUSDT: 450 } }), [
    "ENGINE_MAX_SYMBOL_EXPOSURE",
  ]);
  assert.deepEqual(refused({ maxSymbolExposure: 500 }, { bySymbol: { ETHUSDT: 450 } }), []);
});

// Trading states.

/** A position of 1 at 100 with stop 90 and target 110, an add and an exit that rest. */
const busy = (): Bench => {
  const bench = holding(
    buy({ stopLoss: 90, takeProfit: 110 }),
    [flat(100), flat(100), flat(100)],
    {},
    plan<ManageIntent>({
      1: add({ order: "LIMIT", price: 95 }),
      2: exit({ order: "LIMIT", price: 108 }),
    }),
  );
  assert.deepEqual(resting(bench), ["ADD", "EXIT", "STOP_LOSS", "TAKE_PROFIT"]);
  bench.events.length = 0;
  return bench;
};

Deno.test("REDUCING cancels what would open a position; exits, stops and targets go on", () => {
  const bench = busy();
  bench.runner.setTradingState("REDUCING");
  assert.deepEqual(
    only(bench, "ORDER_CANCELED").map(({ code, order }) => [code, order.purpose]),
    [["ENGINE_REDUCING", "ADD"]],
  );
  assert.deepEqual(resting(bench), ["EXIT", "STOP_LOSS", "TAKE_PROFIT"]);
  bench.feed([[100, 109, 100, 100]]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 108 MAKER"]);
});

Deno.test("REDUCING cancels an entry that rests, and one on its way", () => {
  for (const entry of [limit(95), buy()]) {
    const bench = after(entry, entry.order === "LIMIT" ? [flat(100)] : []);
    bench.runner.setTradingState("REDUCING");
    bench.feed([flat(100), [100, 100, 94, 95]]);
    assert.deepEqual(fills(bench), []);
    assert.deepEqual(ends(bench), ["o1 ENTRY CANCELED ENGINE_REDUCING"]);
    assert.equal(bench.runner.state, "IDLE");
  }
});

Deno.test("REDUCING sends no new entries, and the strategy is asked about positions only", () => {
  const bench = scripted(eager(buy(), (bar) => bar === 3 ? exit() : null));
  bench.feed([flat(100), flat(100)]);
  bench.runner.setTradingState("REDUCING");
  bench.feed(Array.from({ length: 6 }, () => flat(100)));
  assert.deepEqual(fills(bench), ["BUY 1 @ 100 TAKER", "SELL 1 @ 100 TAKER"]);
  assert.equal(only(bench, "ORDER_SUBMITTED").length, 2);
});

Deno.test("HALTED cancels all, stops and targets too, and asks nobody", () => {
  const bench = busy();
  bench.runner.setTradingState("HALTED");
  assert.deepEqual(
    only(bench, "ORDER_CANCELED").map(({ code, order }) => [code, order.purpose]).toSorted(),
    [
      ["ENGINE_HALTED", "ADD"],
      ["ENGINE_HALTED", "EXIT"],
      ["ENGINE_HALTED", "STOP_LOSS"],
      ["ENGINE_HALTED", "TAKE_PROFIT"],
    ],
  );
  assert.deepEqual(resting(bench), []);
  bench.feed([[100, 120, 80, 85]]);
  assert.deepEqual(fills(bench), []);
  assert.equal(bench.runner.state, "IN_POSITION");
});

Deno.test("HALTED asks no strategy, not even about an open position", () => {
  let asked = 0;
  const bench = holding(buy(), [flat(100)], {}, () => {
    asked++;
    return null;
  });
  bench.runner.setTradingState("HALTED");
  const before = asked;
  bench.feed([flat(100), flat(100)]);
  assert.equal(asked, before);
});

for (const state of ["ACTIVE", "REDUCING"] as const) {
  Deno.test(`when HALTED becomes ${state}, stops and targets are placed again`, () => {
    const bench = busy();
    bench.runner.setTradingState("HALTED");
    bench.feed([flat(100)]);
    bench.events.length = 0;
    bench.runner.setTradingState(state);
    assert.deepEqual(resting(bench), ["STOP_LOSS", "TAKE_PROFIT"]);
    assert.equal(bench.runner.position()?.stopLoss, 90);
    bench.feed([[100, 100, 89, 92]]);
    assert.deepEqual(fills(bench), ["SELL 1 @ 90 TAKER"]);
  });
}

Deno.test("a stop that the price is beyond when it is placed again trades at the next price", () => {
  const bench = busy();
  bench.runner.setTradingState("HALTED");
  bench.feed([flat(85)]);
  bench.events.length = 0;
  bench.runner.setTradingState("ACTIVE");
  bench.feed([flat(84), flat(84)]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 84 TAKER"]);
});

Deno.test("HALTED survives a restart, with the levels that were remembered", () => {
  const bench = busy();
  bench.runner.setTradingState("HALTED");
  const second = bench.restarted();
  assert.deepEqual(resting(second), []);
  second.runner.setTradingState("HALTED");
  second.feed([[100, 120, 80, 100]]);
  assert.deepEqual(fills(second), []);
  second.runner.setTradingState("ACTIVE");
  assert.deepEqual(resting(second), ["STOP_LOSS", "TAKE_PROFIT"]);
});

Deno.test("a liquidation happens in every state: it is the broker's", () => {
  const bench = holding(buy(), [flat(100)], {
    cash: 10,
    feeBps: 0,
    execution: { leverage: 10 },
  });
  bench.runner.setTradingState("HALTED");
  bench.feed([[100, 100, 90, 95]]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 90.46 TAKER"]);
});

// What limits show.

Deno.test("each limit that is set shows how far it is used", () => {
  const bench = holding(sell({ quantity: 50 }), [flat(100.5)], {
    feeBps: 0,
    risk: {
      maxDailyLoss: 0.02,
      maxDrawdown: 0.05,
      maxConsecutiveLosses: 3,
      maxOrdersPerMinute: 120,
      cooldownBars: 2,
      maxPosition: 1,
      maxExposure: 1,
      maxOpenPositions: 1,
    },
  });
  // 50 x 0.5 = 25 of 10,000: 0.25 %.
  assert.equal(status(bench, /daily/i)?.value, 0.0025);
  assert.equal(status(bench, /daily/i)?.limit, 0.02);
  assert.equal(status(bench, /drawdown/i)?.value, 0.0025);
  assert.equal(status(bench, /consecutive|streak/i)?.value, 0);
  for (const entry of bench.runner.riskStatus()) assert.equal(entry.triggered, false, entry.rule);
  for (const rule of [/position/i, /exposure/i, /open_positions|openPositions/i]) {
    assert.ok(status(bench, rule), `${rule} is not shown`);
  }
});

Deno.test("every refusal has a sentence", () => {
  const bench = after(buy({ quantity: 1_000 }), [flat(100)]);
  const [event] = only(bench, "ORDER_REJECTED");
  assert.ok((event?.reason.length ?? 0) > 20, event?.reason);
  assert.equal(event?.order.rejectCode, event?.code);
  assert.equal(event?.order.rejectReason, event?.reason);
});

Deno.test("a risk setting that is changed while a runner works counts at once", () => {
  const bench = scripted(eager(buy({ quantity: 2 }), () => exit()));
  bench.feed([flat(100)]);
  bench.runner.setRisk({ ...bench.runner.settings.risk, maxPosition: 0.01 });
  bench.feed([flat(100)]);
  assert.equal(rejections(bench)[0], "MAX_POSITION");
  assert.deepEqual(fills(bench), []);
});

Deno.test("days are counted from midnight, wherever a runner began", () => {
  // Started at 00:00; a loss on the first day does not count on the second.
  assert.equal(START % (DAY * MINUTE), 0);
  const bench = holding(buy({ quantity: 50 }), [flat(99)], {
    feeBps: 0,
    timeframe: "12h",
    risk: { maxDailyLoss: 0.01 },
  });
  // Half a percent lost on the second day; the third begins at 99: 1 % of 9,950 is 99.5: 97.01.
  bench.feed([flat(99), flat(98)]);
  assert.deepEqual(triggered(bench), []);
});
