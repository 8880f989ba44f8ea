import assert from "node:assert/strict";
import { submitted, tick } from "../../tests/support/events.ts";
import { AAPL, FakeEngine } from "../../tests/support/fake_engine.ts";
import { type Interest, Router, streamOf } from "./router.ts";

const engine = new FakeEngine();
const btc = engine.add();
const aapl = engine.add({ instrument: AAPL });

/** A router with one route, and what reached it. */
function routed(interest: Interest) {
  const router = new Router();
  const reached: string[] = [];
  const leave = router.add(interest, {
    deliver: (event) => void reached.push(event.type),
    end: () => void reached.push("end"),
  });
  return { router, reached, leave };
}

Deno.test("Router asks a route only about events of its runner, its stream and its symbol", () => {
  const events = [submitted(btc, 1), submitted(aapl, 1), tick(btc, 1, 1), tick(aapl, 2, 1)];
  const expected: [Interest, string[]][] = [
    [{ runnerId: btc.id }, ["ORDER_SUBMITTED"]],
    [{ stream: streamOf(aapl) }, ["TICK_RECEIVED"]],
    [{ runnerId: btc.id, stream: streamOf(btc) }, ["ORDER_SUBMITTED", "TICK_RECEIVED"]],
    [{ symbol: "AAPL" }, ["ORDER_SUBMITTED", "TICK_RECEIVED"]],
    [{ runnerId: "r99", stream: "NOPE 1m REPLAY" }, []],
    [{}, ["ORDER_SUBMITTED", "ORDER_SUBMITTED", "TICK_RECEIVED", "TICK_RECEIVED"]],
  ];
  for (const [interest, types] of expected) {
    const { router, reached, leave } = routed(interest);
    for (const event of events) router.dispatch(event);
    assert.deepEqual(reached, types, JSON.stringify(interest));
    leave();
    for (const event of events) router.dispatch(event);
    assert.equal(reached.length, types.length, "nothing after it left");
  }
});

Deno.test("Router ends the routes of a runner after they got its removal", () => {
  const { router, reached } = routed({ runnerId: btc.id });
  router.dispatch({
    type: "RUNNER_REMOVED",
    sequence: 9,
    time: 1,
    runnerId: btc.id,
    symbol: "BTCUSDT",
  });
  assert.deepEqual(reached, ["RUNNER_REMOVED", "end"]);
});
