import type { OrdersWatch } from "../orders_watch.ts";
import type { RestingOrderView } from "../strategy.ts";
import { COST, type LuaState, type Table, type TValue } from "./fengari.ts";
import { Level } from "./level.ts";
import { float, lockedTable, nil, number, setField, string, table } from "./values.ts";

const NAME = "context.orders";

/** `context.orders`: a list of the orders that rest in the market, written anew when it changes. */
export class OrdersTable {
  readonly table: Table;
  readonly #L: LuaState;
  readonly #watch: OrdersWatch;
  #shown: OrderTable[] = [];

  constructor(L: LuaState, watch: OrdersWatch) {
    this.#L = L;
    this.#watch = watch;
    this.table = lockedTable(L, NAME);
  }

  get isEmpty(): boolean {
    return this.#shown.length === 0;
  }

  /** Takes over the orders of now; answers the bytes of values that had to be made for that. */
  refresh(): number {
    const orders = this.#watch.changed();
    return orders === null ? 0 : this.#show(orders);
  }

  #show(orders: readonly RestingOrderView[]): number {
    const before = this.#shown;
    let made = 0;
    this.#shown = orders.map((order, i) => {
      let shown = before.find(({ id }) => id === order.id);
      if (shown === undefined) {
        shown = new OrderTable(this.#L, order);
        made += shown.size;
      }
      shown.show(order);
      if (before[i] !== shown) setField(this.#L, this.table, number(i + 1), table(shown.table));
      return shown;
    });
    for (let i = before.length; i > orders.length; i--) {
      setField(this.#L, this.table, number(i), nil());
    }
    return made;
  }
}

const TEXTS = new Map<string, TValue>();

/** Names and words that all orders share; each is made once. */
function shared(text: string): TValue {
  let made = TEXTS.get(text);
  if (made === undefined) TEXTS.set(text, made = string(text));
  return made;
}

/** One order for as long as it rests: a script that keeps the table never sees another order in it. */
class OrderTable {
  readonly id: string;
  readonly table: Table;
  /** Bytes that it takes, for a script may keep it. */
  readonly size: number;
  readonly #L: LuaState;
  readonly #quantity: TValue;
  readonly #filled: TValue;
  readonly #bars: TValue;
  readonly #price = new Level(shared("price"));
  readonly #stopPrice = new Level(shared("stop_price"));

  constructor(L: LuaState, { id, purpose, side, order }: RestingOrderView) {
    this.id = id;
    this.#L = L;
    this.table = lockedTable(L, NAME);
    // It goes before its state does, and instructions would hold on to it.
    this.table.steady = false;
    const cell = (name: string, value: TValue): TValue => {
      const made = setField(L, this.table, shared(name), value);
      if (made === undefined) throw new Error("Invariant: a field that was set has a cell");
      return made;
    };
    cell("id", string(id));
    cell("purpose", shared(purpose.toLowerCase()));
    cell("side", shared(side.toLowerCase()));
    cell("order", shared(order.toLowerCase()));
    this.#quantity = cell("quantity", float(NaN));
    this.#filled = cell("filled", float(NaN));
    this.#bars = cell("bars", number(0));
    const fields = 9;
    // One entry more is its place in the list.
    this.size = COST.table + (fields + 1) * COST.entry + COST.string + COST.stringByte * id.length;
  }

  show(order: RestingOrderView): void {
    this.#quantity.value = order.quantity;
    this.#filled.value = order.filled;
    this.#bars.value = order.bars;
    this.#price.show(this.#L, this.table, order.price);
    this.#stopPrice.show(this.#L, this.table, order.stopPrice);
  }
}
