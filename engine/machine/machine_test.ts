import assert from "node:assert/strict";
import { nextState, nextStatus, requireNextState, type Trigger } from "./mod.ts";
import type { RunnerStatus, StrategyState } from "../domain/mod.ts";

Deno.test("the strategy's states change as the contract says, and in no other way", () => {
  const states: StrategyState[] = ["IDLE", "ANALYZING", "IN_POSITION"];
  const table: [Trigger, (StrategyState | undefined)[]][] = [
    ["OPPORTUNITY", ["ANALYZING", undefined, undefined]],
    ["CANCELED", [undefined, "IDLE", undefined]],
    ["ENTRY_REJECTED", [undefined, "IDLE", undefined]],
    ["ENTRY_FILLED", [undefined, "IN_POSITION", undefined]],
    ["EXIT_FILLED", [undefined, undefined, "IDLE"]],
    ["STOP_LOSS", [undefined, undefined, "IDLE"]],
    ["TAKE_PROFIT", [undefined, undefined, "IDLE"]],
    ["REVERSED", [undefined, undefined, "IN_POSITION"]],
    ["FLATTENED", [undefined, undefined, "IDLE"]],
  ];
  for (const [trigger, expected] of table) {
    assert.deepEqual(states.map((state) => nextState(state, trigger)), expected, trigger);
  }
  assert.throws(() => requireNextState("IDLE", "STOP_LOSS"), /Invariant: STOP_LOSS cannot happen/);
});

Deno.test("a stopped runner stays stopped; a failed one can be resumed", () => {
  const statuses: RunnerStatus[] = ["RUNNING", "PAUSED", "STOPPED", "FAILED"];
  const row = (control: Parameters<typeof nextStatus>[1]) =>
    statuses.map((status) => nextStatus(status, control));
  assert.deepEqual(row("PAUSE"), ["PAUSED", undefined, undefined, undefined]);
  assert.deepEqual(row("RESUME"), [undefined, "RUNNING", undefined, "RUNNING"]);
  assert.deepEqual(row("STOP"), ["STOPPED", "STOPPED", undefined, "STOPPED"]);
  assert.deepEqual(row("FAIL"), ["FAILED", "FAILED", undefined, undefined]);
});
