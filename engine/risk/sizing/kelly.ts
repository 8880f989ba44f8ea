import { invariant, type Lots } from "../../domain/mod.ts";
import { counted, rounded } from "../phrases.ts";
import type { Denial, EntryRequest, RiskView, Sizing, TradeRecord } from "../rule.ts";
import { wholeDown } from "../tolerance.ts";
import { lotsWithin } from "./affordable.ts";

/**
 * Kelly's share of the equity, `f = W − (1 − W) ÷ R`: `W` is the share of winning trades, `R` the
 * average win by the average loss; trades of exactly 0 count for neither, and without a loss `f = W`.
 * At most `cap`, and `cap` until there are `minTrades` trades; fee included, as far as the free margin
 * carries it. Once `f` is not above 0 nothing is traded, so the record stays as it is until the
 * settings change.
 *
 * Source: J. L. Kelly, A New Interpretation of Information Rate, Bell System Technical Journal 35
 * (1956); for trades in E. O. Thorp, The Kelly Criterion in Blackjack, Sports Betting and the Stock
 * Market (2006).
 */
export class KellyFraction implements Sizing {
  readonly #cap: number;
  readonly #minTrades: number;

  constructor(cap: number, minTrades: number) {
    invariant(cap > 0 && cap < Infinity, `Kelly's cap is above 0, not ${cap}`);
    this.#cap = cap;
    this.#minTrades = minTrades;
  }

  lots(_request: EntryRequest, view: RiskView): Lots | Denial {
    const share = view.record.trades < this.#minTrades ? this.#cap : kellyShare(view.record);
    if (!(share > 0)) return notPositive(view);
    return lotsWithin(wholeDown(view.account.equity * Math.min(share, this.#cap)), view);
  }
}

/** `W − (1 − W) ÷ R`; not above 0 where no trade has won. */
export function kellyShare({ wins, losses, won, lost }: TradeRecord): number {
  if (wins === 0) return losses === 0 ? 0 : -Infinity;
  const winning = wins / (wins + losses);
  if (losses === 0) return winning;
  const ratio = (won / wins) / (lost / losses);
  return winning - (1 - winning) / ratio;
}

function notPositive({ record, scale }: RiskView): Denial {
  const { wins, losses, won, lost } = record;
  const average = (sum: number, of: number) => of === 0 ? 0 : rounded(scale.toMoney(sum) / of);
  return {
    code: "KELLY_NOT_POSITIVE",
    reason: `Kelly's share of the equity is not above 0: ${counted(wins, "trade")} won ` +
      `${average(won, wins)} on average, ${counted(losses, "trade")} lost ${average(lost, losses)}`,
  };
}
