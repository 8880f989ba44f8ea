import type { CreateAccountInput } from "../../api.ts";
import { badInput, shown } from "../../domain/mod.ts";
import { SYMBOLS } from "../../market/mod.ts";

const MAX_NAME_LENGTH = 100;
/** Least and most cash to start with, in the account's currency. */
const MIN_CASH = 0.01;
const MAX_CASH = 1_000_000_000;
const DEFAULT_CASH = 10_000;
const DEFAULT_CURRENCY = "USDT";

export interface CheckedAccount {
  readonly name: string;
  readonly currency: string;
  readonly cash: number;
}

/**
 * @param taken names of the accounts there are
 * @throws InputError naming the field, the value and what would be right
 */
export function checkAccount(input: CreateAccountInput, taken: readonly string[]): CheckedAccount {
  const { name, currency = DEFAULT_CURRENCY, cash = DEFAULT_CASH } = input;
  if (name.trim() === "" || name.length > MAX_NAME_LENGTH) {
    throw badInput(
      `name cannot be ${shown(name)}: it has to be 1 to ${MAX_NAME_LENGTH} characters`,
      "name",
    );
  }
  if (taken.includes(name)) {
    throw badInput(`name cannot be ${shown(name)}: another account has it`, "name");
  }
  const currencies = [...new Set(SYMBOLS.map(({ quote }) => quote))];
  if (!currencies.includes(currency)) {
    throw badInput(
      `currency cannot be ${shown(currency)}: it has to be one of ${currencies.join(", ")}`,
      "currency",
    );
  }
  if (!(cash >= MIN_CASH && cash <= MAX_CASH)) {
    throw badInput(`cash cannot be ${cash}: it has to be from ${MIN_CASH} to ${MAX_CASH}`, "cash");
  }
  return { name, currency, cash };
}
