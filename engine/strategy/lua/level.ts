import type { LuaState, Table, TValue } from "./fengari.ts";
import { float, nil, setField } from "./values.ts";

/** A price that may not be there; a cell cannot hold nil, so the field comes and goes. */
export class Level {
  readonly #name: TValue;
  #shown = NaN;

  constructor(name: TValue) {
    this.#name = name;
  }

  show(L: LuaState, table: Table, level: number): void {
    const price = level > 0 ? level : NaN;
    if (Object.is(price, this.#shown)) return;
    this.#shown = price;
    setField(L, table, this.#name, price === price ? float(price) : nil());
  }
}
