import { findInstrument, SYMBOLS } from "../../engine/market/catalogue.ts";
import { digitsOf } from "./decimals.ts";
import { hashText } from "./noise.ts";

/** A symbol of the exchange. Prices are counted in ticks, quantities in lots. */
export interface SymbolSpec {
  /** `BTCUSDT`. */
  readonly code: string;
  readonly base: string;
  readonly quote: string;
  /** Decimals of one tick and of one lot. */
  readonly priceDigits: number;
  readonly quantityDigits: number;
  /** Around which generated prices move. */
  readonly price: number;
  readonly annualVolatility: number;
  readonly dailyVolume: number;
  readonly minNotional: number;
}

/** The curated crypto symbols. */
export const DEFAULT_SYMBOLS: readonly string[] = SYMBOLS
  .filter((symbol) => symbol.assetClass === "CRYPTO").map((symbol) => symbol.code);

/** The symbol of that code: a curated one as it is, any other `…USDT` made up from its name. */
export function specOf(code: string): SymbolSpec {
  const known = findInstrument(code);
  if (!known) return inventedSpec(code);
  const { base, quote, priceStep, quantityStep, minNotional, simulation } = known;
  return {
    code,
    base,
    quote,
    priceDigits: digitsOf(priceStep),
    quantityDigits: digitsOf(quantityStep),
    price: simulation.price,
    annualVolatility: simulation.annualVolatility,
    dailyVolume: simulation.dailyVolume,
    minNotional,
  };
}

function inventedSpec(code: string): SymbolSpec {
  const quote = "USDT";
  if (!/^[A-Z0-9]{1,16}USDT$/.test(code)) throw new Error(`No symbol ${code}: it has to be …USDT`);
  const hash = hashText(code);
  const price = (10 + hash % 990) / [1, 10, 100][hash % 3]!;
  return {
    code,
    base: code.slice(0, -quote.length),
    quote,
    priceDigits: 2 + hash % 3,
    quantityDigits: hash % 4,
    price,
    annualVolatility: 0.8,
    dailyVolume: 50_000_000 / price,
    minNotional: 5,
  };
}
