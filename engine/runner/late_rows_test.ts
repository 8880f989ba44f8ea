/** What a runner makes of a feed that was cut off: bars that came too late, and one joined midway. */
import assert from "node:assert/strict";
import { type EngineEvent, RowKind, RowWriter } from "../domain/mod.ts";
import {
  type Bar,
  type Bench,
  flat,
  MINUTE,
  type Script,
  scripted,
  START,
} from "../../tests/support/scripted.ts";

/** A row of minute `bar` (counted from 0), so many seconds into it. */
function row(
  bench: Bench,
  kind: number,
  bar: number,
  seconds: number,
  [open, high, low, close]: Bar,
  quote: readonly [number, number] = [NaN, NaN],
): void {
  const time = START + bar * MINUTE;
  const rows = new RowWriter();
  rows.write(kind, time + seconds * 1_000, time, open, high, low, close, 1, ...quote);
  bench.series.apply(rows.take());
}

const begin = (bench: Bench, bar: number, price: number) =>
  row(bench, RowKind.OPEN, bar, 0, flat(price));
const update = (bench: Bench, bar: number, seconds: number, prices: Bar) =>
  row(bench, RowKind.UPDATE, bar, seconds, prices);
const missed = (bench: Bench, bar: number, prices: Bar) =>
  row(bench, RowKind.MISSED, bar, 60, prices);
const resume = (
  bench: Bench,
  bar: number,
  seconds: number,
  prices: Bar,
  quote?: readonly [number, number],
) => row(bench, RowKind.RESUME, bar, seconds, prices, quote);
const close = (bench: Bench, bar: number, prices: Bar) =>
  row(bench, RowKind.CLOSE, bar, 60, prices);

function only<T extends EngineEvent["type"]>(bench: Bench, type: T) {
  return bench.events.filter((event): event is EngineEvent & { type: T } => event.type === type);
}

const buy = (more = {}) => ({ action: "ENTER", side: "LONG", order: "MARKET", ...more }) as const;

/** In position from the open of bar 1 on, at 100. */
function holding(levels = {}, script: Script = {}, settings = {}): Bench {
  const bench = scripted(
    { detect: (bar) => bar === 0, filter: () => buy({ quantity: 0.1, ...levels }), ...script },
    settings,
  );
  bench.feed([flat(100), flat(100)]);
  assert.equal(bench.runner.state, "IN_POSITION");
  bench.events.length = 0;
  return bench;
}

Deno.test("a missed bar reaches the window and the counters, and the strategy is not asked", () => {
  const asked: number[] = [];
  const bench = scripted({ detect: (bar) => (asked.push(bar), false) });
  const ema = bench.runner.indicators.acquire("sma", [2]);
  bench.feed([flat(100)]);
  missed(bench, 1, [101, 103, 99, 102]);
  assert.deepEqual(asked, [0]);
  assert.equal(bench.series.window.total, 2);
  assert.equal(ema.value(0, 0), 101);
  assert.equal(bench.runner.counters.bars, 2);
  assert.equal(bench.runner.lastBarTime, START + MINUTE);
  assert.deepEqual(bench.series.candle(), {
    time: START + MINUTE,
    open: 101,
    high: 103,
    low: 99,
    close: 102,
    volume: 1,
    closed: true,
  });
  begin(bench, 2, 102);
  close(bench, 2, flat(102));
  assert.deepEqual(asked, [0, 2]);
});

Deno.test("a stretch of missed bars is told of once, until a bar comes in time", () => {
  const bench = scripted({});
  bench.feed([flat(100)]);
  for (const bar of [1, 2, 3]) missed(bench, bar, flat(100));
  const [warning, ...more] = only(bench, "RISK_TRIGGERED");
  assert.deepEqual(more, []);
  assert.deepEqual(
    [warning?.rule, warning?.code, warning?.time, warning?.reason],
    [
      "stale_data",
      "FEED_STALE",
      START + 2 * MINUTE,
      "The feed was cut off: bars from 2024-01-01T00:01:00.000Z on came too late, " +
      "the strategy was not asked",
    ],
  );
  resume(bench, 4, 30, flat(100));
  close(bench, 4, flat(100));
  missed(bench, 5, flat(100));
  assert.equal(only(bench, "RISK_TRIGGERED").length, 2);
});

