import { deepEqual, equal, ok } from "node:assert/strict";
import { Pace } from "./pace.ts";

/** Work that takes 1 µs a candle, on a stopwatch of its own. */
function work(candles: number) {
  let now = 0;
  const pieces: number[] = [];
  return {
    pieces,
    get isDone() {
      return candles <= 0;
    },
    slice(some: number): void {
      pieces.push(some);
      candles -= some;
      now += some / 1_000;
    },
    stopwatch: () => now,
    hold(ms: number): void {
      now += ms;
    },
  };
}

Deno.test("where nobody has the right of way, a piece becomes as long as a slice", () => {
  const all = work(1_000_000);
  const pace = new Pace(all);
  for (let slice = 0; slice < 10; slice++) pace.goOn(all);
  deepEqual(all.pieces.slice(0, 3), [512, 1_024, 2_048]);
  // 25 ms at 1 µs a candle.
  equal(all.pieces.at(-1), 25_000);
});

Deno.test("where somebody has, pieces are short, and each gives way", () => {
  const all = work(1_000_000);
  let looks = 0;
  const pace = new Pace({ stopwatch: all.stopwatch, giveWay: () => void looks++ });
  pace.goOn(all);
  deepEqual(all.pieces.slice(0, 6), [16, 32, 64, 128, 250, 250]);
  equal(looks, all.pieces.length);
  ok(all.stopwatch() >= 25 && all.stopwatch() < 25.25, `${all.stopwatch()}`);
});

Deno.test("time that work stood still is part of a slice and of no piece", () => {
  const all = work(1_000_000);
  const pace = new Pace({ stopwatch: all.stopwatch, giveWay: () => all.hold(4) });
  pace.goOn(all);
  // After six of them it is 24 ms at a stand and 0.74 at work.
  deepEqual(all.pieces, [16, 32, 64, 128, 250, 250, 250]);
});

Deno.test("a slice ends with the work", () => {
  const all = work(100);
  new Pace({ stopwatch: all.stopwatch, giveWay() {} }).goOn(all);
  deepEqual(all.pieces, [16, 32, 64]);
});
