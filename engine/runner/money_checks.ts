import { badInput } from "../domain/mod.ts";

/** Least and most cash to start with, in the quote currency. */
const MIN_CASH = 0.01;
const MAX_CASH = 1_000_000_000;

/** Checks what a user may set about money before a runner is made. @throws InputError */
export function checkMoney(settings: { cash: number; feeBps: number; spreadBps: number }): void {
  const { cash, feeBps, spreadBps } = settings;
  if (!(cash >= MIN_CASH && cash <= MAX_CASH)) {
    throw badInput(`cash cannot be ${cash}: it has to be from ${MIN_CASH} to ${MAX_CASH}`, "cash");
  }
  for (const [name, value] of Object.entries({ feeBps, spreadBps })) {
    if (!(value >= 0 && value <= 1_000)) {
      throw badInput(`${name} cannot be ${value}: it has to be from 0 to 1000`, name);
    }
  }
}
