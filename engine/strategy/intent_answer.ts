import { shown } from "../domain/mod.ts";
import type { IntentField, IntentWording, RawIntent } from "./intent_words.ts";
import { StrategyFault } from "./strategy.ts";

/** Longest reason that is kept, in characters; the rest is cut off. */
export const MAX_REASON_LENGTH = 200;

/** Fields that hold a price, a distance or a quantity. */
export type NumberField =
  | "quantity"
  | "price"
  | "stopPrice"
  | "trailBy"
  | "stopLoss"
  | "takeProfit"
  | "trailingStop";
export type LevelField = "stopLoss" | "takeProfit" | "trailingStop";

/** An intent while it is put together. */
export type Writable<Intent> = { -readonly [K in keyof Intent]: Intent[K] };

/** Asked by name, one by one: a loop over the names of fields is what an answer would cost most. */
function isShort(raw: RawIntent): boolean {
  return raw.order === undefined && raw.price === undefined && raw.stopPrice === undefined &&
    raw.trailBy === undefined && raw.timeInForce === undefined && raw.expiresIn === undefined &&
    raw.expiresAt === undefined && raw.postOnly === undefined && raw.stopLoss === undefined &&
    raw.takeProfit === undefined && raw.trailingStop === undefined;
}

/** One answer of a strategy, read field by field; each complaint names field and value. */
export class IntentAnswer {
  /** True for an answer that names an action, a quantity and a reason at most: almost all do. */
  readonly isShort: boolean;
  readonly #raw: RawIntent;
  readonly #from: string;
  readonly #wording: IntentWording;
  readonly #file: string;

  /**
   * @param from the function that returned it
   * @param file as errors name it
   */
  constructor(raw: RawIntent, from: string, wording: IntentWording, file: string) {
    this.#raw = raw;
    this.#from = from;
    this.#wording = wording;
    this.#file = file;
    this.isShort = isShort(raw);
  }

  get action(): unknown {
    return this.#raw.action;
  }

  /** As the strategy's language spells it. */
  spelled(field: IntentField): string {
    return this.#wording.fields[field] ?? field;
  }

  has(field: IntentField): boolean {
    const value = this.#raw[field];
    return value !== undefined && value !== null;
  }

  quantity(into: { quantity?: number }): void {
    const { quantity } = this.#raw;
    if (quantity === undefined || quantity === null) return;
    into.quantity = this.#positive("quantity", quantity);
  }

  /** Those of some fields that were given. */
  numbers<Field extends NumberField>(
    into: { [F in Field]?: number },
    fields: readonly Field[],
  ): void {
    for (const field of fields) {
      if (this.has(field)) into[field] = this.#positive(field, this.#raw[field]);
    }
  }

  /** Levels to be moved; null where one is to be taken away. */
  levels<Field extends LevelField>(
    into: { [F in Field]?: number | null },
    fields: readonly Field[],
  ): void {
    for (const field of fields) {
      const value = this.#raw[field];
      if (value === undefined) continue;
      // Lua cannot tell a nil field from one that is not there, so `false` takes a level away too.
      into[field] = value === null || value === false ? null : this.#positive(field, value);
    }
  }

  /** @param right what would be right, for the complaint */
  whole(field: "expiresIn" | "expiresAt", max: number, right: string): number | undefined {
    if (!this.has(field)) return undefined;
    const value = this.#raw[field];
    if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= max) {
      return value;
    }
    return this.refuse(field, right);
  }

  flag(field: "postOnly"): boolean {
    if (!this.has(field)) return false;
    const value = this.#raw[field];
    return typeof value === "boolean" ? value : this.refuse(field, "true or false");
  }

  word<Value>(
    field: "order" | "timeInForce",
    words: ReadonlyMap<unknown, Value>,
  ): Value | undefined {
    if (!this.has(field)) return undefined;
    const right = () => `one of ${[...words.keys()].join(", ")}`;
    return words.get(this.#raw[field]) ?? this.refuse(field, right());
  }

  reason(into: { reason?: string }): void {
    const { reason } = this.#raw;
    if (reason === undefined || reason === null) return;
    if (typeof reason !== "string") return this.refuse("reason", "a text");
    into.reason = reason.slice(0, MAX_REASON_LENGTH);
  }

  /** @throws StrategyFault BAD_RETURN naming function, field, value and what would be right */
  refuse(field: IntentField, right: string): never {
    const spelled = this.spelled(field);
    const given = this.has(field) ? `${spelled} = ${shown(this.#raw[field])}` : `no ${spelled}`;
    throw badReturn(this.#file, `${this.#from} returned ${given}: it has to be ${right}`);
  }

  #positive(field: NumberField, value: unknown): number {
    if (typeof value === "number" && value > 0 && value < Infinity) return value;
    return this.refuse(field, "a number above 0");
  }
}

export function badReturn(file: string, message: string): StrategyFault {
  return new StrategyFault("BAD_RETURN", `${file}: ${message}`, { file });
}
