import assert from "node:assert/strict";
import fc from "fast-check";
import { downsample, extremeRows } from "./downsample.ts";
import { column } from "./testing.ts";

Deno.test("ten values in six points by hand", () => {
  // Ends 5 and 1; buckets of rows 1 to 4 (9, 3, 4, 2) and 5 to 8 (7, 7, 0, 8).
  const values = column(5, 9, 3, 4, 2, 7, 7, 0, 8, 1);
  assert.deepEqual([...extremeRows(values, 6)], [0, 1, 4, 7, 8, 9]);
  const time = Float64Array.from(values, (_, i) => i * 10);
  assert.deepEqual(downsample({ time, value: values }, 6), {
    time: column(0, 10, 40, 70, 80, 90),
    value: column(5, 9, 2, 0, 8, 1),
  });
});

Deno.test("what fits is left alone, and a flat stretch is one point", () => {
  assert.deepEqual([...extremeRows(column(3, 1, 2), 4)], [0, 1, 2]);
  assert.deepEqual([...extremeRows(new Float64Array(10).fill(1), 4)], [0, 1, 9]);
});

Deno.test("what is no number is not drawn", () => {
  const values = column(1, NaN, NaN, NaN, 2, 3, 4, NaN, 9);
  assert.deepEqual([...extremeRows(values, 6)], [0, 4, 6, 8]);
});

Deno.test("peaks, troughs and ends stay, in order, in at most so many points", () => {
  const series = fc.array(fc.integer({ min: -1_000, max: 1_000 }), {
    minLength: 1,
    maxLength: 500,
  });
  fc.assert(fc.property(series, fc.integer({ min: 4, max: 60 }), (numbers, points) => {
    const values = Float64Array.from(numbers);
    const rows = [...extremeRows(values, points)];
    assert.ok(rows.length <= points);
    assert.deepEqual(rows, [...new Set(rows)].toSorted((a, b) => a - b));
    assert.deepEqual([rows[0], rows.at(-1)], [0, numbers.length - 1]);
    const kept = rows.map((row) => values[row]!);
    assert.equal(Math.max(...kept), Math.max(...numbers));
    assert.equal(Math.min(...kept), Math.min(...numbers));
  }));
});

Deno.test("fewer than four points are refused", () => {
  for (const points of [3, 4.5, NaN]) {
    assert.throws(() => extremeRows(column(1, 2), points), {
      name: "RangeError",
      message: `Cannot draw ${points} points: it has to be a whole number from 4 on`,
    });
  }
});
