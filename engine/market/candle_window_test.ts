import assert from "node:assert/strict";
import fc from "fast-check";
import { CandleWindow, MAX_WINDOW } from "./candle_window.ts";

function pushBars(window: CandleWindow, from: number, to: number): void {
  for (let n = from; n < to; n++) window.push(n * 1000, n, n + 2, n - 2, n + 1, n * 10);
}

Deno.test("an empty window has no rows and no last time", () => {
  const window = new CandleWindow(3);
  assert.equal(window.count, 0);
  assert.equal(window.at(0), undefined);
  assert.equal(window.tail(5).time.length, 0);
  assert.ok(Number.isNaN(window.lastTime));
});

Deno.test("at() counts back from the newest row", () => {
  const window = new CandleWindow(3);
  pushBars(window, 1, 3);
  assert.deepEqual(window.at(0), {
    time: 2000,
    open: 2,
    high: 4,
    low: 0,
    close: 3,
    volume: 20,
    closed: true,
  });
  assert.equal(window.at(1)?.time, 1000);
  assert.equal(window.at(2), undefined);
  assert.equal(window.at(-1), undefined);
});

Deno.test("a full window forgets the oldest row, also where its buffer is longer", () => {
  const window = new CandleWindow(3);
  pushBars(window, 1, 7);
  assert.equal(window.mask, 3);
  assert.deepEqual([window.count, window.total], [3, 6]);
  assert.deepEqual([...window.tail(10).time], [4000, 5000, 6000]);
  assert.equal(window.at(3), undefined);
  assert.equal(window.lastTime, 6000);
});

Deno.test("tail() copies: later bars do not change it", () => {
  const window = new CandleWindow(2);
  pushBars(window, 1, 3);
  const tail = window.tail(2);
  pushBars(window, 3, 6);
  assert.deepEqual([...tail.close], [2, 3]);
});

Deno.test("a window of one bar works", () => {
  const window = new CandleWindow(1);
  pushBars(window, 1, 5);
  assert.deepEqual([...window.tail(9).time], [4000]);
});

Deno.test("a capacity outside 1 to MAX_WINDOW is our own bug", () => {
  for (const capacity of [0, -1, 1.5, NaN, MAX_WINDOW + 1]) {
    assert.throws(() => new CandleWindow(capacity), /Invariant: window capacity is 1 to 10000/);
  }
});

Deno.test("a window always shows the newest rows of all that were pushed", () => {
  fc.assert(fc.property(
    fc.integer({ min: 1, max: 70 }),
    fc.array(fc.integer({ min: 1, max: 1e6 }), { maxLength: 300 }),
    fc.nat({ max: 100 }),
    (capacity, closes, limit) => {
      const window = new CandleWindow(capacity);
      closes.forEach((close, i) => window.push(i, close, close, close, close, 1));
      const kept = closes.slice(-capacity);
      assert.equal(window.count, kept.length);
      assert.deepEqual([...window.tail(limit).close], limit === 0 ? [] : kept.slice(-limit));
      kept.toReversed().forEach((close, ago) => assert.equal(window.at(ago)?.close, close));
    },
  ));
});
