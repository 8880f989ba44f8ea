import { type AccountId, type FormerHolding, type Money, Scale } from "../domain/mod.ts";
import type { AccountShare, ShareSums } from "./account_share.ts";
import { exact, inUnits } from "./exact_money.ts";

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
}

type Sum = keyof Omit<Holding, "isOpen">;

/**
 * An account that several runners of one shard trade with. It keeps no books of its own: what is on it is
 * the cash it began with and the exact sum of what its runners did, each counted in its symbol's units.
 */
export class SharedAccount {
  readonly id: AccountId;
  readonly currency: string;
  readonly #members = new Set<AccountMember>();
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
    this.#members.add(member);
  }
  leave(member: AccountMember): void {
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
    for (const member of this.#members) {
      const holding = member.holding();
      for (const kind of KINDS) sums[kind] += exact(holding[kind] as Money, member.scale);
    }
    return sums;
  }

  /** The account as `member` sees it. */
  shareOf(member: () => AccountMember): AccountShare {
    const sum = (scale: Scale, kind: Sum, from = 0n, up = false) =>
      inUnits(this.#sum(kind, member(), from), scale, up);
    return {
      id: this.id,
      equity: (scale) => inUnits(this.#equity(member()), scale, false),
      cash: (scale) => sum(scale, "cash", this.#initial),
      margin: (scale) => sum(scale, "margin", 0n, true),
      maintenance: (scale) => sum(scale, "maintenance", 0n, true),
      exposure: (scale) => sum(scale, "exposure", 0n, true),
      positions: () => this.#open(member()),
      sums: (scale): ShareSums => ({
        initial: inUnits(this.#initial, scale, false),
        realized: sum(scale, "realized"),
        unrealized: sum(scale, "unrealized"),
        fees: sum(scale, "fees"),
        funding: sum(scale, "funding"),
      }),
    };
  }

  #open(except: AccountMember): number {
    let open = 0;
    for (const member of this.#members) {
      if (member !== except && member.holding().isOpen) open++;
    }
    return open;
  }

  #equity(except: AccountMember): bigint {
    let sum = this.#initial + this.#former.cash + this.#former.value;
    for (const member of this.#members) {
      if (member === except) continue;
      const { cash, value } = member.holding();
      if (cash !== 0) sum += exact(cash as Money, member.scale);
      if (value !== 0) sum += exact(value as Money, member.scale);
    }
    return sum;
  }

  #sum(kind: Sum, except: AccountMember, from: bigint): bigint {
    let sum = from + this.#former[kind];
    for (const member of this.#members) {
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
