import type { Money, Scale } from "../domain/mod.ts";
import { exact } from "./exact_money.ts";
import type { AccountMember } from "./shared_account.ts";

/** What every order asks of an account, and a position with every bar. */
export const WATCHED = ["cash", "value", "margin", "maintenance", "exposure"] as const;
export type Watched = typeof WATCHED[number];

/** Amounts of one member or of many, counted exactly. */
export class ExactSums {
  cash = 0n;
  value = 0n;
  margin = 0n;
  maintenance = 0n;
  exposure = 0n;
  /** Members that have a position, or an order that would open one. */
  open = 0;
}

/**
 * What a member held when it was last looked at. Counting exactly is slow, so only what has changed since
 * is counted anew.
 */
export class KeptHolding {
  readonly sums = new ExactSums();
  readonly #member: AccountMember;
  readonly #scale: Scale;
  readonly #seen = { cash: 0, value: 0, margin: 0, maintenance: 0, exposure: 0 };
  #isSeen = false;

  constructor(member: AccountMember) {
    this.#member = member;
    this.#scale = member.scale;
  }

  /** Looks again where something may have changed, and adds the difference to the sums of all. */
  refresh(all: ExactSums): void {
    const isSame = this.#member.hasChanged?.() === false;
    if (isSame && this.#isSeen) return;
    this.#isSeen = true;
    const holding = this.#member.holding();
    for (const kind of WATCHED) this.#count(kind, holding[kind], all);
    const open = holding.isOpen ? 1 : 0;
    all.open += open - this.sums.open;
    this.sums.open = open;
  }

  /** Takes what it held out of the sums of all. */
  leave(all: ExactSums): void {
    for (const kind of WATCHED) all[kind] -= this.sums[kind];
    all.open -= this.sums.open;
  }

  #count(kind: Watched, amount: number, all: ExactSums): void {
    if (amount === this.#seen[kind]) return;
    this.#seen[kind] = amount;
    const counted = exact(amount as Money, this.#scale);
    all[kind] += counted - this.sums[kind];
    this.sums[kind] = counted;
  }
}
