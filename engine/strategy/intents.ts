import { shown } from "../domain/mod.ts";
import { type FilterIntent, type ManageIntent, StrategyFault } from "./strategy.ts";

/** Longest reason that is kept, in characters; the rest is cut off. */
export const MAX_REASON_LENGTH = 200;

/**
 * What a strategy returned, field by field and unchecked. A field it left out is undefined (null
 * from TypeScript means the same, but for stops to be taken away).
 */
export interface RawIntent {
  readonly action?: unknown;
  readonly quantity?: unknown;
  readonly price?: unknown;
  readonly stopLoss?: unknown;
  readonly takeProfit?: unknown;
  readonly order?: unknown;
  readonly reason?: unknown;
}

/** How a language spells what errors have to name. */
export interface IntentWording {
  readonly filter: string;
  readonly manage: string;
  readonly stopLoss: string;
  readonly takeProfit: string;
}
export const LUA_WORDING: IntentWording = {
  filter: "filter_commitment",
  manage: "manage_position",
  stopLoss: "stop_loss",
  takeProfit: "take_profit",
};
export const TS_WORDING: IntentWording = {
  filter: "filterCommitment",
  manage: "managePosition",
  stopLoss: "stopLoss",
  takeProfit: "takeProfit",
};

type NumberField = "quantity" | "price" | "stopLoss" | "takeProfit";
type StopField = "stopLoss" | "takeProfit";

const ORDERS: ReadonlyMap<unknown, "MARKET" | "LIMIT" | "STOP"> = new Map([
  ["market", "MARKET"],
  ["limit", "LIMIT"],
  ["stop", "STOP"],
]);

const FILTER_ACTIONS = "one of enter_long, enter_short, cancel_analysis";
const MANAGE_ACTIONS = "one of exit, reverse, update_stops";
const ORDER_WORDS = "one of market, limit, stop";

/** Turns what a strategy returned into an intent; the one place where the words are checked. */
export class IntentReader {
  readonly #wording: IntentWording;
  readonly #file: string;

  /** @param file as errors name it */
  constructor(wording: IntentWording, file: string) {
    this.#wording = wording;
    this.#file = file;
  }

  /** @throws StrategyFault BAD_RETURN naming field and value */
  filter(raw: RawIntent): FilterIntent {
    const from = this.#wording.filter;
    switch (raw.action) {
      case "enter_long":
      case "enter_short": {
        const numbers = this.#numbers(from, raw, ["quantity", "price", "stopLoss", "takeProfit"]);
        const side = raw.action === "enter_long" ? "LONG" : "SHORT";
        const order = this.#order(from, raw);
        if (order !== "MARKET" && numbers.price === undefined) {
          this.#refuse(from, "price", raw.price, `given for a ${order.toLowerCase()} order`);
        }
        return { action: "ENTER", side, order, ...numbers, ...this.#reason(from, raw) };
      }
      case "cancel_analysis":
        return { action: "CANCEL", ...this.#reason(from, raw) };
      default:
        return this.#refuse(from, "action", raw.action, FILTER_ACTIONS);
    }
  }

  /** @throws StrategyFault BAD_RETURN naming field and value */
  manage(raw: RawIntent): ManageIntent {
    const from = this.#wording.manage;
    switch (raw.action) {
      case "exit": {
        const numbers = this.#numbers(from, raw, ["quantity", "price"]);
        return { action: "EXIT", ...numbers, ...this.#reason(from, raw) };
      }
      case "reverse": {
        const numbers = this.#numbers(from, raw, ["quantity", "stopLoss", "takeProfit"]);
        return { action: "REVERSE", ...numbers, ...this.#reason(from, raw) };
      }
      case "update_stops":
        return {
          action: "UPDATE_STOPS",
          ...this.#stop(from, raw, "stopLoss"),
          ...this.#stop(from, raw, "takeProfit"),
        };
      default:
        return this.#refuse(from, "action", raw.action, MANAGE_ACTIONS);
    }
  }

  /** What a function answered that should have been a table or object, or nothing. */
  notATable(functionName: string, value: unknown, right: string): StrategyFault {
    return this.#fault(`${functionName} returned ${shown(value)}: it has to be ${right}`);
  }

  #numbers<Field extends NumberField>(
    from: string,
    raw: RawIntent,
    fields: readonly Field[],
  ): { [F in Field]?: number } {
    const numbers: { [F in Field]?: number } = {};
    for (const field of fields) {
      const value = raw[field];
      if (value === undefined || value === null) continue;
      numbers[field] = this.#positive(from, field, value);
    }
    return numbers;
  }

  #stop(from: string, raw: RawIntent, field: StopField): { [F in StopField]?: number | null } {
    const value = raw[field];
    if (value === undefined) return {};
    // Lua cannot tell a nil field from one that is not there, so `false` takes a stop away too.
    if (value === null || value === false) return { [field]: null };
    return { [field]: this.#positive(from, field, value) };
  }

  #positive(from: string, field: NumberField, value: unknown): number {
    if (typeof value === "number" && value > 0 && value < Infinity) return value;
    return this.#refuse(from, field, value, "a number above 0");
  }

  #order(from: string, raw: RawIntent): "MARKET" | "LIMIT" | "STOP" {
    if (raw.order === undefined || raw.order === null) return "MARKET";
    return ORDERS.get(raw.order) ?? this.#refuse(from, "order", raw.order, ORDER_WORDS);
  }

  #reason(from: string, raw: RawIntent): { reason?: string } {
    const { reason } = raw;
    if (reason === undefined || reason === null) return {};
    if (typeof reason !== "string") return this.#refuse(from, "reason", reason, "a text");
    return { reason: reason.slice(0, MAX_REASON_LENGTH) };
  }

  #refuse(from: string, field: string, value: unknown, right: string): never {
    const spelled = field === "stopLoss" || field === "takeProfit" ? this.#wording[field] : field;
    const given = value === undefined || value === null
      ? `no ${spelled}`
      : `${spelled} = ${shown(value)}`;
    throw this.#fault(`${from} returned ${given}: it has to be ${right}`);
  }

  #fault(message: string): StrategyFault {
    return new StrategyFault("BAD_RETURN", `${this.#file}: ${message}`, { file: this.#file });
  }
}
