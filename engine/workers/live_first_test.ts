import { deepEqual, equal, throws } from "node:assert/strict";
import { RightOfWay } from "../kernel/mod.ts";
import { liveFirst } from "./live_first.ts";
import type { FromShard, ToShard } from "./messages.ts";
import { ShardPool } from "./pool.ts";
import type { ShardListener, ShardTransport } from "./transport.ts";

const ROWS: ToShard = { type: "rows", batch: [], arrivedAt: 0 };

function batch(...done: number[]): FromShard & { type: "batch" } {
  return { type: "batch", events: [], states: [], figures: [], done };
}

/** Shards that do nothing: the test speaks for them. */
function silentShards() {
  const rightOfWay = new RightOfWay();
  const listeners: ShardListener[] = [];
  const spawn = liveFirst((listener): ShardTransport => {
    listeners.push(listener);
    return {
      post() {},
      addRunner: () => ({ onmessage: null, postMessage() {}, close() {} }),
      terminate() {},
    };
  }, rightOfWay);
  return { spawn, listeners, underWay: () => Atomics.load(rightOfWay.sign, 0) };
}

Deno.test("rows have the right of way until what they caused has been heard", () => {
  const { spawn, listeners, underWay } = silentShards();
  const seen: number[] = [];
  const shard = spawn({ message: () => void seen.push(underWay()), crashed() {} });
  shard.post({ type: "ping" });
  equal(underWay(), 0);
  shard.post(ROWS);
  shard.post(ROWS);
  const answers: FromShard[] = [batch(1, 2), { type: "pong", runners: [] }, batch(), batch(1)];
  for (const answer of answers) listeners[0]!.message(answer);
  // A pong and a command's batch end nothing.
  deepEqual(seen, [2, 1, 1, 1]);
  equal(underWay(), 0);
});

Deno.test("a batch that cannot be taken in ends its rows all the same", () => {
  const { spawn, listeners, underWay } = silentShards();
  const shard = spawn({
    message() {
      throw new Error("disk full");
    },
    crashed() {},
  });
  shard.post(ROWS);
  throws(() => listeners[0]!.message(batch(1)), /disk full/);
  equal(underWay(), 0);
});

Deno.test("a shard that is replaced leaves nothing under way, whatever it says after", () => {
  const { spawn, listeners, underWay } = silentShards();
  const lost: string[] = [];
  let watch = () => {};
  let now = 0;
  const pool = new ShardPool({
    size: 2,
    spawn,
    clock: { now: () => now },
    timers: {
      every: (_ms, run) => {
        watch = run;
        return () => {};
      },
      after: () => () => {},
    },
    silentMs: 5_000,
    batch() {},
    vitals() {},
    lost: (_shard, reason) => void lost.push(reason),
  });
  const [crashing, silent] = pool.shards;
  crashing!.post(ROWS);
  crashing!.post(ROWS);
  silent!.post(ROWS);
  listeners[0]!.crashed("out of memory");
  equal(underWay(), 1);
  watch();
  now = 5_000;
  // Those in their place answer.
  listeners[2]!.message({ type: "pong", runners: [] });
  watch();
  deepEqual(lost, ["crashed: out of memory", "did not answer for 5000 ms"]);
  equal(underWay(), 0);
  listeners[0]!.message(batch(1));
  listeners[1]!.message(batch(1));
  silent!.post(ROWS);
  equal(underWay(), 0);
  for (const shard of pool.shards) shard.post(ROWS);
  equal(underWay(), 2);
  pool.close();
  equal(underWay(), 0);
});
