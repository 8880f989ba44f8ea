import type { AccountView } from "../strategy.ts";
import { argument, raise } from "./arguments.ts";
import { type HostFunction, type LuaState, Table, TString } from "./fengari.ts";
import { answer, boolean, hostFunction, lockedTable, setField, string, textOf } from "./values.ts";

const READ: ReadonlyMap<string, (view: AccountView) => number> = new Map([
  ["equity", (view) => view.equity],
  ["cash", (view) => view.cash],
  ["available", (view) => view.available],
]);

/** `account`: what is asked for is worked out then, and nothing before. */
export class AccountTable {
  readonly table: Table;
  #view: AccountView | null = null;

  constructor(L: LuaState) {
    this.table = lockedTable(L, "account");
    const metatable = new Table(L);
    const index: HostFunction = (at) => this.#read(at);
    setField(L, metatable, string("__index"), hostFunction(index));
    setField(L, metatable, string("__metatable"), boolean(false));
    this.table.metatable = metatable;
  }

  /** Until then there is nothing to read: the top level of a file belongs to no runner. */
  bind(view: AccountView): void {
    this.#view = view;
  }

  #read(L: LuaState): number {
    const key = argument(L, 1)?.value;
    const name = key instanceof TString ? textOf(key, 60) : String(key);
    const read = READ.get(name);
    if (read === undefined) {
      return raise(L, `there is no account.${name}: there are ${[...READ.keys()].join(", ")}`);
    }
    if (this.#view === null) {
      return raise(L, `account.${name} cannot be read here: only the three functions have one`);
    }
    return answer(L, read(this.#view));
  }
}
