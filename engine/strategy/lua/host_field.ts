import { luaH_setfrom, type LuaState, type Table, type TValue } from "./fengari.ts";
import { nil, string, table } from "./values.ts";

/** A field of the context that is the host's: it shows a table of the host while there is something to see. */
export class HostField {
  /** Whether there is anything to hide. */
  isShown = false;
  readonly #name: TValue;
  readonly #key: string;
  readonly #shows: TValue;

  constructor(name: string, shows: Table) {
    this.#name = string(name);
    this.#key = `|${name}`;
    this.#shows = table(shows);
  }

  /** Whatever the script may have put there. */
  show(L: LuaState, context: Table): void {
    const cell = context.strong.get(this.#key)?.value;
    if (cell?.value !== this.#shows.value) luaH_setfrom(L, context, this.#name, this.#shows);
    this.isShown = true;
  }

  hide(L: LuaState, context: Table): void {
    luaH_setfrom(L, context, this.#name, nil());
    this.isShown = false;
  }

  /** The context is another table from now on. */
  moved(): void {
    this.isShown = false;
  }
}
