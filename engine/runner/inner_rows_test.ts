/** What finer candles within a bar (INNER rows) change: they tell which of two levels came first. */
import assert from "node:assert/strict";
import { type EngineEvent, RowKind, RowWriter } from "../domain/mod.ts";
import {
  type Bar,
  type Bench,
  type BenchSettings,
  flat,
  MINUTE,
  type Script,
  scripted,
  START,
} from "../../tests/support/scripted.ts";
import type { EnterIntent } from "../strategy/mod.ts";

const MINUTES = 60;
const HOUR = MINUTES * MINUTE;
/** Base units traded in each minute. */
const VOLUME = 10;

/** An hour of minutes that begins at 100 and stays at its last price, but for the minutes given. */
interface Hour {
  readonly minutes: Readonly<Record<number, Bar>>;
  /** False for a feed that knows nothing finer than the hour. */
  readonly told?: boolean;
  /** Minutes `from` up to `to` (exclusive) that are not told. */
  readonly hole?: readonly [from: number, to: number];
  /** Minutes `from` up to `to` (exclusive) that the source itself does not have. */
  readonly absent?: readonly [from: number, to: number];
  /** The minute of the first price. */
  readonly begins?: number;
  /** Updates of the forming hour within each minute, and their quote. */
  readonly updates?: number;
  readonly updateQuote?: readonly [number, number];
  /** What ends it: CLOSE, or MISSED. */
  readonly end?: number;
}

const NO_QUOTE = [NaN, NaN] as const;

/** Feeds hour `n`, counted from 0; `only` gives the minutes that are fed in this call. */
function feedHour(bench: Bench, n: number, hour: Hour, only: readonly [number, number] = [0, 60]) {
  const { minutes, told = true, hole = [0, 0], absent = [0, 0], begins = 0, updates = 0 } = hour;
  const rows = new RowWriter();
  const time = START + n * HOUR;
  let [open, high, low, close] = flat(100);
  if (only[0] === 0) {
    rows.write(RowKind.OPEN, time + begins * MINUTE, time, ...flat(open), 0, ...NO_QUOTE);
  }
  for (let i = begins; i < MINUTES; i++) {
    const minute = minutes[i] ?? flat(close);
    high = Math.max(high, minute[1]);
    low = Math.min(low, minute[2]);
    close = minute[3];
    if (i < only[0] || i >= only[1] || (i >= absent[0] && i < absent[1])) continue;
    const from = time + i * MINUTE;
    for (let k = 1; k <= updates; k++) {
      const at = from + k * MINUTE / updates;
      const quote = hour.updateQuote ?? NO_QUOTE;
      rows.write(RowKind.UPDATE, at, time, open, high, low, close, VOLUME, ...quote);
    }
    const isTold = told && !(i >= hole[0] && i < hole[1]);
    if (isTold) rows.write(RowKind.INNER, from + MINUTE, from, ...minute, VOLUME, ...NO_QUOTE);
  }
  if (only[1] === MINUTES) {
    const volume = (MINUTES - begins - (absent[1] - absent[0])) * VOLUME;
    const kind = hour.end ?? RowKind.CLOSE;
    rows.write(kind, time + HOUR, time, open, high, low, close, volume, ...NO_QUOTE);
  }
  bench.series.apply(rows.take());
}

const QUIET: Hour = { minutes: {}, told: false };

const buy = (more: Partial<EnterIntent> = {}): EnterIntent => ({
  action: "ENTER",
  side: "LONG",
  quantity: 1,
  ...more,
});

const enters = (entry: EnterIntent): Script => ({
  detect: (bar) => bar === 0,
  filter: () => entry,
});

/** Decides `entry` at the end of hour 0, at 100. */
function entering(entry: EnterIntent, settings: BenchSettings = {}, hour: Hour = QUIET): Bench {
  const bench = scripted(enters(entry), { timeframe: "1h", ...settings });
  feedHour(bench, 0, hour);
  return bench;
}

/** Bought at the open of hour 1, at 100, with a stop at 95 and a target at 105. */
const protectedAt100 = (): Bench => entering(buy({ stopLoss: 95, takeProfit: 105 }));

