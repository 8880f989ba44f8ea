import { deepEqual, equal, ok } from "node:assert/strict";
import { jobOf, MINUTE, START, walkColumns } from "../../../tests/support/backtests.ts";
import { dishonest, hostOf, withText, WORLD } from "../../../tests/support/honesty.ts";
import { near } from "../statistics/testing.ts";
import { warmUpCheck } from "./warm_up.ts";

Deno.test("averages settle with the bars that come before, and so do the orders", async () => {
  const job = await jobOf("ema_long_only_ts.ts", walkColumns(6_000), { windowSize: 200 });
  const { rows, verdict, enoughBars, from, to } = (await warmUpCheck(job, hostOf(job), WORLD))!;
  deepEqual([from, to], [START + 4_000 * MINUTE, START + 6_000 * MINUTE]);
  deepEqual(rows.map(({ bars }) => bars), [0, 20, 100, 201, 403, 807]);
  const offs = rows.map(({ indicators }) => indicators.find(({ key }) => key === "ema(20)")!.off);
  equal(offs[0], null, "without a bar nothing is warm");
  // It began as the mean of 20 bars; each further one leaves 19/21 of what that was off.
  ok(offs[1]! > 0);
  near(offs[2]! / offs[1]!, 0, 0.01);
  ok(offs[5]! < 1e-12);
  deepEqual([verdict, enoughBars], ["SETTLES", 0]);
  const last = rows.at(-1)!;
  deepEqual([last.same, last.different, last.lastDifference], [last.orders, 0, null]);
});

Deno.test("one that counts from its start is found out", async () => {
  // From starts that are not a multiple of ten bars apart it trades at other times for ever.
  const job = await dishonest("counts_from_its_start.lua", 3_000, { windowSize: 114 });
  const { rows, verdict, enoughBars } = (await warmUpCheck(job, hostOf(job), WORLD))!;
  deepEqual([verdict, enoughBars], ["DEPENDS_ON_START", null]);
  const shifted = rows.find(({ bars }) => bars === 115)!;
  // 2,000 bars before, and 115: five apart, so it buys where the other sells.
  deepEqual([shifted.same, shifted.different], [0, 2 * shifted.orders]);
});

Deno.test("one that never trades cannot be judged", async () => {
  const job = withText(
    await jobOf("ema_long_only.lua", walkColumns(300)),
    (text) => text.replace("if before and", "if false and"),
  );
  const report = await warmUpCheck(job, hostOf(job), WORLD);
  equal(report!.verdict, "NO_ORDERS");
  deepEqual(
    report!.rows.map(({ bars }) => bars),
    [0, 50],
    "starts that there is no room for are left out",
  );
  equal(await warmUpCheck(job, hostOf(job), { ...WORLD, isCanceled: () => true }), null);
});
