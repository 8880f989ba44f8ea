import assert from "node:assert/strict";
import { CandleWindow } from "../market/mod.ts";
import { INDICATORS, IndicatorSet, IndicatorShelf } from "./mod.ts";
import { push, walk } from "./testing.ts";

const BARS = walk(60);
const ROOM = 1_000_000;

/** All that one indicator says, bar by bar, where it is asked for with bar number `from`. */
function valuesOf(name: string, from: number, sharing: IndicatorShelf | "EQUAL"): number[] {
  const window = new CandleWindow(8);
  const set = new IndicatorSet(window, sharing);
  const values: number[] = [];
  let series = null;
  for (const [i, bar] of BARS.entries()) {
    push(window, bar);
    set.update();
    if (i === from) series = set.acquire(name, []);
    if (!series) continue;
    for (let k = 0; k < series.columns.length; k++) {
      values.push(series.count, series.value(k, 0), series.value(k, 3));
    }
  }
  if (typeof sharing !== "string") sharing.seal(window.total);
  return values;
}

Deno.test("what is read from a shelf is what would have been computed, for every indicator", () => {
  for (const { name } of INDICATORS) {
    for (const from of [0, 5, 30]) {
      const shelf = new IndicatorShelf(BARS.length, ROOM);
      const expected = valuesOf(name, from, "EQUAL");
      for (let pass = 0; pass < 3; pass++) {
        assert.deepEqual(valuesOf(name, from, shelf), expected, `${name} from bar ${from}`);
      }
    }
  }
});

Deno.test("a series that begins later is another one", () => {
  const shelf = new IndicatorShelf(BARS.length, ROOM);
  for (const from of [0, 20, 0, 40, 20]) {
    assert.deepEqual(valuesOf("ema", from, shelf), valuesOf("ema", from, "EQUAL"));
  }
});

Deno.test("a shelf without room, or one that is told of too few bars, keeps nothing", () => {
  for (const shelf of [new IndicatorShelf(BARS.length, 100), new IndicatorShelf(50, ROOM)]) {
    for (let pass = 0; pass < 2; pass++) {
      assert.deepEqual(valuesOf("ema", 0, shelf), valuesOf("ema", 0, "EQUAL"));
    }
  }
});

Deno.test("a series that did not see all bars is computed again", () => {
  const shelf = new IndicatorShelf(BARS.length, ROOM);
  const window = new CandleWindow(8);
  const set = new IndicatorSet(window, shelf);
  const series = set.acquire("ema", []);
  for (const bar of BARS.slice(0, 30)) {
    push(window, bar);
    set.update();
  }
  set.release(series);
  shelf.seal(BARS.length);
  assert.deepEqual(valuesOf("ema", 0, shelf), valuesOf("ema", 0, "EQUAL"));
});
