import { deepEqual } from "node:assert/strict";
import { fanColumns } from "./fan_columns.ts";

Deno.test("a fan begins with the cash and opens from there", () => {
  const equity = { p5: 90, p25: 95, p50: 101, p75: 104, p95: 112 };
  deepEqual(fanColumns([{ period: 3, own: 100.5, equity }], 100), {
    period: [0, 3],
    p5: [100, 90],
    p25: [100, 95],
    p50: [100, 101],
    p75: [100, 104],
    p95: [100, 112],
    own: [100, 100.5],
  });
});