Deno.test("a paused runner is not warned of bars that it would not have acted on", () => {
  const bench = scripted({});
  bench.runner.control("PAUSE", START);
  missed(bench, 0, flat(100));
  assert.deepEqual(bench.types(), ["RUNNER_STATUS_CHANGED"]);
});

Deno.test("a waiting entry is rejected when the bar it was meant for was missed", () => {
  const bench = scripted({ detect: (bar) => bar === 0, filter: () => buy({ quantity: 0.1 }) });
  bench.feed([flat(100)]);
  bench.events.length = 0;
  missed(bench, 1, flat(101));
  assert.deepEqual(bench.types(), ["RISK_TRIGGERED", "ORDER_REJECTED", "STATE_TRANSITION"]);
  const [rejected] = only(bench, "ORDER_REJECTED");
  assert.deepEqual(
    [rejected?.code, rejected?.reason, rejected?.order.status, rejected?.time],
    [
      "FEED_STALE",
      "The feed was cut off before the order could be filled",
      "REJECTED",
      START + 2 * MINUTE,
    ],
  );
  assert.equal(only(bench, "STATE_TRANSITION")[0]?.transition.trigger, "ENTRY_REJECTED");
  assert.deepEqual([bench.runner.state, bench.runner.counters.rejected], ["IDLE", 1]);
  assert.equal(bench.runner.desk.pendingView(), null);
});

Deno.test("a waiting reversal is rejected, and the position stays", () => {
  const bench = holding({}, { manage: (bar) => bar === 2 ? { action: "REVERSE" } : null });
  begin(bench, 2, 100);
  close(bench, 2, flat(100));
  missed(bench, 3, flat(100));
  assert.equal(only(bench, "ORDER_REJECTED")[0]?.order.purpose, "REVERSE");
  assert.deepEqual([bench.runner.state, bench.runner.position()?.side], ["IN_POSITION", "LONG"]);
  assert.equal(only(bench, "STATE_TRANSITION").length, 0);
});

Deno.test("a waiting exit outlasts missed bars, and trades at the next open", () => {
  const bench = holding({}, { manage: (bar) => bar === 2 ? { action: "EXIT" } : null });
  begin(bench, 2, 100);
  close(bench, 2, flat(100));
  missed(bench, 3, flat(90));
  missed(bench, 4, flat(80));
  assert.equal(only(bench, "ORDER_FILLED").length, 0);
  begin(bench, 5, 85);
  const [fill] = only(bench, "ORDER_FILLED");
  assert.deepEqual([fill?.fill.price, fill?.time], [85, START + 5 * MINUTE]);
  // Held over bars 1 to 4.
  assert.equal(only(bench, "POSITION_CLOSED")[0]?.trade.barsHeld, 4);
});

for (
  const [what, levels, prices, reason, price] of [
    ["stop loss", { stopLoss: 95 }, [100, 101, 94, 96], "stop_loss", 95],
    ["stop loss beyond which the bar opened", { stopLoss: 95 }, [90, 92, 88, 91], "stop_loss", 90],
    ["take profit", { takeProfit: 105 }, [100, 108, 99, 101], "take_profit", 105],
  ] as const
) {
  for (const decideOn of ["CANDLE", "TICK"] as const) {
    Deno.test(`a ${what} inside a missed bar is executed (${decideOn})`, () => {
      const bench = holding(levels, {}, { decideOn });
      missed(bench, 2, prices);
      const [closed] = only(bench, "POSITION_CLOSED");
      assert.deepEqual([closed?.reason, closed?.trade.exitPrice], [reason, price]);
      assert.equal(closed?.time, START + 3 * MINUTE);
      assert.equal(bench.runner.state, "IDLE");
    });
  }
}

