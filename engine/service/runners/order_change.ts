import type { OrderChange } from "../../api.ts";
import { badInput, shown } from "../../domain/mod.ts";

/** @throws InputError naming the field, the value and what would be right */
export function checkedChange(change: OrderChange): OrderChange {
  const given = Object.entries(change);
  if (given.length === 0) {
    throw badInput("Nothing to change is named: price, stopPrice or quantity has to be", "price");
  }
  for (const [name, value] of given) {
    if (value > 0 && value < Infinity) continue;
    throw badInput(`${name} cannot be ${shown(value)}: it has to be a number above 0`, name);
  }
  return change;
}
