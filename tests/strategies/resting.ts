/** Orders that wait in the market of the tests: limits and stops, whole or not at all, without costs. */
import { ScriptedOrders } from "../../engine/strategy/scripted_scope.ts";
import type { OrderTerms, RestingOrderView } from "../../engine/strategy/mod.ts";
import type { Bar } from "./driver.ts";

type Purpose = "ENTRY" | "ADD" | "EXIT";

/** What may wait: the intents that place an order, and where they came from. */
export interface Placed<Intent> {
  readonly purpose: Purpose;
  readonly side: "BUY" | "SELL";
  readonly intent: Intent;
  readonly view: { -readonly [K in keyof RestingOrderView]: RestingOrderView[K] };
}

export class Resting<Intent extends OrderTerms & { readonly quantity?: number }> {
  readonly view = new ScriptedOrders();
  #placed: Placed<Intent>[] = [];
  #sent = 0;

  /** Takes the place of what waits for the same purpose. */
  place(purpose: Purpose, side: "BUY" | "SELL", intent: Intent): void {
    const { order = "MARKET", price = NaN, stopPrice = NaN, quantity = 1 } = intent;
    const id = `o${++this.#sent}`;
    const view = { id, purpose, side, order, price, stopPrice, quantity, filled: 0, bars: 0 };
    const others = this.#placed.filter((placed) => placed.purpose !== purpose);
    this.#set([...others, { purpose, side, intent, view }]);
  }

  /** Takes out those that trade inside a bar, each with its price. */
  filled(bar: Bar): { placed: Placed<Intent>; price: number }[] {
    const found = this.#placed.flatMap((placed) => {
      const price = fillPrice(placed, bar);
      return price === null ? [] : [{ placed, price }];
    });
    if (found.length > 0) {
      this.#set(this.#placed.filter((placed) => !found.some((fill) => fill.placed === placed)));
    }
    return found;
  }

  /** One more bar has closed; answers the orders that ended with it. */
  age(): Placed<Intent>[] {
    for (const { view } of this.#placed) view.bars++;
    const isOver = ({ intent, view }: Placed<Intent>) =>
      view.bars >= (intent.expiresInBars ?? Infinity);
    const over = this.#placed.filter(isOver);
    if (over.length > 0) this.#set(this.#placed.filter((placed) => !isOver(placed)));
    return over;
  }

  clear(): void {
    this.#set([]);
  }

  #set(placed: Placed<Intent>[]): void {
    this.#placed = placed;
    this.view.set(...placed.map(({ view }) => view));
  }
}

/** A limit at its price or a better open, a stop at its price or a worse open. */
function fillPrice({ side, view }: Placed<unknown>, { open, high, low }: Bar): number | null {
  const buys = side === "BUY";
  if (view.order === "LIMIT") {
    if (buys ? low > view.price : high < view.price) return null;
    return buys ? Math.min(open, view.price) : Math.max(open, view.price);
  }
  if (view.order !== "STOP") throw new Error(`The tests' market has no ${view.order} orders`);
  const stop = view.stopPrice === view.stopPrice ? view.stopPrice : view.price;
  if (buys ? high < stop : low > stop) return null;
  return buys ? Math.max(open, stop) : Math.min(open, stop);
}
