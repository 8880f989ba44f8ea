/**
 * How orders of a runner are executed: which models the paper broker uses, and their numbers. Plain
 * data, checked where it comes in; formulas stand with the models in `engine/broker/models`.
 */

/** Fees in basis points of the notional. */
export interface FeeSettings {
  /** For orders that had waited in the market. */
  readonly makerBps: number;
  /** For orders that trade at once. */
  readonly takerBps: number;
  /** Rates for those who trade much, ascending by volume; they replace the two above. */
  readonly tiers: readonly FeeTier[];
}

export interface FeeTier {
  /** Notional traded in the 30 days before, in the quote currency, from which on the tier counts. */
  readonly volume: number;
  readonly makerBps: number;
  readonly takerBps: number;
}

/** How much worse than the quote a market order trades. */
export type SlippageSettings =
  | { readonly model: "NONE" }
  /** A fixed share of the price. */
  | { readonly model: "FIXED"; readonly bps: number }
  /** Grows with the square of the order's share of the volume. */
  | { readonly model: "VOLUME_SHARE"; readonly impact: number }
  /** Grows with the square root of the order's share of the volume and with the volatility. */
  | { readonly model: "SQUARE_ROOT"; readonly coefficient: number };

/** How long an order is on its way to the market. */
export type LatencySettings =
  | { readonly model: "NONE" }
  | { readonly model: "FIXED"; readonly ms: number }
  | { readonly model: "UNIFORM"; readonly minMs: number; readonly maxMs: number }
  /** Log-normal: half of the orders take less than the median, few take much longer. */
  | { readonly model: "LOG_NORMAL"; readonly medianMs: number; readonly sigma: number };

export interface ExecutionSettings {
  readonly fees: FeeSettings;
  /** Whole spread in basis points, where the feed has no quotes. */
  readonly spreadBps: number;
  readonly slippage: SlippageSettings;
  readonly latency: LatencySettings;
  /** Most of a candle's volume that one runner's orders may trade, as a fraction; null for all they want. */
  readonly volumeShare: number | null;
  /** Whether a resting limit order trades when the price reaches it, or only once the price goes through. */
  readonly limitFill: "TOUCH" | "THROUGH";
  /** Notional ÷ equity that may be held at the most; 1 is none. */
  readonly leverage: number;
  /** Equity ÷ notional below which the broker closes the position. */
  readonly maintenanceMargin: number;
  /** Taken from the notional of a liquidation, on top of the fee, in basis points. */
  readonly liquidationFeeBps: number;
  /** What longs pay shorts (negative: the other way round) every `fundingHours`, in basis points. */
  readonly fundingBps: number;
  readonly fundingHours: number;
  /** For everything random; the runner's id is mixed in. */
  readonly seed: string;
}

/** Binance's spot fee without discounts, no spread beyond the quotes, no slippage, no delay, no leverage. */
export const DEFAULT_EXECUTION: ExecutionSettings = {
  fees: { makerBps: 10, takerBps: 10, tiers: [] },
  spreadBps: 0,
  slippage: { model: "NONE" },
  latency: { model: "NONE" },
  volumeShare: null,
  limitFill: "TOUCH",
  leverage: 1,
  maintenanceMargin: 0.005,
  liquidationFeeBps: 0,
  fundingBps: 0,
  fundingHours: 8,
  seed: "1",
};

/** Everything as by default, with one fee for makers and takers and a spread. */
export function simpleExecution(feeBps: number, spreadBps: number): ExecutionSettings {
  const fees = { makerBps: feeBps, takerBps: feeBps, tiers: [] };
  return { ...DEFAULT_EXECUTION, fees, spreadBps };
}
