import type { MarketView } from "../../market/mod.ts";
import type { HostFunction, LuaState, Table, TValue } from "./fengari.ts";
import { argumentCount, barsAgo } from "./arguments.ts";
import {
  answer,
  float,
  hostFunction,
  lockedTable,
  number,
  put,
  setField,
  string,
} from "./values.ts";
import { raise } from "./arguments.ts";

type Read = (view: MarketView, ago: number) => number;

const LOOK_BACK: Readonly<Record<string, Read>> = {
  open_at: (view, ago) => view.openAt(ago),
  high_at: (view, ago) => view.highAt(ago),
  low_at: (view, ago) => view.lowAt(ago),
  close_at: (view, ago) => view.closeAt(ago),
  volume_at: (view, ago) => view.volumeAt(ago),
  timestamp_at: (view, ago) => view.timeAt(ago),
};

/**
 * `market_data`: one table for the life of an instance. Its cells are written directly, which
 * costs a tenth of setting fields through the Lua API.
 */
export class MarketTable {
  readonly table: Table;
  readonly #view: MarketView;
  readonly #timestamp: TValue;
  readonly #open: TValue;
  readonly #high: TValue;
  readonly #low: TValue;
  readonly #close: TValue;
  readonly #volume: TValue;
  readonly #bid: TValue;
  readonly #ask: TValue;
  readonly #count: TValue;

  constructor(L: LuaState, view: MarketView) {
    this.#view = view;
    this.table = lockedTable(L, "market_data");
    const cell = (name: string, value: TValue): TValue => {
      const made = setField(L, this.table, string(name), value);
      if (made === undefined) throw new Error("Invariant: a field that was set has a cell");
      return made;
    };
    cell("symbol", string(view.symbol));
    cell("timeframe", string(view.timeframe));
    this.#timestamp = cell("timestamp", float(NaN));
    this.#open = cell("open", float(NaN));
    this.#high = cell("high", float(NaN));
    this.#low = cell("low", float(NaN));
    this.#close = cell("close", float(NaN));
    this.#volume = cell("volume", float(NaN));
    this.#bid = cell("bid", float(NaN));
    this.#ask = cell("ask", float(NaN));
    this.#count = cell("count", number(0));
    for (const name in LOOK_BACK) cell(name, lookBack(name, LOOK_BACK[name]!, view));
  }

  /** Takes over the values of now. */
  show(): void {
    const view = this.#view;
    this.#timestamp.value = view.timestamp;
    this.#open.value = view.open;
    this.#high.value = view.high;
    this.#low.value = view.low;
    this.#close.value = view.close;
    this.#volume.value = view.volume;
    this.#bid.value = view.bid;
    this.#ask.value = view.ask;
    this.#count.value = view.count;
  }
}

function lookBack(name: string, read: Read, view: MarketView): TValue {
  const what = `market_data.${name}: n`;
  const call: HostFunction = (L) => {
    if (argumentCount(L) === 1) return answer(L, read(view, barsAgo(L, 0, what)));
    return raise(L, `market_data.${name} takes one number: how many bars back`);
  };
  return hostFunction(call, (stack, at, given) => {
    const ago = given === 1 ? stack[at + 1]!.value : null;
    if (typeof ago !== "number" || !Number.isInteger(ago) || ago < 0) return false;
    return put(stack, at, read(view, ago));
  });
}