Deno.test("the spread of a missed bar is the runner's own, not that of an older quote", () => {
  // 20 bps of 95 are 0.19, half of it 0.095: sold at 94.905, to the cent below it 94.90.
  const bench = holding({ stopLoss: 95 }, {}, { spreadBps: 20 });
  row(bench, RowKind.OPEN, 2, 0, flat(100), [90, 110]);
  close(bench, 2, flat(100));
  missed(bench, 3, [100, 101, 94, 96]);
  assert.equal(only(bench, "POSITION_CLOSED")[0]?.trade.exitPrice, 94.9);
});

Deno.test("on candles, a missed bar counts whole, also where its end was all that was missed", () => {
  const bench = holding({ stopLoss: 95 });
  resume(bench, 2, 10, flat(100));
  update(bench, 2, 20, [100, 100, 94, 94]);
  update(bench, 2, 30, [100, 100, 94, 99]);
  missed(bench, 2, [100, 100, 94, 99]);
  assert.equal(only(bench, "POSITION_CLOSED")[0]?.trade.exitPrice, 95);
});

Deno.test("the range before a bar was joined is no change for who looks at changes", () => {
  const bench = scripted({});
  const seen: number[][] = [];
  const look = () => {
    const { previousHigh, previousLow, previousPrice } = bench.series;
    seen.push([previousHigh, previousLow, previousPrice]);
  };
  const nothing = () => {};
  bench.series.join({
    awaitsOpen: true,
    onOpen: nothing,
    onUpdate: look,
    onClose: nothing,
    onInner: nothing,
    onMissed: nothing,
    onResume: look,
  });
  bench.feed([flat(100)]);
  resume(bench, 1, 42, [100, 104, 99, 103]);
  update(bench, 1, 43, [100, 105, 99, 105]);
  assert.deepEqual(seen, [[104, 99, 103], [104, 99, 103]]);
});

Deno.test("a bar that is cut off midway is missed as one that began: on ticks, only what is new counts", () => {
  for (const [last, exits] of [[95.5, 0], [94, 1]] as const) {
    const bench = scripted({
      detect: () => bench.runner.counters.opportunities === 0,
      filter: () => buy({ quantity: 0.1, stopLoss: 95 }),
    }, { decideOn: "TICK" });
    begin(bench, 0, 90);
    update(bench, 0, 10, [90, 97, 90, 97]);
    // Bought at 98, after the bar had been at 90.
    update(bench, 0, 20, [90, 98, 90, 98]);
    assert.equal(bench.runner.position()?.entryPrice, 98);
    update(bench, 0, 30, [90, 98, 90, 97]);
    missed(bench, 0, [90, 98, 90, last]);
    assert.equal(only(bench, "POSITION_CLOSED").length, exits, `last price ${last}`);
  }
});

Deno.test("an entry is rejected where the bar's beginning was not seen", () => {
  const bench = scripted({ detect: (bar) => bar === 0, filter: () => buy({ quantity: 0.1 }) });
  bench.feed([flat(100)]);
  bench.events.length = 0;
  resume(bench, 1, 42, [100, 104, 99, 103]);
  assert.deepEqual(bench.types(), ["ORDER_REJECTED", "STATE_TRANSITION"]);
  const [rejected] = only(bench, "ORDER_REJECTED");
  assert.deepEqual([rejected?.code, rejected?.time], ["FEED_STALE", START + MINUTE + 42_000]);
  assert.deepEqual(bench.series.candle(), {
    time: START + MINUTE,
    open: 100,
    high: 104,
    low: 99,
    close: 103,
    volume: 1,
    closed: false,
  });
});

Deno.test("a waiting exit trades at the present price of a bar that is joined midway", () => {
  const bench = holding({}, { manage: (bar) => bar === 2 ? { action: "EXIT" } : null });
  begin(bench, 2, 100);
  close(bench, 2, flat(100));
  missed(bench, 3, flat(100));
  // The quote is 1 wide: sold half of it below the price.
  resume(bench, 4, 42, [100, 112, 100, 110], [109.5, 110.5]);
  const [fill] = only(bench, "ORDER_FILLED");
  assert.deepEqual([fill?.fill.price, fill?.time], [109.5, START + 4 * MINUTE + 42_000]);
  assert.equal(bench.runner.state, "IDLE");
});

