import { deepEqual, equal, ok } from "node:assert/strict";
import { jobOf, walkColumns } from "../../../tests/support/backtests.ts";
import { SHARE_PIECE, sharedJob, sharedJobInTurns } from "./shared_columns.ts";

Deno.test("in turns or at a stretch, the same columns are shared; those that are already stay", async () => {
  const job = await jobOf("ema_long_only.lua", walkColumns(SHARE_PIECE + 1));
  let turns = 0;
  const breathe = () => {
    turns++;
    return Promise.resolve();
  };
  const shared = await sharedJobInTurns(job, breathe);
  const [columns] = shared.markets.map((market) => market.columns);
  ok(columns?.volume.buffer instanceof SharedArrayBuffer);
  deepEqual(columns, sharedJob(job).markets[0]?.columns);
  // Six columns: memory, and two pieces, each.
  equal(turns, 18);
  const again = await sharedJobInTurns(shared, breathe);
  equal(again.markets[0]?.columns.time, columns.time);
  equal(turns, 18);
});
