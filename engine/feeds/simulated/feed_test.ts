import assert from "node:assert/strict";
import type { Timeframe } from "../../domain/mod.ts";
import { timeframeMs } from "../../domain/mod.ts";
import { requireInstrument, SYMBOLS } from "../../market/mod.ts";
import { FakeTime } from "../../../tests/support/fake_time.ts";
import { RecordingSink } from "../../../tests/support/recording_sink.ts";
import { breathe } from "../breathe.ts";
import type { StreamRequest } from "../feed.ts";
import { createSimulatedFeed, type SimulatedFeedOptions } from "./mod.ts";

const NOON = Date.UTC(2024, 0, 15, 12);
const HOUR = 3_600_000;
const bitcoin = requireInstrument("BTCUSDT");

function setup(options: Partial<SimulatedFeedOptions> = {}, now = NOON) {
  const time = new FakeTime(now);
  const feed = createSimulatedFeed({ seed: 1, speed: 1, clock: time, timers: time, ...options });
  const open = (timeframe: Timeframe, more: Partial<StreamRequest> = {}) => {
    const sink = new RecordingSink();
    feed.open({ instrument: bitcoin, timeframe, historyBars: 0, ...more }, sink);
    return sink;
  };
  return { time, feed, open };
}

async function live(...sinks: RecordingSink[]): Promise<void> {
  while (sinks.some((sink) => !sink.statuses.includes("LIVE"))) await breathe();
  await breathe();
}

Deno.test("the first rows are the forming bar's OPEN and where it stands now", async () => {
  const { feed, open } = setup({}, NOON + 20_300);
  const sink = open("1m", { historyBars: 3 });
  await live(sink);
  assert.deepEqual(sink.rows.map((row) => [row.kind, row.at - NOON, row.time - NOON]), [
    ["OPEN", 0, 0],
    ["UPDATE", 20_250, 0],
  ]);
  assert.deepEqual([...sink.histories[0]!.time], [NOON - 180_000, NOON - 120_000, NOON - 60_000]);
  feed.close();
});

Deno.test("two processes with one seed see one market, from wherever they look", async () => {
  const [early, late] = [setup(), setup({}, NOON + HOUR)];
  const [one, two] = [early.open("1m"), late.open("1m", { historyBars: 60 })];
  await live(one, two);
  early.time.advance(HOUR);
  const closed = one.closes;
  assert.equal(closed.length, 60);
  assert.deepEqual(closed.map((row) => row.close), [...two.histories[0]!.close]);
  assert.deepEqual(closed.map((row) => row.volume), [...two.histories[0]!.volume]);
  early.feed.close();
  late.feed.close();
});

Deno.test("at speed 60 a minute passes in a second", async () => {
  const { feed, time, open } = setup({ speed: 60 });
  const sink = open("1m");
  await live(sink);
  time.advance(10_000);
  assert.equal(sink.closes.length, 10);
  feed.close();
});

Deno.test("after a restart market time goes on behind the last bar, never back", async () => {
  const { feed, open } = setup({ speed: 60 });
  const hour = open("1h", { after: NOON + 5 * HOUR });
  const minute = open("1m");
  await live(hour, minute);
  assert.equal(hour.rows[0]!.time, NOON + 6 * HOUR);
  assert.equal(minute.rows[0]!.time, NOON + 6 * HOUR);
  feed.close();
});

Deno.test("a market can start in another time than ours", async () => {
  const startAt = Date.UTC(2010, 5, 1);
  const { feed, time, open } = setup({ startAt });
  time.advance(5_000);
  const sink = open("1s");
  await live(sink);
  assert.equal(sink.rows[0]!.time, startAt);
  feed.close();
});

Deno.test("a corrected clock does not turn the market back", async () => {
  const { feed, time, open } = setup();
  const sink = open("1s");
  await live(sink);
  time.advance(10_000);
  time.jump(-HOUR);
  // The market learns of it with the next pump, and goes on from there.
  time.advance(100);
  time.advance(10_000);
  const bars = sink.closes.map((row) => (row.time - NOON) / 1000);
  assert.deepEqual(bars, Array.from({ length: 20 }, (_, n) => n));
  feed.close();
});

