import { type AccountId, type FormerHolding, type Money, Scale } from "../domain/mod.ts";
import type { AccountShare, ShareSums } from "./account_share.ts";
import { exact, inUnits } from "./exact_money.ts";
import { ExactSums, KeptHolding, type Watched } from "./kept_holding.ts";

/** What one runner holds on a shared account, in the money units of its own symbol. */
export interface Holding {
  readonly cash: number;
  /** Worth of its position at the last price, negative for a short. */
  readonly value: number;
  readonly realized: number;
  readonly unrealized: number;
  readonly fees: number;
  readonly funding: number;
  readonly margin: number;
  readonly maintenance: number;
  readonly exposure: number;
  /** A position is open, or an order would open one. */
  readonly isOpen: boolean;
}

/** A runner on a shared account. */
export interface AccountMember {
  readonly scale: Scale;
  holding(): Holding;
  /**
   * False where nothing can have changed since this was asked last; only the account asks. Left out by a
   * member that has to be looked at every time.
   */
  hasChanged?(): boolean;
}

type Sum = keyof Omit<Holding, "isOpen">;

/**
 * An account that several runners of one shard trade with. It keeps no books of its own: what is on it is
 * the cash it began with and the exact sum of what its runners did, each counted in its symbol's units.
 */
export class SharedAccount {
  readonly id: AccountId;
  readonly currency: string;
  readonly #members = new Map<AccountMember, KeptHolding>();
  /** Of all members, as they were looked at last. */
  readonly #sums = new ExactSums();
  readonly #initial: bigint;
  #former: Readonly<Record<Sum, bigint>>;

  /** @param cash to start with, as exact money (see `exact_money.ts`) */
  constructor(
    id: AccountId,
    currency: string,
    cash: bigint,
    former: Partial<Record<Sum, bigint>> = {},
  ) {
    this.id = id;
    this.currency = currency;
    this.#initial = cash;
    this.#former = { ...NONE, ...former };
  }

  join(member: AccountMember): void {
    if (!this.#members.has(member)) this.#members.set(member, new KeptHolding(member));
  }
  leave(member: AccountMember): void {
    this.#members.get(member)?.leave(this.#sums);
    this.#members.delete(member);
  }

  /** What runners left behind that are on it no more; all of them. */
  setFormer(holdings: readonly FormerHolding[]): void {
    this.#former = formerSums(holdings);
  }

  /** Exact sums over everybody who is or was on it; the cash with what it began with. */
  totals(): Readonly<Record<Sum, bigint>> {
    const sums = { ...this.#former };
    sums.cash += this.#initial;
    for (const member of this.#members.keys()) {
      const holding = member.holding();
      for (const kind of KINDS) sums[kind] += exact(holding[kind] as Money, member.scale);
    }
    return sums;
  }

  /** The account as `member` sees it. */
  shareOf(member: () => AccountMember): AccountShare {
    const sum = (scale: Scale, kind: Sum) => inUnits(this.#sum(kind, member()), scale, false);
    const others = (kind: Watched) => this.#others(kind, member());
    return {
      id: this.id,
      equity: (scale) => {
        this.#look();
        return inUnits(this.#initial + others("cash") + others("value"), scale, false);
      },
      cash: (scale) => {
        this.#look();
        return inUnits(this.#initial + others("cash"), scale, false);
      },
      margin: (scale) => {
        this.#look();
        return inUnits(others("margin"), scale, true);
      },
      maintenance: (scale) => {
        this.#look();
        return inUnits(others("maintenance"), scale, true);
      },
      exposure: (scale) => {
        this.#look();
        return inUnits(others("exposure"), scale, true);
      },
      positions: () => {
        this.#look();
        return this.#sums.open - (this.#members.get(member())?.sums.open ?? 0);
      },
      sums: (scale): ShareSums => ({
        initial: inUnits(this.#initial, scale, false),
        realized: sum(scale, "realized"),
        unrealized: sum(scale, "unrealized"),
        fees: sum(scale, "fees"),
        funding: sum(scale, "funding"),
      }),
    };
  }

  /** Looks at the members that have changed since the last time. */
  #look(): void {
    for (const kept of this.#members.values()) kept.refresh(this.#sums);
  }

  /** What all but one hold, and what those left who are on it no more. */
  #others(kind: Watched, except: AccountMember): bigint {
    const own = this.#members.get(except)?.sums[kind] ?? 0n;
    return this.#former[kind] + this.#sums[kind] - own;
  }

  #sum(kind: Sum, except: AccountMember): bigint {
    let sum = this.#former[kind];
    for (const member of this.#members.keys()) {
      if (member === except) continue;
      const amount = member.holding()[kind];
      if (amount !== 0) sum += exact(amount as Money, member.scale);
    }
    return sum;
  }
}

function formerSums(holdings: readonly FormerHolding[]): Record<Sum, bigint> {
  const sums = { ...NONE };
  for (const holding of holdings) {
    const scale = new Scale(holding.priceStep, holding.quantityStep);
    for (const kind of ["cash", "realized", "fees", "funding"] as const) {
      sums[kind] += exact(holding[kind] as Money, scale);
    }
  }
  return sums;
}

const KINDS: readonly Sum[] = [
  "cash",
  "value",
  "realized",
  "unrealized",
  "fees",
  "funding",
  "margin",
  "maintenance",
  "exposure",
];

const NONE: Readonly<Record<Sum, bigint>> = {
  cash: 0n,
  value: 0n,
  realized: 0n,
  unrealized: 0n,
  fees: 0n,
  funding: 0n,
  margin: 0n,
  maintenance: 0n,
  exposure: 0n,
};
