import assert from "node:assert/strict";
import fc from "fast-check";
import { RecentTimes } from "./recent_times.ts";

Deno.test("the newest are kept, oldest first", () => {
  const times = new RecentTimes(3);
  assert.equal(times.oldest, NaN);
  for (const time of [1, 2, 3, 4]) times.push(time, 100);
  assert.deepEqual(times.toArray(), [2, 3, 4]);
  assert.equal(times.oldest, 2);
  times.push(103, 100); // 3 is as old as the span, 4 is not
  assert.deepEqual(times.toArray(), [4, 103]);
  times.setMost(1);
  assert.deepEqual(times.toArray(), [103]);
  times.clear();
  assert.equal(times.size, 0);
});

Deno.test("it holds what an array would, through growth and wrapping", () => {
  const steps = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 100, size: "max" });
  fc.assert(fc.property(steps, fc.integer({ min: 0, max: 40 }), (gaps, most) => {
    const times = new RecentTimes(most);
    const all: number[] = [];
    let now = 0;
    for (const gap of gaps) {
      times.push(now += gap, 100);
      all.push(now);
      const recent = all.filter((time) => now - time < 100);
      assert.deepEqual(times.toArray(), most === 0 ? [] : recent.slice(-most));
    }
  }));
});