/** The fills, each with the minute after the end of hour 0 in which it was. */
function fills({ events }: { readonly events: readonly EngineEvent[] }): string[] {
  return events.flatMap((event) => {
    if (event.type !== "ORDER_FILLED" && event.type !== "ORDER_PARTIALLY_FILLED") return [];
    const minute = (event.time - START - HOUR) / MINUTE;
    const { side, quantity, price } = event.fill;
    return [`${side} ${quantity} @ ${price} at ${minute}`];
  });
}

const reasons = ({ events }: Bench): string[] =>
  events.flatMap((event) => event.type === "POSITION_CLOSED" ? [event.reason] : []);

/** Up to 106 in minute 10, down to 90 in minute 30, back at 100. */
const TARGET_FIRST = { 10: [100, 106, 100, 106], 30: [106, 106, 90, 100] } as const;
const STOP_FIRST = { 10: [100, 100, 90, 92], 30: [92, 110, 92, 100] } as const;

Deno.test("an hour that touches stop and target counts as stopped where nothing finer is told", () => {
  for (const minutes of [TARGET_FIRST, STOP_FIRST]) {
    const bench = protectedAt100();
    feedHour(bench, 1, { minutes, told: false });
    assert.deepEqual(fills(bench), ["BUY 1 @ 100 at 0", "SELL 1 @ 95 at 60"]);
    assert.deepEqual(reasons(bench), ["stop_loss"]);
  }
});

Deno.test("minutes tell that the target came first", () => {
  const bench = protectedAt100();
  feedHour(bench, 1, { minutes: TARGET_FIRST });
  assert.deepEqual(fills(bench), ["BUY 1 @ 100 at 0", "SELL 1 @ 105 at 11"]);
  assert.deepEqual(reasons(bench), ["take_profit"]);
});

Deno.test("minutes tell that the stop came first", () => {
  const bench = protectedAt100();
  feedHour(bench, 1, { minutes: STOP_FIRST });
  assert.deepEqual(fills(bench), ["BUY 1 @ 100 at 0", "SELL 1 @ 95 at 11"]);
  assert.deepEqual(reasons(bench), ["stop_loss"]);
});

Deno.test("a minute that touches both counts as stopped", () => {
  const bench = protectedAt100();
  feedHour(bench, 1, { minutes: { 10: [100, 106, 94, 100] } });
  assert.deepEqual(fills(bench), ["BUY 1 @ 100 at 0", "SELL 1 @ 95 at 11"]);
});

Deno.test("an entry within the hour and its target after it are both filled", () => {
  const entry = buy({ order: "LIMIT", price: 98, stopLoss: 90, takeProfit: 105 });
  const minutes = { 10: [100, 100, 97, 99], 40: [99, 106, 99, 100] } as const;
  const told = entering(entry);
  feedHour(told, 1, { minutes });
  assert.deepEqual(fills(told), ["BUY 1 @ 98 at 11", "SELL 1 @ 105 at 41"]);
  // Of the hour alone nobody knows whether the price was at 106 before it was at 97.
  const untold = entering(entry);
  feedHour(untold, 1, { minutes, told: false });
  assert.deepEqual(fills(untold), ["BUY 1 @ 98 at 60"]);
  assert.equal(untold.runner.state, "IN_POSITION");
});

Deno.test("a target that was passed before the entry is none of its", () => {
  const bench = entering(buy({ order: "LIMIT", price: 98, stopLoss: 90, takeProfit: 105 }));
  feedHour(bench, 1, { minutes: { 10: [100, 106, 100, 100], 40: [100, 100, 97, 99] } });
  assert.deepEqual(fills(bench), ["BUY 1 @ 98 at 41"]);
  assert.equal(bench.runner.state, "IN_POSITION");
});

Deno.test("where a part of the way is not told, the hour is looked at as a whole, with care", () => {
  for (const minutes of [TARGET_FIRST, STOP_FIRST]) {
    const bench = protectedAt100();
    feedHour(bench, 1, { minutes, hole: [5, 45] });
    assert.equal(bench.series.isInnerComplete, false);
    assert.deepEqual(fills(bench), ["BUY 1 @ 100 at 0", "SELL 1 @ 95 at 60"]);
  }
});

