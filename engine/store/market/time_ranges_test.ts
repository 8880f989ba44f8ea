import { deepEqual } from "node:assert/strict";
import fc from "fast-check";
import { clip, joined, subtract } from "./time_ranges.ts";

const range = fc.tuple(fc.nat(40), fc.nat(12)).map(([from, length]) => ({
  from,
  to: from + length + 1,
}));
const ranges = fc.array(range, { maxLength: 6 });

/** The whole numbers inside ranges. */
function numbersIn(list: readonly { from: number; to: number }[]): Set<number> {
  const found = new Set<number>();
  for (const { from, to } of list) for (let i = from; i < to; i++) found.add(i);
  return found;
}

const sorted = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b);

Deno.test("joined() holds the same and leaves nothing that touches", () => {
  deepEqual(joined([{ from: 5, to: 7 }, { from: 1, to: 3 }, { from: 3, to: 4 }]), [
    { from: 1, to: 4 },
    { from: 5, to: 7 },
  ]);
  fc.assert(fc.property(ranges, (list) => {
    const result = joined(list);
    deepEqual(sorted(numbersIn(result)), sorted(numbersIn(list)));
    deepEqual(result.filter(({ from }, i) => i > 0 && from <= result[i - 1]!.to), []);
  }));
});

Deno.test("clip() keeps what is inside", () => {
  deepEqual(clip([{ from: 1, to: 3 }, { from: 5, to: 9 }], { from: 2, to: 6 }), [
    { from: 2, to: 3 },
    { from: 5, to: 6 },
  ]);
  deepEqual(clip([{ from: 1, to: 3 }], { from: 3, to: 6 }), []);
});

Deno.test("subtract() takes away just what is taken", () => {
  deepEqual(subtract([{ from: 0, to: 10 }], [{ from: 2, to: 3 }, { from: 8, to: 20 }]), [
    { from: 0, to: 2 },
    { from: 3, to: 8 },
  ]);
  deepEqual(subtract([{ from: 4, to: 4 }], []), []);
  fc.assert(
    fc.property(ranges, ranges, (list, taken) => {
      const rest = subtract(joined(list), joined(taken));
      const expected = numbersIn(list).difference(numbersIn(taken));
      deepEqual(sorted(numbersIn(rest)), sorted(expected));
      deepEqual(rest, joined(rest));
    }),
    { numRuns: 500 },
  );
});
