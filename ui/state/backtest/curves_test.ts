import { deepEqual } from "node:assert/strict";
import { grown, joined } from "./curves.ts";

Deno.test("curves hold their last value at the others' times, within their own span", () => {
  const { time, values } = joined([
    { time: [10, 20, 40], value: [1, 2, 4] },
    { time: [15, 20, 50], value: [5, 6, 7] },
  ]);
  deepEqual(time, [10, 15, 20, 40, 50]);
  deepEqual(values, [[1, 1, 2, 4, null], [null, 5, 6, 6, 7]]);
});

Deno.test("curves that are empty, and growth since the start", () => {
  deepEqual(joined([{ time: [], value: [] }, { time: [1], value: [3] }]), {
    time: [1],
    values: [[null], [3]],
  });
  deepEqual(grown([100, 125, 50], 100), [0, 0.25, -0.5]);
});
