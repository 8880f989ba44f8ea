/** Limits on what may be traded. Plain data, checked where it comes in; null means no limit. */

/** How large an order is that names no quantity. */
export type SizingSettings =
  /** Always the same quantity, in base units. */
  | { readonly method: "FIXED"; readonly quantity: number }
  /** A share of the equity, fee included. */
  | { readonly method: "EQUITY"; readonly fraction: number }
  /** As much as loses this share of the equity at the stop loss. */
  | { readonly method: "RISK"; readonly fraction: number }
  /** As much as moves the equity by this much a year, at the volatility of the last `bars` bars. */
  | { readonly method: "VOLATILITY"; readonly annual: number; readonly bars: number }
  /** Kelly's share of the equity from the runner's own trades, at most `cap`; `cap` until there are `minTrades`. */
  | { readonly method: "KELLY"; readonly cap: number; readonly minTrades: number };

/** What a limit on losses does once it is reached. */
export type BreachAction =
  /** Cancels orders that would open a position and refuses new ones; the position stays, with its stops. */
  | "REDUCE"
  /** The same, and closes the position at the next price. */
  | "FLATTEN";

/** Limits of one runner, or of all runners on one account. */
export interface RiskSettings {
  readonly sizing: SizingSettings;
  /** Most that a position, with orders that would add to it, may be worth: as a fraction of the equity. */
  readonly maxPosition: number | null;
  /** The same for all positions of the account together. */
  readonly maxExposure: number | null;
  /** Positions that may be open at once on the account. */
  readonly maxOpenPositions: number | null;
  /** Loss since 00:00 UTC, as a fraction of the equity then. Trading goes on the next day. */
  readonly maxDailyLoss: number | null;
  /** Fall from the highest equity, as a fraction of it. Trading goes on once a user says so. */
  readonly maxDrawdown: number | null;
  /** Losing trades in a row. Trading goes on once a user says so. */
  readonly maxConsecutiveLosses: number | null;
  /** What the three above do. */
  readonly onBreach: BreachAction;
  /** Bars without an entry after a losing trade. */
  readonly cooldownBars: number;
  /** Orders that a strategy may send in a minute of market time. */
  readonly maxOrdersPerMinute: number | null;
  /** Furthest that an order's price may be from the market, as a fraction of it. */
  readonly priceCollar: number | null;
}

/** A quarter of the equity a trade; only what is surely a mistake is refused. */
export const DEFAULT_RISK: RiskSettings = {
  sizing: { method: "EQUITY", fraction: 0.25 },
  maxPosition: null,
  maxExposure: null,
  maxOpenPositions: null,
  maxDailyLoss: null,
  maxDrawdown: null,
  maxConsecutiveLosses: null,
  onBreach: "FLATTEN",
  cooldownBars: 0,
  maxOrdersPerMinute: 120,
  priceCollar: 0.5,
};

/**
 * Limits of an account that runners share, each of which counts for every runner on it, besides the
 * runner's own: of two limits the stricter counts.
 */
export type AccountLimits = Omit<RiskSettings, "sizing">;

/** None of its own: whatever the runners' settings say. */
export const NO_ACCOUNT_LIMITS: AccountLimits = {
  maxPosition: null,
  maxExposure: null,
  maxOpenPositions: null,
  maxDailyLoss: null,
  maxDrawdown: null,
  maxConsecutiveLosses: null,
  onBreach: "REDUCE",
  cooldownBars: 0,
  maxOrdersPerMinute: null,
  priceCollar: null,
};

/** Limits over everything in the engine; amounts are in the quote currency, each currency on its own. */
export interface EngineRiskSettings {
  readonly maxOpenPositions: number | null;
  readonly maxExposure: number | null;
  /** Of one symbol. */
  readonly maxSymbolExposure: number | null;
}

export const NO_ENGINE_LIMITS: EngineRiskSettings = {
  maxOpenPositions: null,
  maxExposure: null,
  maxSymbolExposure: null,
};

/**
 * What the whole engine may do.
 *
 * - `ACTIVE`: everything.
 * - `REDUCING`: exits only. Orders that would open a position are canceled, new ones refused; stops and
 *   targets stay, strategies are asked about open positions only.
 * - `HALTED`: nothing. All orders are canceled, stops and targets too, and no strategy is asked. The
 *   levels of a position are remembered and placed again when trading goes on.
 */
export const TRADING_STATES = ["ACTIVE", "REDUCING", "HALTED"] as const;
export type TradingState = typeof TRADING_STATES[number];

/** What the other shards hold, as last committed; for limits over the whole engine. */
export interface EngineExposure {
  readonly openPositions: number;
  /** Notional by quote currency, and by symbol. */
  readonly byCurrency: Readonly<Record<string, number>>;
  readonly bySymbol: Readonly<Record<string, number>>;
}

export const NO_EXPOSURE: EngineExposure = { openPositions: 0, byCurrency: {}, bySymbol: {} };
