import type { Lots, Money } from "../../domain/mod.ts";
import { marginNeeded } from "../margin.ts";
import type { Denial, EntryRequest, RiskRule, RiskView } from "../rule.ts";

/**
 * `initial margin + fee + margin already held ≤ equity`, long or short, with the initial margin
 * `⌈notional ÷ leverage⌉`. Without leverage: what an entry is worth has to be there.
 */
export const fundsRule: RiskRule = {
  name: "funds",
  check(_request: EntryRequest, lots: Lots, view: RiskView): Denial | null {
    const need = marginNeeded(lots, view);
    if (need + view.account.marginUsed <= view.account.equity) return null;
    return { code: "INSUFFICIENT_FUNDS", reason: shortage(lots, need, view) };
  },
};

function shortage(lots: Lots, need: Money, { scale, ticks, leverage, account }: RiskView): string {
  const levered = leverage === 1 ? "" : ` at ${leverage} times leverage`;
  const held = account.marginUsed === 0
    ? ""
    : `, of which ${scale.toMoney(account.marginUsed)} is held as margin already`;
  return `${scale.toQuantity(lots)} at ${scale.toPrice(ticks)} needs ${scale.toMoney(need)} ` +
    `with the fee${levered}, and the equity is ${scale.toMoney(account.equity)}${held}`;
}
