/** Orders and an account as a test wants them. */
import type { AccountView, OrdersView, RestingOrderView } from "./strategy.ts";

/** Orders that rest because a test says so. */
export class ScriptedOrders implements OrdersView {
  version = 0;
  /** How often the list was asked for. */
  asked = 0;
  #orders: readonly RestingOrderView[] = [];

  /** These rest from now on, and no others. */
  set(...orders: readonly RestingOrderView[]): void {
    this.#orders = orders;
    this.version++;
  }

  list(): readonly RestingOrderView[] {
    this.asked++;
    return this.#orders;
  }
}

/** A limit order to buy 2 at 95, one bar old, where nothing else is said. */
export function restingOrder(differs: Partial<RestingOrderView> = {}): RestingOrderView {
  return {
    id: "o1",
    purpose: "ENTRY",
    side: "BUY",
    order: "LIMIT",
    price: 95,
    stopPrice: NaN,
    quantity: 2,
    filled: 0,
    bars: 1,
    ...differs,
  };
}

/** Ten thousand, all of it in cash. */
export function scriptedAccount(): { -readonly [K in keyof AccountView]: AccountView[K] } {
  return { equity: 10_000, cash: 10_000, available: 10_000 };
}
