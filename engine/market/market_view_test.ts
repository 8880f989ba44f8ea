import assert from "node:assert/strict";
import { Scale } from "../domain/mod.ts";
import { CandleWindow } from "./candle_window.ts";
import { MarketView } from "./market_view.ts";

function setup(bars: number, capacity = 8) {
  const window = new CandleWindow(capacity);
  for (let n = 1; n <= bars; n++) window.push(n * 1000, n, n + 2, n - 2, n + 1, n * 10);
  return { window, view: new MarketView("BTCUSDT", "1s", window) };
}

Deno.test("showClosed() takes over the newest closed bar and the quotes", () => {
  const { view } = setup(3);
  view.showClosed({ bid: 3.5, ask: 4.5 });
  const { timestamp, open, high, low, close, volume, bid, ask, count } = view;
  assert.deepEqual(
    { timestamp, open, high, low, close, volume, bid, ask, count },
    {
      timestamp: 3000,
      open: 3,
      high: 5,
      low: 1,
      close: 4,
      volume: 30,
      bid: 3.5,
      ask: 4.5,
      count: 3,
    },
  );
});

Deno.test("without quotes bid and ask are the close", () => {
  const { view } = setup(3);
  view.showClosed();
  assert.deepEqual([view.bid, view.ask], [4, 4]);
  view.showForming(4000, 4, 9, 4, 8, 1, NaN, NaN);
  assert.deepEqual([view.bid, view.ask], [8, 8]);
});

Deno.test("past values count back from a closed bar", () => {
  const { view } = setup(3);
  view.showClosed();
  assert.deepEqual([view.closeAt(0), view.closeAt(1), view.closeAt(2)], [4, 3, 2]);
  assert.deepEqual(
    [view.openAt(1), view.highAt(1), view.lowAt(1), view.volumeAt(1), view.timeAt(1)],
    [2, 4, 0, 20, 2000],
  );
});

Deno.test("a forming bar is bar 0 and shifts the closed ones back by one", () => {
  const { view } = setup(3);
  view.showForming(4000, 40, 42, 38, 41, 400, 40.5, 41.5);
  assert.equal(view.count, 4);
  assert.deepEqual([view.closeAt(0), view.closeAt(1), view.closeAt(3)], [41, 4, 2]);
  assert.deepEqual([view.timeAt(0), view.timeAt(1)], [4000, 3000]);
  assert.ok(Number.isNaN(view.closeAt(4)));
});

Deno.test("when the forming bar is closed, nothing shifts twice", () => {
  const { view, window } = setup(3);
  view.showForming(4000, 40, 42, 38, 41, 400, NaN, NaN);
  window.push(4000, 40, 42, 38, 41, 400);
  view.showClosed();
  assert.equal(view.count, 4);
  assert.deepEqual([view.closeAt(0), view.closeAt(1)], [41, 4]);
});

Deno.test("outside the window there is NaN: the future, the forgotten, nonsense", () => {
  const { view } = setup(20, 5);
  view.showClosed();
  assert.equal(view.count, 5);
  assert.equal(view.closeAt(4), 17);
  for (const ago of [-1, 5, 100, NaN, Infinity]) {
    assert.ok(Number.isNaN(view.closeAt(ago)), `${ago}`);
  }
});

Deno.test("before the first bar everything is NaN and the count 0", () => {
  const { view } = setup(0);
  assert.equal(view.count, 0);
  assert.ok(Number.isNaN(view.closeAt(0)));
  assert.ok(Number.isNaN(view.closeAt(1)));
});

Deno.test("a fraction of a bar back reads nothing", () => {
  const { view } = setup(3);
  view.showClosed();
  assert.ok(Number.isNaN(view.closeAt(0.5)));
  assert.ok(Number.isNaN(view.closeAt(1.5)));
});

Deno.test("prices and quantities are rounded to the instrument's steps", () => {
  const view = new MarketView("ABC", "1s", new CandleWindow(4), new Scale(0.05, 0.001));
  assert.deepEqual([view.priceStep, view.quantityStep], [0.05, 0.001]);
  assert.deepEqual(
    [view.roundPrice(10.12), view.roundPrice(10.12, "up"), view.roundPrice(10.12, "down")],
    [10.1, 10.15, 10.1],
  );
  // 10.1 / 0.05 is 201.99999999999997 in floats; a price on the step stays where it is.
  assert.deepEqual(
    [view.roundPrice(10.1), view.roundPrice(10.1, "up"), view.roundPrice(10.1, "down")],
    [10.1, 10.1, 10.1],
  );
  assert.deepEqual([view.roundQuantity(0.0129), view.roundQuantity(0.003)], [0.012, 0.003]);
  assert.ok(Number.isNaN(view.roundPrice(NaN)));
});

Deno.test("where the steps are not known nothing is rounded", () => {
  const { view } = setup(1);
  assert.deepEqual([view.priceStep, view.quantityStep], [NaN, NaN]);
  assert.deepEqual([view.roundPrice(1.234, "up"), view.roundQuantity(1.234)], [1.234, 1.234]);
});
