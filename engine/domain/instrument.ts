import { Scale } from "./units.ts";

export type AssetClass = "CRYPTO" | "STOCK" | "FOREX";
/** Where market data comes from. */
export const FEED_KINDS = ["SIMULATED", "BINANCE_US", "BINANCE", "REPLAY"] as const;
export type FeedKind = typeof FEED_KINDS[number];

/** What an exchange says about orders for a symbol. Zero where it sets no limit. */
export interface SymbolTerms {
  /** Smallest price difference, in the quote currency. */
  readonly priceStep: number;
  /** Smallest quantity difference, in units of the base. */
  readonly quantityStep: number;
  /** Least and most of the base in one order. */
  readonly minQuantity: number;
  readonly maxQuantity: number;
  /** Least that an order has to be worth, in the quote currency. */
  readonly minNotional: number;
}

/** What can be traded, and in which steps. Plain data: it travels to the shards. */
export interface Instrument extends SymbolTerms {
  /** `BTCUSDT`, `AAPL`, `EURUSD`. */
  readonly code: string;
  readonly name: string;
  readonly assetClass: AssetClass;
  /** What is bought and sold. */
  readonly base: string;
  /** What prices, cash and P&L are counted in. */
  readonly quote: string;
  readonly feeds: readonly FeedKind[];
  /** What the simulated market starts from. */
  readonly simulation: SimulationProfile;
}

export interface SimulationProfile {
  /** Price around which the simulated walk moves. */
  readonly price: number;
  /** Standard deviation of a year's log return; 0.6 is 60 %. */
  readonly annualVolatility: number;
  /** Usual distance between bid and ask, in basis points of the price. */
  readonly spreadBps: number;
  /** Usual base volume traded in a day. */
  readonly dailyVolume: number;
}

/** The steps and limits alone. */
export function onlyTerms(
  { priceStep, quantityStep, minQuantity, maxQuantity, minNotional }: SymbolTerms,
): SymbolTerms {
  return { priceStep, quantityStep, minQuantity, maxQuantity, minNotional };
}

export function scaleOf(instrument: Instrument): Scale {
  return new Scale(instrument.priceStep, instrument.quantityStep);
}
