import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { TIMEFRAMES } from "../../domain/mod.ts";
import { CHUNK_BARS } from "./candle_chunk.ts";
import { CandleGrid } from "./candle_grid.ts";

const DAY = 86_400_000;

Deno.test("has() knows where bars open", () => {
  const minutes = new CandleGrid("1m");
  deepEqual(
    [0, 60_000, 60_001, 60_000.5, -60_000, NaN, Infinity, 1e300].map((t) => minutes.has(t)),
    [
      true,
      true,
      false,
      false,
      false,
      false,
      false,
      false,
    ],
  );
  const weeks = new CandleGrid("1w");
  deepEqual([0, 4 * DAY, 7 * DAY, 11 * DAY].map((t) => weeks.has(t)), [false, true, false, true]);
});

Deno.test("chunks of weeks begin on the Monday before the epoch", () => {
  const weeks = new CandleGrid("1w");
  equal(weeks.chunkStart(0), -3 * DAY);
  equal(weeks.chunkOf(4 * DAY), 0);
  equal(weeks.slotFrom(0, 4 * DAY), 1);
  equal(weeks.chunkOf((7 * CHUNK_BARS - 3) * DAY), 1);
});

Deno.test("within() moves both ends up to open times", () => {
  const minutes = new CandleGrid("1m");
  deepEqual(minutes.within({ from: 60_001, to: 180_000 }), { from: 120_000, to: 180_000 });
  deepEqual(minutes.within({ from: -5, to: 1 }), { from: 0, to: 60_000 });
  deepEqual(minutes.within({ from: 60_000, to: 0 }), { from: 60_000, to: 60_000 });
});

Deno.test("every bar has one chunk and one slot in it", () => {
  fc.assert(
    fc.property(fc.constantFrom(...TIMEFRAMES), fc.nat(4e12), (timeframe, moment) => {
      const grid = new CandleGrid(timeframe);
      const { from: time } = grid.within({ from: moment, to: moment });
      const chunk = grid.chunkOf(time);
      const slot = grid.slotFrom(chunk, time);
      equal(grid.has(time), true);
      equal(slot >= 0 && slot < CHUNK_BARS, true);
      equal(grid.chunkStart(chunk) + slot * grid.barMs, time);
      equal(grid.slotFrom(chunk, grid.chunkStart(chunk + 1)), CHUNK_BARS);
      equal(grid.slotFrom(chunk, grid.chunkStart(chunk) - grid.barMs), 0);
    }),
  );
});
