import assert from "node:assert/strict";
import { type EngineEvent, type MarketRows, RowKind, RowWriter } from "../../domain/mod.ts";
import { requireInstrument } from "../../market/mod.ts";
import { readRows } from "../../../tests/support/market_rows.ts";
import { ManualFeed } from "../../../tests/support/manual_feed.ts";
import type { ShardHandle, StreamRows } from "../../workers/mod.ts";
import { MarketStream, MAX_IN_FLIGHT, MAX_IN_FLIGHT_LIVE } from "./stream.ts";

const { OPEN, UPDATE, CLOSE, MISSED, RESUME, INNER } = RowKind;

/** A stream into a shard that takes what it gets, over a store that can be stuck. */
function streamBench() {
  const sent: string[][] = [];
  const events: EngineEvent[] = [];
  let stuck: PromiseWithResolvers<void> | null = null;
  const shard = {
    post() {},
    send: ({ rows }: StreamRows) => void sent.push(readRows(rows).map(({ kind }) => kind)),
  };
  const settings = {
    id: 1,
    channel: 7,
    key: "k",
    feed: new ManualFeed("BINANCE"),
    instrument: requireInstrument("BTCUSDT"),
    timeframe: "1m" as const,
    capacity: 64,
    // Only these two of its methods are called.
    shard: shard as unknown as ShardHandle,
  };
  const stream = new MarketStream(settings, {
    market: (event) => void events.push(event),
    status() {},
    gap() {},
    speaks: () => true,
    ready: () => stuck?.promise,
    now: () => 5_000,
  });
  return {
    stream,
    sent,
    events,
    stick: () => (stuck = Promise.withResolvers<void>()),
    free() {
      stuck?.resolve();
      stuck = null;
    },
  };
}

function rows(...kinds: readonly number[]): MarketRows {
  const writer = new RowWriter();
  for (const kind of kinds) writer.write(kind, 60_000, 0, 1, 2, 1, 2, 3, NaN, NaN);
  return writer.take();
}

/** Resolves once what was resolved has been heard of. */
const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

Deno.test("a bar that came too late is a closed candle, one joined midway a tick", () => {
  const { stream, events } = streamBench();
  void stream.push(rows(MISSED, RESUME));
  assert.deepEqual(
    events.map((event) => "candle" in event ? [event.type, event.candle.closed] : event.type),
    [["CANDLE_CLOSED", true], ["TICK_RECEIVED", false]],
  );
});

Deno.test("finer candles reach the shard, however far it lags; nobody else hears of them", () => {
  const { stream, sent, events } = streamBench();
  void stream.push(rows(OPEN, INNER, UPDATE, INNER, CLOSE));
  assert.deepEqual(sent, [["OPEN", "INNER", "UPDATE", "INNER", "CLOSE"]]);
  assert.deepEqual(events.map(({ type }) => type), [
    "TICK_RECEIVED",
    "TICK_RECEIVED",
    "CANDLE_CLOSED",
  ]);
  assert.deepEqual(events.map(({ sequence }) => sequence), [1, 2, 3]);
  assert.equal(stream.rows, 3);
  for (let i = 1; i < MAX_IN_FLIGHT_LIVE; i++) void stream.push(rows(UPDATE));
  void stream.push(rows(UPDATE, INNER, CLOSE));
  assert.deepEqual(sent.at(-1), ["INNER", "CLOSE"]);
  assert.deepEqual([stream.conflated, stream.rows], [1, 3 + MAX_IN_FLIGHT_LIVE - 1 + 1]);
});

Deno.test("a feed that goes on while nothing can be committed gets only its bars through", async () => {
  const { stream, sent, stick, free } = streamBench();
  assert.equal(stream.push(rows(OPEN, UPDATE)), undefined);
  stream.done();
  stick();
  const room = stream.push(rows(UPDATE, UPDATE));
  assert.ok(room, "it is asked to wait");
  void stream.push(rows(UPDATE));
  void stream.push(rows(UPDATE, CLOSE, OPEN, UPDATE));
  void stream.push(rows(MISSED, RESUME, UPDATE));
  assert.deepEqual(sent, [
    ["OPEN", "UPDATE"],
    ["UPDATE", "UPDATE"],
    ["CLOSE", "OPEN"],
    ["MISSED", "RESUME"],
  ]);
  assert.equal(stream.conflated, 4);
  assert.equal(stream.lastRowsAt, 5_000);
  free();
  await room;
  void stream.push(rows(UPDATE));
  assert.deepEqual(sent.at(-1), ["UPDATE"]);
});

Deno.test("a feed that waits when it is asked to loses nothing, however often the store sticks", async () => {
  const { stream, sent, stick, free } = streamBench();
  for (let i = 0; i < 3; i++) {
    stick();
    const room = stream.push(rows(UPDATE));
    free();
    await room;
    stream.done();
    // Another stream found the store stuck meanwhile.
    stick();
  }
  assert.deepEqual(sent, [["UPDATE"], ["UPDATE"], ["UPDATE"]]);
  assert.equal(stream.conflated, 0);
});

Deno.test("a feed is let go on once its shard has worked off enough and the store can be written", async () => {
  const { stream, stick, free } = streamBench();
  for (let i = 1; i < MAX_IN_FLIGHT; i++) assert.equal(stream.push(rows(UPDATE)), undefined);
  stick();
  let goesOn = false;
  const room = Promise.resolve(stream.push(rows(UPDATE))).then(() => (goesOn = true));
  stream.done();
  await settled();
  assert.equal(goesOn, false);
  free();
  await room;
  assert.equal(goesOn, true);
});

Deno.test("a shard that lags far behind gets only the bars", () => {
  const { stream, sent } = streamBench();
  for (let i = 0; i < MAX_IN_FLIGHT_LIVE; i++) void stream.push(rows(UPDATE));
  void stream.push(rows(UPDATE, CLOSE));
  assert.equal(sent.length, MAX_IN_FLIGHT_LIVE + 1);
  assert.deepEqual(sent.at(-1), ["CLOSE"]);
});

Deno.test("a stream has ended once the shard has worked off what it was sent", () => {
  const { stream } = streamBench();
  void stream.push(rows(OPEN, CLOSE));
  void stream.push(rows(OPEN, CLOSE));
  stream.status("LIVE");
  stream.status("ENDED");
  stream.done();
  assert.equal(stream.feedStatus, "LIVE");
  stream.done();
  assert.equal(stream.feedStatus, "ENDED");
  const { stream: idle } = streamBench();
  idle.status("ENDED");
  assert.equal(idle.feedStatus, "ENDED");
});
