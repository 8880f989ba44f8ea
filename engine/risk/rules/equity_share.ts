import { percent } from "../phrases.ts";
import type { RiskView } from "../rule.ts";
import { exceeds, wholeDown } from "../tolerance.ts";

/**
 * Why `amount` money units are more than a share of the equity; null where they are not.
 * @param what begins the sentence: "The position"
 */
export function moreThanShare(
  what: string,
  amount: number,
  share: number,
  { scale, account }: RiskView,
): string | null {
  const limit = account.equity * share;
  if (!exceeds(amount, limit)) return null;
  return `${what} would be worth ${scale.toMoney(amount)}, and ${
    scale.toMoney(wholeDown(limit))
  } ` +
    `is the most: ${percent(share)} of the equity of ${scale.toMoney(account.equity)}`;
}
