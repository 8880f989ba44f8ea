import { deepEqual, equal, ok } from "node:assert/strict";
import { walkColumns } from "../../tests/support/backtests.ts";
import { resample } from "./aggregator.ts";
import { RESAMPLE_PIECE, resampleInTurns } from "./resample_in_turns.ts";

const MINUTE = 60_000;

Deno.test("in turns or at a stretch, the bars are the same", async () => {
  const fine = walkColumns(3 * RESAMPLE_PIECE + 7);
  for (const barMs of [MINUTE, 7 * MINUTE, 60 * MINUTE, 40_000 * MINUTE]) {
    let turns = 0;
    const bars = await resampleInTurns(fine, barMs, () => {
      turns++;
      return Promise.resolve();
    });
    deepEqual(bars, resample(fine, barMs));
    // No piece is longer than that, but for what is left of its last bar.
    const pieces = Math.ceil(fine.time.length / (RESAMPLE_PIECE + barMs / MINUTE));
    ok(turns >= pieces, `${turns} turns for ${barMs}`);
  }
  const none = await resampleInTurns(walkColumns(0), MINUTE, () => Promise.resolve());
  equal(none.time.length, 0);
});
