import assert from "node:assert/strict";
import { FakeTime } from "../../../tests/support/fake_time.ts";
import { WeightBudget } from "./rest_budget.ts";

/** Two seconds after the full minute. */
const START = Date.UTC(2024, 0, 15, 12, 0, 2);

function setup(now = START) {
  const time = new FakeTime(now);
  return { time, budget: new WeightBudget(100, time) };
}

Deno.test("four fifths of the exchange's weight can be spent in a minute", () => {
  const { budget } = setup();
  budget.spend(60);
  assert.equal(budget.waitMs(20), 0);
  budget.spend(20);
  // 58 seconds to the full minute, and one in which the exchange's clock may be behind.
  assert.equal(budget.waitMs(1), 59_000);
});

Deno.test("the next minute starts at nothing", () => {
  const { time, budget } = setup();
  budget.spend(80);
  time.advance(58_999);
  assert.equal(budget.waitMs(1), 1);
  time.advance(1);
  assert.equal(budget.waitMs(80), 0);
});

Deno.test("what the exchange has counted holds when it is more", () => {
  const { budget } = setup();
  budget.spend(10);
  budget.counted(75, START);
  assert.equal(budget.waitMs(5), 0);
  assert.equal(budget.waitMs(6), 59_000);
  budget.counted(3, START);
  assert.equal(budget.waitMs(6), 59_000);
  budget.spend(5);
  assert.equal(budget.waitMs(1), 59_000);
});

Deno.test("an answer from the last minute says nothing about this one", () => {
  const { time, budget } = setup();
  budget.spend(2);
  time.advance(59_500);
  budget.counted(99, START);
  assert.equal(budget.waitMs(80), 0);
});

Deno.test("a request heavier than a whole minute goes alone", () => {
  const { budget } = setup();
  assert.equal(budget.waitMs(500), 0);
  budget.spend(500);
  assert.equal(budget.waitMs(1), 59_000);
});

Deno.test("a clock that is set back keeps nobody waiting for more than a minute", () => {
  const { time, budget } = setup();
  budget.spend(80);
  time.jump(-3_600_000);
  assert.equal(budget.waitMs(80), 0);
});
