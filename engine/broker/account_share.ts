import type { AccountId, Money, Scale } from "../domain/mod.ts";

/** Sums over the others on an account, for show. */
export interface ShareSums {
  readonly initial: Money;
  readonly realized: Money;
  readonly unrealized: Money;
  readonly fees: Money;
  readonly funding: Money;
}

/**
 * What a runner's account holds besides what the runner itself does: the other runners on it and the cash
 * it began with. Amounts are in the money units of the asking runner's symbol, rounded against it.
 */
export interface AccountShare {
  /** Null for an account that nobody else is on. */
  readonly id: AccountId | null;
  /** Cash it began with, and everything that other runners made of it: cash and open positions. */
  equity(scale: Scale): Money;
  /** Cash part of the above. */
  cash(scale: Scale): Money;
  margin(scale: Scale): Money;
  maintenance(scale: Scale): Money;
  exposure(scale: Scale): Money;
  /** Open positions, and runners with orders that would open one. */
  positions(): number;
  sums(scale: Scale): ShareSums;
}

const NOTHING = 0 as Money;
const NO_SUMS: ShareSums = {
  initial: NOTHING,
  realized: NOTHING,
  unrealized: NOTHING,
  fees: NOTHING,
  funding: NOTHING,
};

/** An account of the runner's own: all that is on it is the runner's. */
export const OWN_ACCOUNT: AccountShare = {
  id: null,
  equity: () => NOTHING,
  cash: () => NOTHING,
  margin: () => NOTHING,
  maintenance: () => NOTHING,
  exposure: () => NOTHING,
  positions: () => 0,
  sums: () => NO_SUMS,
};
