import assert from "node:assert/strict";
import { FakeTime } from "../../tests/support/fake_time.ts";
import { Pulse } from "./pulse.ts";

Deno.test("Pulse runs at once, then at most once in its time, and lets go of its timer", () => {
  const timers = new FakeTime();
  let runs = 0;
  const pulse = new Pulse(timers, 200, () => void runs++);
  assert.equal(timers.timers, 0);
  pulse.ask();
  assert.equal(runs, 1);
  for (let i = 0; i < 100; i++) pulse.ask();
  timers.advance(199);
  assert.equal(runs, 1);
  timers.advance(1);
  assert.equal(runs, 2);
  timers.advance(1_000);
  assert.equal(runs, 2);
  assert.equal(timers.timers, 0);
});