Deno.test("minutes that the source does not have take nothing from the way", () => {
  // Down to 96, then up to 110: the stop moves from 95 to 105, and the price never comes back to it.
  const minutes = { 2: [100, 100, 96, 100], 10: [100, 110, 100, 110] } as const;
  const bench = entering(buy({ trailingStop: 5 }));
  feedHour(bench, 1, { minutes, absent: [20, 30] });
  assert.equal(bench.series.isInnerComplete, true);
  assert.deepEqual(fills(bench), ["BUY 1 @ 100 at 0"]);
});

Deno.test("an hour whose first price came late is told whole from there on", () => {
  const bench = protectedAt100();
  feedHour(bench, 1, { minutes: STOP_FIRST, begins: 7 });
  assert.equal(bench.series.isInnerComplete, true);
  assert.deepEqual(fills(bench).at(-1), "SELL 1 @ 95 at 11");
});

const latency = { model: "FIXED", ms: 200 } as const;
const SCENARIOS: readonly (readonly [string, EnterIntent, BenchSettings])[] = [
  ["target first", buy({ stopLoss: 95, takeProfit: 105 }), {}],
  ["a limit order within", buy({ order: "LIMIT", price: 91, takeProfit: 99 }), {}],
  ["a trailing stop", buy({ trailingStop: 4 }), {}],
  ["latency", buy({ stopLoss: 95 }), { execution: { latency } }],
  ["a share of the volume", buy({ quantity: 3, stopLoss: 95, takeProfit: 105 }), {
    execution: { volumeShare: 0.1, slippage: { model: "SQUARE_ROOT", coefficient: 1 } },
  }],
];

for (const [name, entry, settings] of SCENARIOS) {
  Deno.test(`whatever updates come between, the events are the same: ${name}`, () => {
    const ways: Partial<Hour>[] = [
      {},
      { updates: 1 },
      { updates: 3, updateQuote: [90, 110] },
    ];
    const [first, ...others] = ways.map((way) => {
      const bench = entering(entry, settings);
      feedHour(bench, 1, { minutes: TARGET_FIRST, ...way });
      feedHour(bench, 2, { minutes: STOP_FIRST, ...way });
      return bench.events;
    });
    assert.ok(fills({ events: first! }).length >= 2, "something was traded");
    for (const events of others) assert.deepEqual(events, first);
  });
}

for (const [name, entry, settings] of SCENARIOS) {
  Deno.test(`restored within an hour that is told anew, the events are the same: ${name}`, () => {
    const hours = [{ minutes: TARGET_FIRST }, { minutes: STOP_FIRST }] as const;
    const whole = entering(entry, settings);
    hours.forEach((hour, i) => feedHour(whole, i + 1, hour));
    for (let cut = 0; cut < 2 * MINUTES; cut++) {
      const first = entering(entry, settings);
      const at = Math.floor(cut / MINUTES);
      for (let i = 0; i < at; i++) feedHour(first, i + 1, hours[i]!);
      feedHour(first, at + 1, hours[at]!, [0, cut % MINUTES]);
      const second = first.restarted();
      for (let i = at; i < 2; i++) feedHour(second, i + 1, hours[i]!);
      assert.deepEqual([...first.events, ...second.events], whole.events, `cut at ${cut}`);
    }
  });
}

Deno.test("an order that is on its way arrives at the end of the first minute, with the quote of then", () => {
  const bench = entering(buy(), { execution: { latency }, spreadBps: 20 });
  feedHour(bench, 1, { minutes: { 0: [100, 102, 100, 102] }, updates: 1, updateQuote: [90, 110] });
  // The minute has no quote: half of 20 bps of 102 on top, 0.102, rounded up to 0.11.
  assert.deepEqual(fills(bench), ["BUY 1 @ 102.11 at 1"]);
});

