import assert from "node:assert/strict";
import fc from "fast-check";
import { largestLots } from "./largest_lots.ts";

Deno.test("the largest number that fits is found from any guess", () => {
  const whole = fc.integer({ min: 0, max: 1_000_000_000 });
  fc.assert(fc.property(whole, whole, fc.double(), (most, bound, guess) => {
    assert.equal(largestLots(most, guess, (lots) => lots <= bound), Math.min(most, bound));
  }));
});

Deno.test("a good guess takes few questions, a bad one not many", () => {
  const questions = (guess: number) => {
    let asked = 0;
    largestLots(1e15, guess, (lots) => (asked++, lots <= 123_456_789));
    return asked;
  };
  assert.equal(questions(123_456_789), 3); // the most, the guess, the one after it
  assert.ok(questions(0) < 80, `${questions(0)}`);
  assert.ok(questions(1e15) < 120, `${questions(1e15)}`);
});

Deno.test("nothing fits where nothing may", () => {
  assert.equal(largestLots(NaN, 1, () => true), 0);
  assert.equal(largestLots(-5, 1, () => true), 0);
  assert.equal(largestLots(5, 3, (lots) => lots === 0), 0);
});
