import { deepEqual, equal } from "node:assert/strict";
import type { JsonObject } from "../domain/mod.ts";
import { HOLDING, PENDING } from "../../tests/support/legacy_state.ts";
import { flat, scripted } from "../../tests/support/scripted.ts";
import { storedState } from "./legacy_state.ts";

function restored(state: JsonObject) {
  const bench = scripted({});
  // The market as it went on meanwhile, up to where the state was written.
  bench.feed([flat(100), flat(101), flat(102), flat(103)]);
  bench.runner.restore(storedState(state, bench.runner.settings.instrument));
  return bench;
}

Deno.test("a position of an older state comes back, and its levels are placed", () => {
  const { runner, events, types, feed } = restored(HOLDING);
  const { side, quantity, entryPrice, stopLoss, takeProfit, realizedPnl, fees, barsHeld } = runner
    .position()!;
  deepEqual(
    [side, quantity, entryPrice, stopLoss, takeProfit, realizedPnl, fees, barsHeld],
    ["LONG", 0.2, 101, 95, 110, 0.1796, 0.0406, 3],
  );
  equal(runner.desk.books.account.funding, 0);
  deepEqual(runner.context(), { seen: 1 });
  runner.setTradingState("ACTIVE");
  deepEqual(types(), ["ORDER_SUBMITTED", "ORDER_ACCEPTED", "ORDER_SUBMITTED", "ORDER_ACCEPTED"]);
  feed([[96, 97, 94, 95]]);
  const closed = events.flatMap((event) => event.type === "POSITION_CLOSED" ? [event.trade] : []);
  // (95 − 101) × 0.2 less what is left of the entry's fee, 0.0202, and 0.1 % of 0.2 × 95.
  deepEqual(
    closed.map(({ quantity, exitPrice, pnl, reason }) => [quantity, exitPrice, pnl, reason]),
    [[0.2, 95, -1.2392, "stop_loss"]],
  );
  // 9,979.9594 + 19 − 0.019
  equal(runner.desk.books.scale.toMoney(runner.desk.books.account.cash), 9_998.9404);
});

Deno.test("an order of an older state is filled at the next price", () => {
  const state = { ...HOLDING, desk: { ...HOLDING.desk, pending: PENDING, orders: 3 } };
  const { runner, events, feed } = restored(state);
  runner.setTradingState("ACTIVE");
  feed([flat(105)]);
  const filled = events.flatMap((event) => event.type === "ORDER_FILLED" ? [event] : []);
  deepEqual(
    filled.map(({ order, fill }) => [order.id, order.reason, fill.price, fill.quantity]),
    [["r1-o3", "rest", 105, 0.1]],
  );
  equal(runner.position()?.quantity, 0.1);
});

Deno.test("a state of this version is taken as it is", () => {
  const { runner } = restored(HOLDING);
  const data = runner.toData();
  const kept: JsonObject = JSON.parse(JSON.stringify(data));
  equal(storedState(kept, runner.settings.instrument).desk, kept.desk);
});
