import type { ApiError } from "../client.ts";
import type { AmendOrderVariables, OrderFields } from "../operations/operations.ts";
import { type Errors, numberFault } from "./parameter_form.ts";

export type AmendField = "price" | "stopPrice" | "quantity";
/** What stands in the form to change an order, as typed. */
export type AmendEntries = Readonly<Partial<Record<AmendField, string>>>;

/** A stop loss or take profit closes all of the position: only its price is one's own. */
function isProtection({ purpose }: OrderFields): boolean {
  return purpose === "STOP_LOSS" || purpose === "TAKE_PROFIT";
}

/** What may be changed of an order, as it is now. */
export function amendEntries(order: OrderFields): AmendEntries {
  const { limitPrice, stopPrice, quantity } = order;
  return {
    ...(limitPrice === null ? {} : { price: String(limitPrice) }),
    ...(stopPrice === null ? {} : { stopPrice: String(stopPrice) }),
    ...(isProtection(order) ? {} : { quantity: String(quantity) }),
  };
}

/** True for an order of which something may be changed. */
export function canAmend(order: OrderFields): boolean {
  return order.purpose !== "FLATTEN" && order.purpose !== "LIQUIDATION" &&
    Object.keys(amendEntries(order)).length > 0;
}

const FIELDS: readonly AmendField[] = ["price", "stopPrice", "quantity"];

export interface CheckedAmendment {
  /** Only what was changed; null while something is wrong. */
  readonly change: Pick<AmendOrderVariables, AmendField> | null;
  readonly errors: Errors;
}

/** What the server alone can judge (steps, sides, limits) is left to it. */
export function checkAmendment(order: OrderFields, entries: AmendEntries): CheckedAmendment {
  const before = amendEntries(order);
  const change: Partial<Record<AmendField, number>> = {};
  const errors: Record<string, string> = {};
  for (const field of FIELDS) {
    const text = entries[field];
    if (text === undefined || text === before[field]) continue;
    const fault = numberFault(text, { above: 0 });
    if (fault === null) change[field] = Number(text);
    else errors[field] = fault;
  }
  if (Object.keys(errors).length > 0) return { change: null, errors };
  if (Object.keys(change).length === 0) {
    return { change: null, errors: { form: "Nothing is changed yet" } };
  }
  return { change, errors };
}

/**
 * The server's refusal at the field that it names, or that alone was changed; above the form where that
 * does not tell, or where the order is over.
 */
export function placedRefusal(
  { code, field, message }: ApiError,
  change: Pick<AmendOrderVariables, AmendField>,
): Errors {
  const changed = FIELDS.filter((each) => change[each] !== undefined);
  const named = changed.find((each) => each === field);
  const only = code === "BAD_USER_INPUT" && changed.length === 1 ? changed[0] : undefined;
  return { [named ?? only ?? "form"]: message };
}
