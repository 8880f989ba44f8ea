import { deepEqual } from "node:assert/strict";
import { dateLabels } from "./date_labels.ts";
import { MONTH, timeSplits } from "./time_splits.ts";

const [HOUR, DAY] = [3_600_000, 86_400_000];
const dates = (splits: readonly number[]) =>
  splits.map((at) => new Date(at).toISOString().slice(0, 16));

Deno.test("ticks stand on full steps in UTC", () => {
  const from = Date.UTC(2024, 0, 31, 22, 30);
  deepEqual(dates(timeSplits(from, from + 8 * HOUR, 4 * HOUR)), [
    "2024-02-01T00:00",
    "2024-02-01T04:00",
  ]);
});

Deno.test("weeks begin on Mondays, months and years on their first", () => {
  // 1 January 2024 was a Monday.
  const from = Date.UTC(2024, 0, 1);
  deepEqual(dates(timeSplits(from, from + 16 * DAY, 7 * DAY)), [
    "2024-01-01T00:00",
    "2024-01-08T00:00",
    "2024-01-15T00:00",
  ]);
  deepEqual(dates(timeSplits(from + 1, from + 200 * DAY, 3 * MONTH)), [
    "2024-04-01T00:00",
    "2024-07-01T00:00",
  ]);
  deepEqual(dates(timeSplits(Date.UTC(2019, 5), Date.UTC(2024, 5), 24 * MONTH)), [
    "2020-01-01T00:00",
    "2022-01-01T00:00",
    "2024-01-01T00:00",
  ]);
});

Deno.test("labels say the year where it changes, and no day where months are meant", () => {
  const quarters = timeSplits(Date.UTC(2023, 6), Date.UTC(2024, 3), 3 * MONTH);
  deepEqual(dateLabels(quarters, 3 * MONTH), ["Jul 2023", "Oct", "Jan 2024", "Apr"]);
  const days = timeSplits(Date.UTC(2023, 11, 30), Date.UTC(2024, 0, 2), DAY);
  deepEqual(dateLabels(days, DAY), ["30 Dec", "31 Dec", "1 Jan", "2 Jan"]);
  deepEqual(dateLabels([Date.UTC(2024, 0, 2, 12)], 4 * HOUR), ["12:00"]);
});
