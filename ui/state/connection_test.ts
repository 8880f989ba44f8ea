import assert from "node:assert/strict";
import { LONGEST_WAIT_MS, waitBeforeAttempt } from "./backoff.ts";
import { Connection, type Reach } from "./connection.ts";

interface Timer {
  readonly ms: number;
  readonly act: () => void;
}

const settled = () => new Promise((resolve) => queueMicrotask(() => resolve(null)));

/** A world whose timers fire when the test says so, and whose server answers as told. */
function world() {
  const timers: Timer[] = [];
  let up = true;
  return {
    timers,
    goDown: () => up = false,
    comeUp: () => up = true,
    probe: () => Promise.resolve<Reach>(up ? "up" : "down"),
    random: () => 0,
    after(ms: number, act: () => void) {
      const timer = { ms, act };
      timers.push(timer);
      return () => {
        const at = timers.indexOf(timer);
        if (at >= 0) timers.splice(at, 1);
      };
    },
    async fire() {
      timers.shift()?.act();
      await settled();
    },
  };
}

Deno.test("waits double from 0.4 s to 5 s, half of each left to chance", () => {
  const low = [0, 1, 2, 3, 4, 9].map((attempt) => waitBeforeAttempt(attempt, 0));
  assert.deepEqual(low, [200, 400, 800, 1600, 2500, 2500]);
  assert.equal(waitBeforeAttempt(0, 0.999_999), 400);
  assert.ok(waitBeforeAttempt(1_000, 0.999_999) <= LONGEST_WAIT_MS);
});

Deno.test("a dead network shows at once; the epoch moves on when the server answers again", async () => {
  const w = world();
  const connection = new Connection(w);
  w.goDown();
  connection.failed(0);
  assert.deepEqual(connection.state.value, { status: "lost", epoch: 0 });
  await w.fire();
  assert.equal(connection.state.value.status, "lost");
  w.comeUp();
  await w.fire();
  assert.deepEqual(connection.state.value, { status: "live", epoch: 1 });
});

Deno.test("many failures of one epoch make one retry, and late ones none", async () => {
  const w = world();
  const connection = new Connection(w);
  connection.failed(0);
  connection.failed(0);
  connection.ended(0);
  assert.equal(w.timers.length, 1);
  await w.fire();
  connection.failed(0);
  assert.deepEqual(connection.state.value, { status: "live", epoch: 1 });
});

Deno.test("a stream that the server ends does not count as lost while the server answers", async () => {
  const w = world();
  const connection = new Connection(w);
  const seen: string[] = [];
  connection.state.watch((state) => seen.push(state.status));
  connection.ended(0);
  await w.fire();
  assert.deepEqual(seen, ["live"]);
  assert.equal(connection.state.value.epoch, 1);
});

Deno.test("waits grow while streams keep ending, and start small after ten quiet seconds", async () => {
  const w = world();
  const connection = new Connection(w);
  const waits: number[] = [];
  for (let epoch = 0; epoch < 4; epoch++) {
    connection.ended(epoch);
    waits.push(w.timers.at(-1)?.ms ?? 0);
    await w.fire();
  }
  assert.deepEqual(waits, [200, 400, 800, 1600]);
  await w.fire();
  connection.ended(4);
  assert.equal(w.timers.at(-1)?.ms, 200);
});

Deno.test("a resting connection ignores failures and wakes with a new epoch", async () => {
  const w = world();
  const connection = new Connection(w);
  connection.rest();
  connection.failed(0);
  assert.equal(connection.state.value.status, "resting");
  assert.equal(w.timers.length, 0);
  connection.wake();
  await settled();
  assert.deepEqual(connection.state.value, { status: "live", epoch: 1 });
});
