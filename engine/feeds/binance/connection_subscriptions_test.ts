import assert from "node:assert/strict";
import fc from "fast-check";
import { MAX_NAMES, Subscriptions } from "./connection_subscriptions.ts";

Deno.test("streams beyond the most names of a message wait for the next one", () => {
  const names = Array.from({ length: MAX_NAMES + 1 }, (_, n) => `s${n}`);
  const subscriptions = new Subscriptions(new Set(names));
  const sizes = [];
  for (let id = 1;; id++) {
    const change = subscriptions.next();
    if (change === null) break;
    subscriptions.asked(change, id);
    sizes.push(change.streams.length);
  }
  assert.deepEqual(sizes, [MAX_NAMES, 1]);
});

Deno.test("whatever is wanted in between, in the end the exchange has exactly what is wanted", () => {
  const wish = fc.uniqueArray(fc.constantFrom(..."abcdef"), { maxLength: 6 });
  const step = fc.record({ wish, sends: fc.nat({ max: 3 }), answers: fc.nat({ max: 3 }) });
  fc.assert(fc.property(fc.array(step, { minLength: 1 }), (steps) => {
    const subscriptions = new Subscriptions(new Set());
    const exchange = new Set<string>();
    const unanswered: number[] = [];
    let id = 0;
    const send = () => {
      const change = subscriptions.next();
      if (change === null) return false;
      subscriptions.asked(change, ++id);
      unanswered.push(id);
      for (const stream of change.streams) {
        if (change.method === "SUBSCRIBE") exchange.add(stream);
        else exchange.delete(stream);
      }
      return true;
    };
    const answer = () => subscriptions.confirm(unanswered.shift() ?? 0);
    for (const { wish, sends, answers } of steps) {
      subscriptions.want(new Set(wish));
      for (let n = 0; n < sends; n++) send();
      for (let n = 0; n < answers; n++) answer();
      assert.ok(subscriptions.confirmed.isSubsetOf(exchange));
    }
    while (send());
    while (unanswered.length > 0) answer();
    assert.deepEqual([...exchange].sort(), steps.at(-1)?.wish.sort());
    assert.deepEqual([...subscriptions.confirmed].sort(), [...exchange].sort());
    assert.ok(subscriptions.isComplete);
  }));
});
