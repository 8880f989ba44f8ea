import { deepEqual, equal, throws } from "node:assert/strict";
import { jobOf, MINUTE, START, walkColumns } from "../../../../tests/support/backtests.ts";
import { InputError } from "../../../domain/mod.ts";
import { windowsOf } from "./chosen_windows.ts";

const JOB = await jobOf("ema_long_only_ts.ts", walkColumns(900));

Deno.test("so many windows fill the data, searched four times as long as tested", () => {
  // 900 bars over 5 + 4 parts of 100: five are tested on, the first four only searched.
  const windows = windowsOf(JOB, {});
  equal(windows.length, 5);
  deepEqual(windows[1], {
    inSample: { from: START + 100 * MINUTE, to: START + 500 * MINUTE },
    outOfSample: { from: START + 500 * MINUTE, to: START + 600 * MINUTE },
  });
  const anchored = windowsOf(JOB, { windows: 5, anchored: true });
  equal(anchored[1]!.inSample.from, START);
});

Deno.test("windows of given lengths", () => {
  const windows = windowsOf(JOB, { inSampleMs: 300 * MINUTE, outOfSampleMs: 200 * MINUTE });
  deepEqual(windows.map(({ outOfSample }) => (outOfSample.to - START) / MINUTE), [500, 700, 900]);
});

for (
  const [choice, field, message] of [
    [{ inSampleMs: MINUTE }, "outOfSampleMs", /outOfSampleMs cannot be left out/],
    [{ windows: 2, inSampleMs: MINUTE, outOfSampleMs: MINUTE }, "windows", /one says how many/],
    [{ windows: 0 }, "windows", /Cannot walk in 0 windows: it has to be a whole number from 1/],
    [{ inSampleMs: 9e9, outOfSampleMs: MINUTE }, "inSampleMs", /nothing would be left to test on/],
  ] as const
) {
  Deno.test(`windows cannot be ${JSON.stringify(choice)}`, () => {
    throws(() => windowsOf(JOB, choice), (error) => {
      equal(error instanceof InputError && error.field, field);
      return message.test(String(error));
    });
  });
}
