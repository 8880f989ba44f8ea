import { ok } from "node:assert/strict";
import config from "../../deno.json" with { type: "json" };
import { BACKTEST_V8_FLAGS, V8_FLAGS } from "./v8_flags.ts";

Deno.test("the tasks set V8 up as the binary and the benches do", () => {
  const { demo, start, download, strategy, bench } = config.tasks;
  const { backtest, sweep, "walk-forward": walkForward } = config.tasks;
  for (const task of [demo, start, download, strategy, bench]) {
    ok(task.includes(` ${V8_FLAGS} `), task);
  }
  for (const task of [backtest, sweep, walkForward]) {
    ok(task.includes(` ${BACKTEST_V8_FLAGS} `), task);
  }
});
