import { invariant, type Lots } from "../../domain/mod.ts";
import { counted } from "../phrases.ts";
import type { Denial, EntryRequest, RiskView, Sizing } from "../rule.ts";
import { affordable } from "./affordable.ts";

/**
 * Volatility targeting: `lots = ⌊annual ÷ σ × equity ÷ price⌋`, where `σ` is the standard deviation of a
 * year's log return over the last `bars` bars: the position moves the equity by about `annual` a year,
 * is large in a calm market and small in a wild one. As far as the free margin carries it.
 *
 * Source: A. Moreira and T. Muir, Volatility-Managed Portfolios, Journal of Finance 72 (2017), who
 * scale by the variance; the volatility itself, as here, in C. R. Harvey et al., The Impact of
 * Volatility Targeting, Journal of Portfolio Management 45 (2018).
 */
export class VolatilityTarget implements Sizing {
  readonly #annual: number;
  readonly #bars: number;

  constructor(annual: number, bars: number) {
    invariant(annual > 0 && annual < Infinity, `volatility target is above 0, not ${annual}`);
    this.#annual = annual;
    this.#bars = bars;
  }

  lots(_request: EntryRequest, view: RiskView): Lots | Denial {
    const sigma = view.annualVolatility(this.#bars);
    if (!(sigma > 0 && sigma < Infinity)) return this.#unknown(sigma);
    return affordable(this.#annual / sigma * view.account.equity / view.ticks, view);
  }

  #unknown(sigma: number): Denial {
    const bars = counted(this.#bars, "bar");
    const reason = sigma === 0
      ? `The price has not moved in the last ${bars}, and the size comes from its volatility`
      : `The volatility of the last ${bars} is not known yet, and the size comes from it`;
    return { code: "VOLATILITY_UNKNOWN", reason };
  }
}
