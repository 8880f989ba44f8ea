import assert from "node:assert/strict";
import { LATENCY_SAMPLES, LatencyRing } from "./latency.ts";

function recorded(...samples: number[]): LatencyRing {
  const ring = new LatencyRing();
  for (const ms of samples) ring.record(ms);
  return ring;
}

Deno.test("LatencyRing has no percentiles without samples", () => {
  assert.deepEqual(new LatencyRing().spreadSince(0), { p50: null, p99: null, samples: 0 });
  assert.deepEqual(recorded(5, 6).spreadSince(2), { p50: null, p99: null, samples: 0 });
});

Deno.test("LatencyRing takes the nearest rank", () => {
  // Five samples: the median is the third; 99 % of five is the fifth.
  assert.deepEqual(recorded(15, 20, 35, 40, 50).spreadSince(0), { p50: 35, p99: 50, samples: 5 });
  const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
  assert.deepEqual(recorded(...hundred).spreadSince(0), { p50: 50, p99: 99, samples: 100 });
});

Deno.test("LatencyRing leaves out what came before a runner joined", () => {
  const ring = recorded(900, 800, 3, 1, 2);
  assert.deepEqual(ring.spreadSince(2), { p50: 2, p99: 3, samples: 3 });
  assert.deepEqual(ring.spreadSince(0), { p50: 3, p99: 900, samples: 5 });
  ring.record(7);
  assert.deepEqual(ring.spreadSince(2), { p50: 2, p99: 7, samples: 4 });
});

Deno.test("LatencyRing forgets the oldest samples", () => {
  const ring = recorded(1_000_000);
  for (let i = 0; i < LATENCY_SAMPLES; i++) ring.record(4);
  assert.equal(ring.total, LATENCY_SAMPLES + 1);
  assert.deepEqual(ring.spreadSince(0), { p50: 4, p99: 4, samples: LATENCY_SAMPLES });
});
