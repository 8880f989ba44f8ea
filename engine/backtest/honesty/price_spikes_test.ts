import { deepEqual, equal } from "node:assert/strict";
import { emptyColumns } from "../../domain/mod.ts";
import { walkColumns } from "../../../tests/support/backtests.ts";
import { near } from "../statistics/testing.ts";
import { priceSpikes } from "./price_spikes.ts";

function closes(...values: readonly number[]) {
  const columns = emptyColumns(values.length);
  for (const [i, value] of values.entries()) {
    columns.time[i] = i;
    columns.close[i] = value;
  }
  return columns;
}

/** Up and down by 1 % in turns; at places something else. */
function saw(length: number, other: Readonly<Record<number, number>> = {}): number[] {
  return Array.from({ length }, (_, i) => other[i] ?? (i % 2 === 0 ? 100 : 101));
}

Deno.test("a price that comes back at once is a spike, one that stays is a move", () => {
  const { count, largest } = priceSpikes(closes(...saw(100, { 50: 300, 70: 20 })));
  equal(count, 2);
  deepEqual(largest.map(({ time }) => time), [50, 70]);
  near(largest[0]!.move, 300 / 101 - 1);
  const crash = saw(100).map((value, i) => i < 50 ? value : value / 2);
  equal(priceSpikes(closes(...crash)).count, 0);
});

Deno.test("MAD of 1, 2, 4, 8 and 40 % moves by hand", () => {
  // Returns of 1, 2, 4, 8 and 40: the median is 4, the distances 3, 2, 0, 4 and 36, theirs is 3.
  const prices = [0, 1, 3, 7, 15, 55].map((percent) => Math.exp(percent / 100));
  near(priceSpikes(closes(...prices)).usualMove, 1.4826 * 0.03, 1e-12);
});

Deno.test("a random walk has none, and nothing has none", () => {
  equal(priceSpikes(walkColumns(50_000)).count, 0);
  equal(priceSpikes(closes()).count, 0);
  equal(priceSpikes(closes(1, 2)).count, 0);
});
