import type { AssetClass, FeedKind, Instrument, SimulationProfile } from "../domain/mod.ts";
import { badInput, shown } from "../domain/mod.ts";

/** What Binance spot asks of most USDT pairs, in USDT. */
const CRYPTO_MIN_NOTIONAL = 5;

/**
 * The curated symbols. Steps of crypto are those of Binance spot; stocks are counted in cents and
 * thousandths of a share, forex in tenths of a pip and whole units of the base currency. The
 * simulation figures (price, volatility a year, spread, volume a day) are of the usual order for the
 * symbol and no statement about any date.
 */
export const SYMBOLS: readonly Instrument[] = [
  crypto("BTC", "Bitcoin", [0.01, 0.00001], sim(60_000, 0.55, 0.5, 25_000)),
  crypto("ETH", "Ethereum", [0.01, 0.0001], sim(3_000, 0.7, 0.8, 400_000)),
  crypto("BNB", "BNB", [0.01, 0.001], sim(600, 0.6, 1.5, 250_000)),
  crypto("SOL", "Solana", [0.01, 0.001], sim(150, 0.9, 1.5, 4_000_000)),
  crypto("XRP", "XRP", [0.0001, 0.1], sim(0.6, 0.85, 2.5, 400_000_000)),
  crypto("ADA", "Cardano", [0.0001, 0.1], sim(0.45, 0.85, 3, 150_000_000)),
  crypto("DOGE", "Dogecoin", [0.00001, 1], sim(0.15, 0.95, 2, 1_500_000_000)),
  crypto("LTC", "Litecoin", [0.01, 0.001], sim(80, 0.75, 2.5, 500_000)),
  stock("AAPL", "Apple", sim(190, 0.28, 1, 55_000_000)),
  stock("MSFT", "Microsoft", sim(420, 0.25, 1, 20_000_000)),
  stock("GOOG", "Alphabet", sim(170, 0.3, 1.2, 22_000_000)),
  stock("NVDA", "NVIDIA", sim(120, 0.5, 1.2, 300_000_000)),
  stock("TSLA", "Tesla", sim(220, 0.58, 1.5, 90_000_000)),
  stock("SPY", "SPDR S&P 500 ETF", sim(550, 0.16, 0.3, 60_000_000)),
  forex("EUR", "USD", 0.00001, sim(1.08, 0.075, 0.8, 1_500_000_000)),
  forex("GBP", "USD", 0.00001, sim(1.27, 0.085, 1, 900_000_000)),
  forex("USD", "JPY", 0.001, sim(150, 0.1, 0.8, 1_200_000_000)),
  forex("AUD", "USD", 0.00001, sim(0.66, 0.1, 1.2, 500_000_000)),
];

const BY_CODE: ReadonlyMap<string, Instrument> = new Map(SYMBOLS.map((s) => [s.code, s]));

/** The instrument of that code, upper case as listed; undefined when there is none. */
export function findInstrument(code: string): Instrument | undefined {
  return BY_CODE.get(code);
}

/** @throws InputError BAD_USER_INPUT naming the code and the known ones */
export function requireInstrument(code: string): Instrument {
  const found = BY_CODE.get(code);
  if (found) return found;
  const known = SYMBOLS.map((s) => s.code).join(", ");
  throw badInput(`Unknown symbol ${shown(code)}: it has to be one of ${known}`, "symbol");
}

function sim(
  price: number,
  annualVolatility: number,
  spreadBps: number,
  dailyVolume: number,
): SimulationProfile {
  return { price, annualVolatility, spreadBps, dailyVolume };
}

function instrument(
  assetClass: AssetClass,
  [base, quote, name]: readonly [string, string, string],
  [priceStep, quantityStep]: readonly [number, number],
  feeds: readonly FeedKind[],
  simulation: SimulationProfile,
): Instrument {
  const code = assetClass === "STOCK" ? base : base + quote;
  const limits = {
    minQuantity: quantityStep,
    maxQuantity: 0,
    minNotional: assetClass === "CRYPTO" ? CRYPTO_MIN_NOTIONAL : 0,
  };
  const steps = { priceStep, quantityStep, ...limits };
  return { code, name, assetClass, base, quote, ...steps, feeds, simulation };
}

function crypto(
  base: string,
  name: string,
  steps: readonly [number, number],
  simulation: SimulationProfile,
): Instrument {
  const feeds = ["SIMULATED", "BINANCE_US", "BINANCE", "REPLAY"] as const;
  return instrument("CRYPTO", [base, "USDT", `${name} / Tether`], steps, feeds, simulation);
}

function stock(code: string, name: string, simulation: SimulationProfile): Instrument {
  return instrument(
    "STOCK",
    [code, "USD", name],
    [0.01, 0.001],
    ["SIMULATED", "REPLAY"],
    simulation,
  );
}

function forex(
  base: string,
  quote: string,
  priceStep: number,
  simulation: SimulationProfile,
): Instrument {
  return instrument(
    "FOREX",
    [base, quote, `${base} / ${quote}`],
    [priceStep, 1],
    ["SIMULATED", "REPLAY"],
    simulation,
  );
}
