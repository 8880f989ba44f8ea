/** What strategies may answer, field by field, and how each language spells it. */
import { ORDER_TYPES, type OrderType, type TimeInForce, TIMES_IN_FORCE } from "../domain/mod.ts";

/** Every field that an answer can have, as Lua spells it. */
const LUA_FIELDS = {
  action: "action",
  quantity: "quantity",
  order: "order",
  price: "price",
  stopPrice: "stop_price",
  trailBy: "trail_by",
  timeInForce: "time_in_force",
  expiresIn: "expires_in",
  expiresAt: "expires_at",
  postOnly: "post_only",
  stopLoss: "stop_loss",
  takeProfit: "take_profit",
  trailingStop: "trailing_stop",
  reason: "reason",
};

/** The same as TypeScript spells it. */
export type IntentField = keyof typeof LUA_FIELDS;

/**
 * What a strategy returned, unchecked. A field it left out is undefined (null from TypeScript means
 * the same, but for levels to be taken away).
 */
export type RawIntent = { readonly [Field in IntentField]?: unknown };

/** How a language spells what errors have to name. */
export interface IntentWording {
  readonly filter: string;
  readonly manage: string;
  /** Fields with another name than here. */
  readonly fields: Readonly<Partial<Record<IntentField, string>>>;
}

export const LUA_WORDING = {
  filter: "filter_commitment",
  manage: "manage_position",
  fields: LUA_FIELDS,
} satisfies IntentWording;
export const TS_WORDING: IntentWording = {
  filter: "filterCommitment",
  manage: "managePosition",
  fields: {},
};

/** Words for values are the same in both languages: `stop_limit` for `STOP_LIMIT`. */
function words<Value extends string>(values: readonly Value[]): ReadonlyMap<unknown, Value> {
  return new Map(values.map((value) => [value.toLowerCase(), value]));
}
export const ORDER_WORDS: ReadonlyMap<unknown, OrderType> = words(ORDER_TYPES);
export const TIME_IN_FORCE_WORDS: ReadonlyMap<unknown, TimeInForce> = words(TIMES_IN_FORCE);
