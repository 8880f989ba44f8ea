import assert from "node:assert/strict";
import { FakeTime } from "../../../tests/support/fake_time.ts";
import { LiveBench } from "../../../tests/support/live_bench.ts";
import { Delivery, GATHER_MS, type Outgoing } from "./delivery.ts";

/** A market of which it is written down when its rows were handed over. */
class Market implements Outgoing {
  isUrgent = false;
  readonly flushes: number[] = [];
  readonly #time: FakeTime;

  constructor(time: FakeTime) {
    this.#time = time;
  }

  flush(): void {
    this.flushes.push(this.#time.now());
  }
}

function setup() {
  const time = new FakeTime(0);
  const [one, other] = [new Market(time), new Market(time)];
  return { time, one, other, delivery: new Delivery(time, time) };
}

Deno.test("after a pause nothing waits", () => {
  const { time, one, delivery } = setup();
  for (let i = 0; i < 3; i++) {
    delivery.offer(one);
    time.advance(GATHER_MS);
  }
  assert.deepEqual(one.flushes, [0, GATHER_MS, 2 * GATHER_MS]);
  assert.equal(time.timers, 0);
});

Deno.test("updates that come close together are handed over together, of all markets", () => {
  const { time, one, other, delivery } = setup();
  for (let ms = 0; ms < 65; ms++) {
    delivery.offer(ms % 2 === 0 ? one : other);
    time.advance(1);
  }
  assert.deepEqual(one.flushes, [0, 20, 40, 60]);
  assert.deepEqual(other.flushes, [20, 40, 60]);
});

Deno.test("what decisions hang on is handed over at once, with all of its market and no other", () => {
  const { time, one, other, delivery } = setup();
  delivery.offer(one);
  time.advance(1);
  delivery.offer(one);
  delivery.offer(other);
  time.advance(1);
  one.isUrgent = true;
  delivery.offer(one);
  assert.deepEqual([one.flushes, other.flushes], [[0, 2], []]);
  time.advance(GATHER_MS);
  assert.deepEqual(other.flushes, [20]);
});

Deno.test("a clock that was set back keeps nobody waiting for longer", () => {
  const { time, one, delivery } = setup();
  delivery.offer(one);
  time.jump(-60_000);
  delivery.offer(one);
  time.advance(GATHER_MS);
  assert.equal(one.flushes.length, 2);
});

Deno.test("on a busy market pushes are few, and a bar's end is not kept waiting", async () => {
  const bench = new LiveBench({ tradesPerSecond: 400, tickMs: 1 });
  const { sink } = bench.watch();
  await bench.until(() => sink.closes.length >= 1);
  const ends: number[] = [];
  sink.onPush = (rows) => {
    const end = rows.find(({ kind }) => kind === "CLOSE");
    if (end) ends.push(bench.time.now() - end.at);
  };
  const [pushes, rows] = [sink.calls.length, sink.rows.length];
  await bench.run(65_000, 1);
  assert.ok(sink.calls.length - pushes < (sink.rows.length - rows) / 3);
  // The exchange says that a bar is over up to 50 ms after its end.
  assert.ok(ends.length >= 1 && ends.every((ms) => ms <= 60), String(ends));
  bench.close();
});
