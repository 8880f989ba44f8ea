/** Users who press everything there is, for property tests. */
import fc from "fast-check";
import { InputError, TRADING_STATES } from "../../engine/domain/mod.ts";
import type { Bench } from "./scripted.ts";

/** What happens after a bar; `value` stands for what else has to be chosen. */
export const userAction = fc.record({
  kind: fc.constantFrom(
    "NOTHING",
    "CANCEL",
    "AMEND_PRICE",
    "AMEND_STOP",
    "AMEND_QUANTITY",
    "PAUSE",
    "RESUME",
    "STATE",
    "FLATTEN",
    "RELEASE",
    "MISS_NEXT",
    "JOIN_NEXT_MIDWAY",
  ),
  value: fc.nat({ max: 1_000 }),
});
export type UserAction = typeof userAction extends fc.Arbitrary<infer T> ? T : never;

/** Does it; what is refused for a reason that a user is told is left alone. */
export function act({ runner, series }: Bench, { kind, value }: UserAction): void {
  const orders = runner.desk.orderViews();
  const id = orders.length === 0 ? "r1-o1" : orders[value % orders.length]!.id;
  const { scale } = runner.desk.books;
  const price = scale.toPrice(scale.ticks(series.price * (0.95 + value / 10_000)));
  try {
    switch (kind) {
      case "CANCEL":
        return runner.cancelOrder(id);
      case "AMEND_PRICE":
        return runner.amendOrder(id, { price });
      case "AMEND_STOP":
        return runner.amendOrder(id, { stopPrice: price });
      case "AMEND_QUANTITY":
        return runner.amendOrder(id, { quantity: value * scale.quantityStep });
      case "PAUSE":
      case "RESUME":
        return runner.control(kind, series.at, null);
      case "STATE":
        return runner.setTradingState(TRADING_STATES[value % TRADING_STATES.length]!);
      case "FLATTEN":
        return runner.flatten();
      case "RELEASE":
        return runner.releaseRisk();
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
  }
}
