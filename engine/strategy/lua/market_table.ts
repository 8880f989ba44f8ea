import type { MarketView } from "../../market/mod.ts";
import { argument, argumentCount, barsAgo, numberArgument, raise } from "./arguments.ts";
import { type HostFunction, type LuaState, type Table, TString, type TValue } from "./fengari.ts";
import {
  answer,
  float,
  hostFunction,
  kindOf,
  lockedTable,
  number,
  put,
  setField,
  string,
  textOf,
} from "./values.ts";

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
    // Where the steps are not known there are none to read.
    if (view.priceStep > 0) cell("price_step", float(view.priceStep));
    if (view.quantityStep > 0) cell("quantity_step", float(view.quantityStep));
    cell("round_price", roundPrice(view));
    cell("round_quantity", roundQuantity(view));
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

/** `round_price(price)` to the nearest step, `round_price(price, "up")` or `"down"`. */
function roundPrice(view: MarketView): TValue {
  const name = "market_data.round_price";
  const call: HostFunction = (L) => {
    if (argumentCount(L) > 2) raise(L, `${name} takes a price and "up" or "down", no more`);
    const price = finiteArgument(L, `${name}: price`);
    return answer(L, view.roundPrice(price, directionArgument(L, name)));
  };
  return hostFunction(call, (stack, at, given) => {
    const price = given === 1 ? stack[at + 1]!.value : null;
    return isFinite(price) && put(stack, at, view.roundPrice(price));
  });
}

/** `round_quantity(quantity)` down to the step: never more than was asked for. */
function roundQuantity(view: MarketView): TValue {
  const name = "market_data.round_quantity";
  const call: HostFunction = (L) => {
    if (argumentCount(L) > 1) raise(L, `${name} takes one number: the quantity`);
    const quantity = finiteArgument(L, `${name}: quantity`);
    if (quantity >= 0) return answer(L, view.roundQuantity(quantity));
    return raise(L, `${name}: quantity cannot be ${quantity}: it has to be 0 or more`);
  };
  return hostFunction(call, (stack, at, given) => {
    const quantity = given === 1 ? stack[at + 1]!.value : null;
    return isFinite(quantity) && quantity >= 0 && put(stack, at, view.roundQuantity(quantity));
  });
}

function isFinite(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function finiteArgument(L: LuaState, what: string): number {
  const value = numberArgument(L, 0, what);
  if (Number.isFinite(value)) return value;
  return raise(L, `${what} cannot be ${value}: it has to be a finite number`);
}

function directionArgument(L: LuaState, name: string): "up" | "down" | undefined {
  const given = argument(L, 1);
  if (given === undefined) return undefined;
  const word = given.value instanceof TString ? textOf(given.value, 60) : null;
  if (word === "up" || word === "down") return word;
  const shown = word === null ? kindOf(given) : `"${word}"`;
  return raise(L, `${name}: direction cannot be ${shown}: it has to be "up" or "down"`);
}
