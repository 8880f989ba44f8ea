import { invariant, type SlippageSettings } from "../../domain/mod.ts";

/** What the market last traded; NaN where it is not known. */
export interface Tape {
  /** Base units traded in the last finished candle. */
  readonly volume: number;
  /** Its volatility, see {@link parkinson}. */
  readonly volatility: number;
}

/** How much worse than the quote an order trades that takes liquidity. */
export interface SlippageModel {
  /**
   * @param quantity base units of the order, above 0
   * @returns how much worse the price is, as a fraction of it, from 0 to 1
   */
  fraction(quantity: number, tape: Tape): number;
}

/**
 * Most of the price that the square-root law takes, and what it takes where volume or volatility are not
 * known: careful enough to be seen, far from where the law was measured.
 */
export const MAX_SLIPPAGE = 0.1;

const RANGE_TO_DEVIATION = 1 / (2 * Math.sqrt(Math.LN2));

/**
 * Standard deviation of a candle's log return, from its range: `ln(high ÷ low) ÷ (2 √ln 2)`, Parkinson's
 * estimator (The Extreme Value Method for Estimating the Variance of the Rate of Return, Journal of
 * Business 53, 1980) for one candle. NaN for a range that is none.
 */
export function parkinson(high: number, low: number): number {
  return low > 0 && high >= low ? Math.log(high / low) * RANGE_TO_DEVIATION : NaN;
}

export class NoSlippage implements SlippageModel {
  fraction(_quantity: number, _tape: Tape): number {
    return 0;
  }
}

/** `bps ÷ 10,000`, for every order alike. */
export class FixedSlippage implements SlippageModel {
  readonly #fraction: number;

  /** @param bps basis points, 0 to 10,000 */
  constructor(bps: number) {
    invariant(bps >= 0 && bps <= 10_000, `slippage is 0 to 10,000 bps, not ${bps}`);
    this.#fraction = bps / 10_000;
  }

  fraction(_quantity: number, _tape: Tape): number {
    return this.#fraction;
  }
}

/**
 * `impact × min(1, quantity ÷ volume)²`: a tenth of the volume costs a hundredth of what all of it costs.
 *
 * Source: Zipline's VolumeShareSlippage, whose impact is 0.1 unless set. There the volume is that of the
 * candle at whose close the order trades. Here an order trades at the first price of a candle, when that
 * candle's volume is not known to anybody: to use it would be look-ahead, so the last finished candle's
 * counts. There an order trades 2.5 % of a candle at the most unless set, and the share goes no higher;
 * here that limit is a setting of its own (`volumeShare`), and the share goes to 1. A volume of 0 or an
 * unknown one counts as a share of 1.
 */
export class VolumeShareSlippage implements SlippageModel {
  readonly #impact: number;

  /** @param impact fraction of the price that an order as large as the volume costs, 0 to 1 */
  constructor(impact: number) {
    invariant(impact >= 0 && impact <= 1, `impact is 0 to 1, not ${impact}`);
    this.#impact = impact;
  }

  fraction(quantity: number, { volume }: Tape): number {
    const share = quantity < volume ? quantity / volume : 1;
    return this.#impact * share * share;
  }
}

/**
 * `coefficient × volatility × √(quantity ÷ volume)`, at most {@link MAX_SLIPPAGE}; that much too where volume
 * or volatility are not known, or the volume is 0.
 *
 * Source: the square-root law of impact, with a coefficient near 1: Tóth et al., Anomalous Price Impact
 * and the Critical Nature of Liquidity in Financial Markets, Physical Review X 1, 2011. (Almgren, Thum,
 * Hauptmann and Li, Direct Estimation of Equity Market Impact, Risk, July 2005, measured the power 0.6
 * instead of 0.5.) The law is stated for a day's volume and volatility; as volume grows with time and
 * volatility with its root, a candle of any length gives the same figure. Here it is the last finished one.
 *
 * A candle whose high is its low has no volatility, and an order after it no slippage.
 */
export class SquareRootSlippage implements SlippageModel {
  readonly #coefficient: number;
  readonly #most: number;

  /** @param coefficient 0 or more; 0 is no slippage at all */
  constructor(coefficient: number) {
    invariant(
      coefficient >= 0 && coefficient < Infinity,
      `coefficient is 0 or more, not ${coefficient}`,
    );
    this.#coefficient = coefficient;
    this.#most = coefficient > 0 ? MAX_SLIPPAGE : 0;
  }

  fraction(quantity: number, { volume, volatility }: Tape): number {
    const fraction = this.#coefficient * volatility * Math.sqrt(quantity / volume);
    // Written so that NaN, which 0 ÷ 0 and unknown figures come to, is the most as well.
    return fraction < this.#most ? fraction : this.#most;
  }
}

export function slippageModel(settings: SlippageSettings): SlippageModel {
  switch (settings.model) {
    case "NONE":
      return new NoSlippage();
    case "FIXED":
      return new FixedSlippage(settings.bps);
    case "VOLUME_SHARE":
      return new VolumeShareSlippage(settings.impact);
    case "SQUARE_ROOT":
      return new SquareRootSlippage(settings.coefficient);
  }
}