Deno.test("a stop in the part that was not seen comes before the waiting exit", () => {
  const bench = holding({ stopLoss: 95 }, {
    manage: (bar) => bar === 2 ? { action: "EXIT" } : null,
  });
  begin(bench, 2, 100);
  close(bench, 2, flat(100));
  resume(bench, 3, 42, [100, 110, 94, 110]);
  const [closed] = only(bench, "POSITION_CLOSED");
  assert.deepEqual([closed?.reason, closed?.trade.exitPrice], ["stop_loss", 95]);
  assert.equal(only(bench, "ORDER_CANCELED")[0]?.code, "POSITION_CLOSED");
});

Deno.test("on ticks, the range before a bar was joined counts once, and not before the entry", () => {
  const bench = holding({ stopLoss: 95 }, {}, { decideOn: "TICK" });
  resume(bench, 2, 10, [100, 101, 94, 100]);
  assert.equal(only(bench, "POSITION_CLOSED")[0]?.trade.exitPrice, 95);

  // Entered inside bar 2, then the stream began anew in the same bar: its low was before.
  const again = scripted({
    detect: () => again.runner.counters.opportunities === 0,
    filter: () => buy({ quantity: 0.1, stopLoss: 95 }),
  }, { decideOn: "TICK" });
  begin(again, 0, 90);
  update(again, 0, 10, [90, 98, 90, 98]);
  update(again, 0, 20, [90, 99, 90, 99]);
  assert.equal(again.runner.position()?.entryPrice, 99);
  resume(again, 0, 30, [90, 99, 90, 98]);
  update(again, 0, 31, [90, 99, 90, 97]);
  assert.equal(again.runner.state, "IN_POSITION");
  update(again, 0, 32, [90, 99, 90, 95]);
  assert.equal(only(again, "POSITION_CLOSED")[0]?.trade.exitPrice, 95);
});

Deno.test("the close of a bar that was joined midway is decided on as any other", () => {
  const bench = scripted({ detect: (bar) => bar === 1, filter: () => buy({ quantity: 0.1 }) });
  bench.feed([flat(100)]);
  resume(bench, 1, 42, [100, 104, 99, 103]);
  close(bench, 1, [100, 104, 99, 102]);
  begin(bench, 2, 102);
  assert.equal(bench.runner.position()?.entryPrice, 102);
});

Deno.test("a runner restored while cut off goes on with the same events", () => {
  const script = { detect: (bar: number) => bar === 0, filter: () => buy({ quantity: 0.1 }) };
  const play = (bench: Bench, from: number, to: number) => {
    const steps = [
      () => bench.feed([flat(100)]),
      () => missed(bench, 1, flat(101)),
      () => missed(bench, 2, flat(102)),
      () => resume(bench, 3, 30, flat(103)),
      () => close(bench, 3, flat(103)),
      () => missed(bench, 4, flat(104)),
    ];
    for (const step of steps.slice(from, to)) step();
  };
  const whole = scripted(script);
  play(whole, 0, 6);
  for (const cut of [1, 2, 3, 4, 5]) {
    const first = scripted(script);
    play(first, 0, cut);
    const second = scripted(script);
    second.series.leave(second.runner);
    play(second, 0, cut);
    second.series.join(second.runner);
    second.runner.restore(structuredClone(first.runner.toData()));
    play(second, cut, 6);
    const expected = whole.events.filter((event) => event.sequence > first.runner.sequence);
    const { sequence } = first.runner;
    const numbered = second.events.map((event) => ({
      ...event,
      sequence: event.sequence + sequence,
    }));
    assert.deepEqual(numbered, expected, `cut after step ${cut}`);
  }
});
