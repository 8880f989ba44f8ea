import {
  type AccountMember,
  type AccountShare,
  exactCash,
  SharedAccount,
  toDecimal,
} from "../../broker/mod.ts";
import { type Account, type FormerHolding, Scale } from "../../domain/mod.ts";
import type { AccountRecord } from "../../store/store.ts";
import type { RunnerEntry } from "../fleet/mod.ts";

/** The account as its runners last committed it. */
function committed(record: AccountRecord, entries: readonly RunnerEntry[]): SharedAccount {
  const { id, currency, cash, former } = record;
  const account = new SharedAccount(id, currency, exactCash(cash));
  account.setFormer(former);
  for (const entry of entries) {
    const member = entry.member();
    if (member) account.join(member);
  }
  return account;
}

/** What a runner that cannot be asked would see of its account. */
export function committedShare(
  record: AccountRecord,
  others: readonly RunnerEntry[],
): AccountShare {
  const nobody: AccountMember = { scale: new Scale(1, 1), holding: () => NOTHING };
  return committed(record, others).shareOf(() => nobody);
}

/** Cash, equity and the rest over all runners of an account, exact, as last committed. */
export function accountBooks(record: AccountRecord, entries: readonly RunnerEntry[]): Account {
  const sums = committed(record, entries).totals();
  const equity = sums.cash + sums.value;
  const available = equity - sums.margin;
  return {
    id: record.id,
    initialCash: record.cash,
    cash: toDecimal(sums.cash),
    equity: toDecimal(equity),
    realizedPnl: toDecimal(sums.realized),
    unrealizedPnl: toDecimal(sums.unrealized),
    fees: toDecimal(sums.fees),
    funding: toDecimal(sums.funding),
    currency: record.currency,
    leverage: Math.max(1, ...entries.map((entry) => entry.execution.leverage)),
    marginUsed: toDecimal(sums.margin),
    marginAvailable: available > 0n ? toDecimal(available) : 0,
  };
}

/** `all` with one more; what was counted in the same steps is kept as one, as long as it stays exact. */
export function withFormer(
  all: readonly FormerHolding[],
  left: FormerHolding,
): readonly FormerHolding[] {
  const same = all.find((one) =>
    one.priceStep === left.priceStep && one.quantityStep === left.quantityStep
  );
  if (!same) return [...all, left];
  const { priceStep, quantityStep } = left;
  const sum: FormerHolding = {
    priceStep,
    quantityStep,
    cash: same.cash + left.cash,
    realized: same.realized + left.realized,
    fees: same.fees + left.fees,
    funding: same.funding + left.funding,
  };
  const isExact = [sum.cash, sum.realized, sum.fees, sum.funding].every(Number.isSafeInteger);
  return isExact ? all.map((one) => one === same ? sum : one) : [...all, left];
}

const NOTHING = {
  cash: 0,
  value: 0,
  realized: 0,
  unrealized: 0,
  fees: 0,
  funding: 0,
  margin: 0,
  maintenance: 0,
  exposure: 0,
  isOpen: false,
};