Deno.test("an hour that was told whole and came to its end too late is not looked at twice", () => {
  const entry = buy({ quantity: 50, takeProfit: 101 });
  const bench = entering(entry, { execution: { volumeShare: 0.1 } });
  // Minutes 10 to 13 reach the target, which may trade a tenth of 10 in each.
  const minutes = { 10: [100, 101, 100, 101], 13: [101, 101, 100, 100] } as const;
  feedHour(bench, 1, { minutes, end: RowKind.MISSED });
  assert.deepEqual(fills(bench), [
    "BUY 50 @ 100 at 0",
    "SELL 1 @ 101 at 11",
    "SELL 1 @ 101 at 12",
    "SELL 1 @ 101 at 13",
    "SELL 1 @ 101 at 14",
  ]);
});

Deno.test("with decideOn TICK minutes say how much is traded, and nothing else", () => {
  const settings = { decideOn: "TICK", execution: { volumeShare: 0.1 } } as const;
  const entry = buy({ quantity: 2, stopLoss: 95, takeProfit: 105 });
  const bench = entering(entry, settings, { minutes: {} });
  feedHour(bench, 1, { minutes: {} });
  // At the open and at the end a tenth of the 10 that the minute before traded, not of the hour's 600.
  assert.deepEqual(fills(bench), ["BUY 1 @ 100 at 0", "BUY 1 @ 100 at 60"]);
  feedHour(bench, 2, { minutes: TARGET_FIRST });
  assert.deepEqual(fills(bench).slice(2), ["SELL 1 @ 95 at 120"]);
});

Deno.test("a runner that comes in the middle of an hour looks at it as a whole", () => {
  const entry = buy({ stopLoss: 95 });
  const first = entering(entry);
  feedHour(first, 1, QUIET);
  assert.equal(first.runner.state, "IN_POSITION");

  const second = scripted(enters(entry), { timeframe: "1h" });
  second.series.leave(second.runner);
  feedHour(second, 0, QUIET);
  feedHour(second, 1, QUIET);
  const hour: Hour = { minutes: { 10: [100, 100, 94, 100] } };
  feedHour(second, 2, hour, [0, 20]);
  second.runner.restore(structuredClone(first.runner.toData()));
  second.series.join(second.runner);
  feedHour(second, 2, hour, [20, 60]);
  assert.equal(second.series.isInnerComplete, true);
  assert.deepEqual(fills(second), ["SELL 1 @ 95 at 120"]);
});

/** The hour at hand as a live feed tells it anew after a restart in its minute 30. */
function resumeHour(bench: Bench, n: number, [open, high, low, close]: Bar): void {
  const rows = new RowWriter();
  const time = START + n * HOUR;
  const at = time + 30 * MINUTE;
  rows.write(RowKind.RESUME, at, time, open, high, low, close, VOLUME, ...NO_QUOTE);
  bench.series.apply(rows.take());
}

Deno.test("a stop that moved within the hour does not go off by what the hour did before", () => {
  // Low 96 in minute 2; high 110 in minute 10 takes the stop to 105. Cut off and back at 106.
  const bench = entering(buy({ trailingStop: 5 }), {}, { minutes: {} });
  const hour = { minutes: { 2: [100, 100, 96, 100], 10: [100, 110, 100, 108] } } as const;
  feedHour(bench, 1, hour, [0, 30]);
  const second = bench.restarted();
  resumeHour(second, 1, [100, 110, 96, 106]);
  assert.deepEqual(fills(second), []);
  assert.equal(second.runner.position()?.stopLoss, 105);
});

Deno.test("a stop of an entry within the hour does not go off by what the hour did before", () => {
  // Low 98 in minute 5, the buy stop at 103 filled in minute 10, its stop loss 99 not reached since.
  const entry = buy({ order: "STOP", price: 103, stopLoss: 99 });
  const bench = entering(entry, {}, { minutes: {} });
  const hour = { minutes: { 5: [100, 100, 98, 100], 10: [100, 104, 100, 104] } } as const;
  feedHour(bench, 1, hour, [0, 30]);
  assert.deepEqual(fills(bench), ["BUY 1 @ 103 at 11"]);
  const second = bench.restarted();
  resumeHour(second, 1, [100, 104, 98, 104]);
  assert.deepEqual(fills(second), []);
  assert.equal(second.runner.state, "IN_POSITION");
});
