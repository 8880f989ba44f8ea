import { ok } from "node:assert/strict";
import config from "../../deno.json" with { type: "json" };
import { V8_FLAGS } from "./v8_flags.ts";

Deno.test("the tasks that run backtests set V8 up as the binary does", () => {
  const { backtest, sweep, "walk-forward": walkForward } = config.tasks;
  for (const task of [backtest, sweep, walkForward]) ok(task.includes(` ${V8_FLAGS} `), task);
});
