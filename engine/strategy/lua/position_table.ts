import type { PositionView } from "../strategy.ts";
import type { LuaState, Table, TValue } from "./fengari.ts";
import { Level } from "./level.ts";
import { float, lockedTable, number, setField, string } from "./values.ts";

const SIDES = { LONG: string("long"), SHORT: string("short") };

/** `context.position`, as long as a position is open; one table, rewritten for each call. */
export class PositionTable {
  readonly table: Table;
  readonly #L: LuaState;
  readonly #view: PositionView;
  readonly #side: TValue;
  readonly #quantity: TValue;
  readonly #entryPrice: TValue;
  readonly #unrealizedPnl: TValue;
  readonly #barsHeld: TValue;
  readonly #stopLoss: Level;
  readonly #takeProfit: Level;

  constructor(L: LuaState, view: PositionView) {
    this.#L = L;
    this.#view = view;
    this.table = lockedTable(L, "context.position");
    const cell = (name: string, value: TValue): TValue => {
      const made = setField(L, this.table, string(name), value);
      if (made === undefined) throw new Error("Invariant: a field that was set has a cell");
      return made;
    };
    this.#side = cell("side", SIDES.LONG);
    this.#quantity = cell("quantity", float(NaN));
    this.#entryPrice = cell("entry_price", float(NaN));
    this.#unrealizedPnl = cell("unrealized_pnl", float(NaN));
    this.#barsHeld = cell("bars_held", number(0));
    this.#stopLoss = new Level(string("stop_loss"));
    this.#takeProfit = new Level(string("take_profit"));
  }

  /** Takes over the values of now. */
  show(): void {
    const view = this.#view;
    this.#side.value = SIDES[view.side ?? "LONG"].value;
    this.#quantity.value = view.quantity;
    this.#entryPrice.value = view.entryPrice;
    this.#unrealizedPnl.value = view.unrealizedPnl;
    this.#barsHeld.value = view.barsHeld;
    this.#stopLoss.show(this.#L, this.table, view.stopLoss);
    this.#takeProfit.show(this.#L, this.table, view.takeProfit);
  }
}
