import { deepEqual, equal } from "node:assert/strict";
import { jobOf, MINUTE, START, walkColumns } from "../../../tests/support/backtests.ts";
import { cutAt, startAt } from "./cut.ts";

const JOB = { ...await jobOf("ema_long_only_ts.ts", walkColumns(10)), dataHash: "of all ten" };

const TIME = START + 4 * MINUTE;

for (const [part, rows] of [[cutAt(JOB, TIME), 5], [startAt(JOB, TIME), 6]] as const) {
  Deno.test(`a part of ${rows} candles does not go by the hash of all`, () => {
    equal(part.markets[0]?.columns.time.length, rows);
    deepEqual(Object.keys(part).sort(), ["markets", "settings"]);
  });
}