Deno.test("after a long sleep every missed bar comes, a bounded stretch at a time", async () => {
  const { feed, time, open } = setup();
  const sink = open("1m");
  await live(sink);
  time.jump(24 * HOUR);
  time.advance(100);
  const first = sink.closes.length;
  assert.ok(first >= 360 && first <= 362, `${first} bars at once`);
  time.advance(1000);
  assert.equal(sink.closes.length, 1440);
  feed.close();
});

Deno.test("a long history leaves the event loop to others", async () => {
  const { feed, open } = setup();
  const sink = open("1d", { historyBars: 40 });
  let turns = 0;
  while (sink.histories.length === 0) {
    await breathe();
    turns++;
  }
  assert.ok(turns >= 40, `${turns} turns`);
  assert.equal(sink.histories[0]!.time.length, 40);
  feed.close();
});

Deno.test("at maximum speed all streams live in one market time", async () => {
  const { feed, open } = setup({ speed: "max" });
  const [fine, coarse] = [open("1m"), open("1h")];
  while (coarse.closes.length < 50) await breathe();
  const ahead = fine.rows.at(-1)!.at - coarse.rows.at(-1)!.at;
  assert.ok(Math.abs(ahead) <= 6 * HOUR, `${ahead} ms apart`);
  feed.close();
});

Deno.test("at maximum speed a late stream starts at the market's time", async () => {
  const { feed, open } = setup({ speed: "max" });
  const first = open("1m");
  while (first.closes.length < 600) await breathe();
  const second = open("1m", { historyBars: 5 });
  await live(second);
  while (second.rows.length === 0) await breathe();
  assert.ok(second.rows[0]!.time > NOON + 9 * HOUR);
  feed.close();
});

Deno.test("at maximum speed the market does not wait for who wants its past alone", async () => {
  const { feed, open } = setup({ speed: "max" });
  const traded = open("1m");
  await live(traded);
  // Years, of which two hours are made a turn.
  const looked = open("1d", { historyBars: 2_000, pastOnly: true });
  const before = traded.closes.length;
  while (traded.closes.length < before + 2_000) await breathe();
  assert.deepEqual([looked.histories.length, looked.rows.length], [0, 0]);
  feed.close();
});

Deno.test("at maximum speed a past that is wanted alone has its share of the turns", async () => {
  const { feed, open } = setup({ speed: "max" });
  const traded = open("1m");
  await live(traded);
  const before = traded.closes.length;
  // 60 days are made in 720 turns, and a turn of the market is 256 bars: 184,320 if each had every other turn.
  const looked = open("1d", { historyBars: 60, pastOnly: true });
  await live(looked);
  const meanwhile = traded.closes.length - before;
  assert.ok(meanwhile > 0 && meanwhile < 184_320 / 8, `${meanwhile} bars`);
  feed.close();
});

Deno.test("who wants the past alone does not start the market", async () => {
  const { feed, time, open } = setup({ speed: 60 });
  const looked = open("1m", { historyBars: 3, pastOnly: true });
  await live(looked);
  assert.equal(looked.histories[0]!.time.at(-1), NOON - 60_000);
  time.advance(HOUR);
  const traded = open("1m");
  await live(traded);
  assert.equal(traded.rows[0]!.time, NOON + HOUR);
  assert.deepEqual(looked.rows, []);
  feed.close();
});

Deno.test("rows of every symbol and timeframe come", async () => {
  const { feed, time } = setup({ speed: 3600 });
  const sinks = SYMBOLS.map((instrument) => {
    const sink = new RecordingSink();
    feed.open({ instrument, timeframe: "1h", historyBars: 2 }, sink);
    return sink;
  });
  await live(...sinks);
  time.advance(2000);
  for (const sink of sinks) assert.equal(sink.closes.length, 2);
  assert.equal(timeframeMs("1h"), sinks[0]!.closes[1]!.time - sinks[0]!.closes[0]!.time);
  feed.close();
});

Deno.test("options that cannot be are refused by name", () => {
  for (
    const [options, message] of [
      [{ speed: 0 }, /Cannot use speed 0: it has to be max or a number above 0/],
      [{ speed: NaN }, /speed NaN/],
      [{ speed: Infinity }, /speed Infinity/],
      [{ seed: 1.5 }, /Cannot use seed 1.5: it has to be a whole number/],
      [{ startAt: -1 }, /Cannot start at -1/],
    ] as const
  ) {
    assert.throws(() => setup(options), message);
  }
});
