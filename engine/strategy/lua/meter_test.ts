import assert from "node:assert/strict";
import { DEFAULT_LIMITS } from "./limits.ts";
import { Exhausted, Meter, SLICE } from "./meter.ts";

function started(limits: Partial<typeof DEFAULT_LIMITS>, now: () => number = () => 0): Meter {
  const meter = new Meter();
  meter.begin({ ...DEFAULT_LIMITS, ...limits }, now);
  return meter;
}

const ends = (code: string) => (error: unknown) =>
  error instanceof Exhausted && error.code === code;

Deno.test("Meter lets exactly its instructions pass", () => {
  for (const instructions of [1, SLICE - 1, SLICE, SLICE + 1, 10 * SLICE]) {
    const meter = started({ instructions });
    for (let i = 0; i < instructions; i++) meter.work(1);
    assert.throws(() => meter.work(1), ends("INSTRUCTION_LIMIT"));
  }
});

Deno.test("Meter takes large amounts of work at once", () => {
  const meter = started({ instructions: 5_000 });
  meter.work(5_000);
  assert.throws(() => meter.work(1), ends("INSTRUCTION_LIMIT"));
  assert.throws(() => started({ instructions: 5_000 }).work(5_001), ends("INSTRUCTION_LIMIT"));
});

Deno.test("Meter ends a call that takes too long, and looks at the clock once a slice", () => {
  let time = 0;
  let looks = 0;
  const meter = started({ instructions: 100 * SLICE, timeMs: 10 }, () => {
    looks++;
    return time;
  });
  for (let i = 0; i < 5 * SLICE; i++) meter.work(1);
  assert.equal(looks, 4);
  time = 10;
  for (let i = 0; i < SLICE; i++) meter.work(1);
  time = 10.5;
  assert.throws(() => {
    for (let i = 0; i < SLICE; i++) meter.work(1);
  }, ends("TIME_LIMIT"));
});

Deno.test("Meter ends pattern matching, allocation and long strings at their limits", () => {
  const meter = started({ patternSteps: 10, allocation: 100, stringLength: 50 });
  meter.matched(10);
  assert.throws(() => meter.matched(1), ends("PATTERN_LIMIT"));
  meter.charge(100);
  assert.throws(() => meter.charge(1), ends("MEMORY_LIMIT"));
  assert.throws(() => meter.tooLong(51), ends("MEMORY_LIMIT"));
});

Deno.test("Meter never ends what the host does between calls", () => {
  const meter = started({ instructions: 10 });
  meter.end();
  for (let i = 0; i < 10; i++) {
    meter.work(900_000_000);
    meter.charge(900_000_000);
    meter.matched(900_000_000);
  }
});

Deno.test("Meter says what was used up, in figures that can be read", () => {
  assert.throws(
    () => started({ instructions: 1_500_000 }).work(1_500_001),
    /^Exhausted: stopped after 1,500,000 instructions in one call$/,
  );
});
