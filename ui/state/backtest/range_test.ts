import { equal } from "node:assert/strict";
import { rangeFault, timeOf, timeText } from "./range.ts";

Deno.test("typed times are UTC, there and back", () => {
  equal(timeOf("2024-01-31T06:30"), Date.UTC(2024, 0, 31, 6, 30));
  equal(timeText(Date.UTC(2024, 0, 31, 6, 30)), "2024-01-31T06:30");
  equal(timeOf(""), null);
  equal(timeText(undefined), "");
});

Deno.test("a range begins before it ends; open ends are fine", () => {
  equal(rangeFault("2024-01-01T00:00", "2024-01-02T00:00"), null);
  equal(rangeFault("2024-01-02T00:00", "2024-01-02T00:00"), "Has to be before the end");
  equal(rangeFault("", "2024-01-02T00:00"), null);
  equal(rangeFault("2024-01-02T00:00", ""), null);
});
