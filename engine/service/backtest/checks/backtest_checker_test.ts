import { deepEqual, equal, ok, rejects, throws } from "node:assert/strict";
import { localChecker } from "../../../../tests/support/local_checker.ts";
import {
  backtestDesk,
  CROSS as strategy,
  INPUT,
  when,
} from "../../../../tests/support/local_desk.ts";
import { openBacktestStore } from "../../../store/mod.ts";
import type { BacktestInfo } from "../backtest_api.ts";
import type { BacktestDeskOptions } from "../backtest_desk.ts";

const deskOf = (change: Partial<BacktestDeskOptions> = {}, store = openBacktestStore(":memory:")) =>
  backtestDesk({ ...change, store });

const isDone = ({ status }: BacktestInfo) => status === "DONE";
const isChecked = ({ checks }: BacktestInfo) =>
  checks !== null && checks.status !== "QUEUED" && checks.status !== "RUNNING";

Deno.test("a backtest that is over is checked, with progress, and what was found is kept", async () => {
  const { desk, store } = deskOf();
  await desk.run(INPUT);
  await when(desk, "bt1", isDone);
  const seen: (string | null)[] = [];
  desk.listen(({ checks }) => seen.push(checks?.check ?? null));
  const asked = await desk.check("bt1", { simulations: 50 });
  ok(asked.checks);
  await rejects(desk.check("bt1", {}), /bt1 is being checked already/);
  const { checks, tradeCount } = await when(desk, "bt1", isChecked);
  deepEqual([checks?.status, checks?.progress, checks?.check], ["DONE", 1, null]);
  ok(seen.includes("LOOK_AHEAD") && seen.includes("WARM_UP"), "it says what it does");
  equal(checks?.report?.lookAhead?.verdict, "CLEAN");
  deepEqual(checks?.report?.costs?.rows.map(({ factor }) => factor), [1, 2, 5]);
  equal(checks?.report?.costs?.rows[0]?.figures.trades, tradeCount);
  equal(checks?.report?.chance?.monteCarlo.shuffle?.simulations, 50);
  const { desk: later } = deskOf({}, store);
  deepEqual(later.find("bt1")?.checks, JSON.parse(JSON.stringify(checks)));
  store.close();
});

Deno.test("checks can be canceled before their turn and in it; what was found is kept", async () => {
  const begun = Promise.withResolvers<void>();
  const { desk, store, queue } = deskOf({
    checkerFor: (job) => ({
      ...localChecker(job),
      check: async (name, onProgress, signal, options) => {
        if (name === "lookAhead") {
          return await localChecker(job).check(name, onProgress, signal, options);
        }
        begun.resolve();
        await new Promise((resolve) => signal.addEventListener("abort", resolve));
        return null;
      },
    }),
  });
  await desk.run(INPUT);
  await when(desk, "bt1", isDone);
  throws(() => desk.cancelChecks("bt1"), /bt1 is not being checked/);
  const other = Promise.withResolvers<void>();
  queue.add({ id: "other", place: queue.takePlace(), run: () => other.promise, dropped() {} });
  await desk.check("bt1", {});
  equal(desk.cancelChecks("bt1").checks?.status, "CANCELED");
  await desk.check("bt1", {});
  other.resolve();
  await begun.promise;
  desk.cancelChecks("bt1");
  const { checks } = await when(desk, "bt1", isChecked);
  deepEqual([checks?.status, checks?.report?.lookAhead?.verdict, checks?.report?.warmUp], [
    "CANCELED",
    "CLEAN",
    null,
  ]);
  // One that is removed meanwhile leaves nothing.
  await desk.check("bt1", {});
  await desk.remove("bt1");
  await queue.close();
  deepEqual(store.list(), []);
  store.close();
});

Deno.test("what cannot be checked is refused in words", async () => {
  let text = strategy.text;
  const { desk, store } = deskOf({
    findStrategy: () => Promise.resolve({ ...strategy, text }),
    checkerFor: () => {
      throw new Error("the worker is gone");
    },
  });
  await desk.run(INPUT);
  await when(desk, "bt1", isDone);
  await rejects(desk.check("bt9", {}), /No backtest has the id "bt9"/);
  await rejects(desk.check("bt1", { simulations: 0 }), /simulations cannot be 0: .+ 1 to 100000/);
  await desk.check("bt1", {});
  const { checks } = await when(desk, "bt1", isChecked);
  deepEqual([checks?.status, checks?.error], [
    "FAILED",
    "The checks could not be made: the worker is gone",
  ]);
  text += "\n// Another one.";
  await rejects(desk.check("bt1", {}), /The strategy .+ has changed since backtest bt1 ran/);
  store.put({ id: "bt7", body: { id: "bt7", status: "CANCELED", settings: {}, data: [] } });
  const { desk: later } = deskOf({}, store);
  await rejects(later.check("bt7", {}), /Backtest bt7 left no result that could be checked/);
  store.close();
});

Deno.test("checks that were under way in a version that did not write down what is asked for are canceled", () => {
  const store = openBacktestStore(":memory:");
  store.put({ id: "bt1", body: { id: "bt1", status: "DONE", checks: { status: "RUNNING" } } });
  const { desk } = deskOf({}, store);
  deepEqual([desk.find("bt1")?.checks?.status, desk.find("bt1")?.checks?.error], [
    "CANCELED",
    "The service ended before they did",
  ]);
  store.close();
});
