import assert from "node:assert/strict";
import { ManualTimers } from "../../tests/support/manual_timers.ts";
import { Pulse } from "./pulse.ts";

Deno.test("Pulse runs at once, then at most once in its time, and lets go of its timer", () => {
  const timers = new ManualTimers();
  let runs = 0;
  const pulse = new Pulse(timers, 200, () => void runs++);
  assert.equal(timers.size, 0);
  pulse.ask();
  assert.equal(runs, 1);
  for (let i = 0; i < 100; i++) pulse.ask();
  timers.pass(199);
  assert.equal(runs, 1);
  timers.pass(1);
  assert.equal(runs, 2);
  timers.pass(1_000);
  assert.equal(runs, 2);
  assert.equal(timers.size, 0);
});
