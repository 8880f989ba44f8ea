/** What the tests of risk share: a view in which one money unit is 1, and requests. */
import {
  DEFAULT_RISK,
  type Instrument,
  type Lots,
  type Money,
  NO_ENGINE_LIMITS,
  NO_EXPOSURE,
  type PriceTicks,
  type RiskSettings,
  scaleOf,
} from "../domain/mod.ts";
import type { AccountFigures, EntryRequest, RiskView, TradeRecord } from "./rule.ts";

/** Steps of 1 and no limits, so that ticks, lots and money read as they are. */
export const UNIT_INSTRUMENT: Instrument = {
  code: "TEST",
  name: "Test",
  assetClass: "CRYPTO",
  base: "T",
  quote: "USDT",
  priceStep: 1,
  quantityStep: 1,
  minQuantity: 0,
  maxQuantity: 0,
  minNotional: 0,
  feeds: ["SIMULATED"],
  simulation: { price: 100, annualVolatility: 0.5, spreadBps: 1, dailyVolume: 1_000 },
};

export const BTC: Instrument = {
  ...UNIT_INSTRUMENT,
  code: "BTCUSDT",
  priceStep: 0.01,
  quantityStep: 0.00001,
};

interface ViewParts extends Partial<Record<keyof AccountFigures, number>> {
  settings?: Partial<RiskView["settings"]>;
  instrument?: Instrument;
  leverage?: number;
  ticks?: number;
  marketTicks?: number;
  record?: Partial<TradeRecord>;
  engine?: Partial<RiskView["engine"]>;
  feeBps?: number;
  volatility?: number;
}

const NO_TRADES: TradeRecord = { trades: 0, wins: 0, losses: 0, won: 0, lost: 0 };

/** A price of 100, equity of 10,000, no fee, nothing held, and the default limits. */
export function viewOf(parts: ViewParts = {}): RiskView {
  const instrument = parts.instrument ?? UNIT_INSTRUMENT;
  const ticks = (parts.ticks ?? 100) as PriceTicks;
  const feeBps = parts.feeBps ?? 0;
  return {
    settings: { ...DEFAULT_RISK, ...parts.settings },
    instrument,
    scale: scaleOf(instrument),
    leverage: parts.leverage ?? 1,
    ticks,
    marketTicks: (parts.marketTicks ?? ticks) as PriceTicks,
    account: {
      equity: (parts.equity ?? 10_000) as Money,
      marginUsed: (parts.marginUsed ?? 0) as Money,
      positionNotional: (parts.positionNotional ?? 0) as Money,
      exposure: (parts.exposure ?? 0) as Money,
      otherPositions: parts.otherPositions ?? 0,
    },
    record: { ...NO_TRADES, ...parts.record },
    engine: { limits: NO_ENGINE_LIMITS, elsewhere: NO_EXPOSURE, ...parts.engine },
    fee: (lots) => Math.ceil(lots * ticks * feeBps / 10_000) as Money,
    annualVolatility: () => parts.volatility ?? NaN,
  };
}

/** The default settings with some changed. */
export const settingsOf = (parts: Partial<RiskSettings> = {}): RiskSettings => ({
  ...DEFAULT_RISK,
  ...parts,
});

/** 2024-01-01 00:00 UTC. */
export const DAY_0 = 1_704_067_200_000;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** A long that names no quantity and has no levels. */
export function requestOf(parts: Partial<EntryRequest> = {}): EntryRequest {
  return { side: "LONG", quantity: undefined, stopTicks: null, takeTicks: null, ...parts };
}

export const lotsOf = (count: number): Lots => count as Lots;
export const ticksOf = (count: number): PriceTicks => count as PriceTicks;
