import type {
  EngineExposure,
  EngineRiskSettings,
  Instrument,
  Lots,
  Money,
  PriceTicks,
  RiskSettings,
  Scale,
  Side,
} from "../domain/mod.ts";

/** An order that would open a position, or make one larger, in steps. */
export interface EntryRequest {
  readonly side: Side;
  /** The quantity the strategy named, in base units; undefined leaves it to the sizing. */
  readonly quantity: number | undefined;
  readonly stopTicks: PriceTicks | null;
  readonly takeTicks: PriceTicks | null;
}

/** The account as the order finds it; amounts in the money units of the order's own symbol. */
export interface AccountFigures {
  readonly equity: Money;
  /** Held for positions and for other orders that would open some; of all runners on the account. */
  readonly marginUsed: Money;
  /** Worth of this runner's position and of its other orders that would add to it. */
  readonly positionNotional: Money;
  /** Worth of all positions of the account, and of other orders that would open some. */
  readonly exposure: Money;
  /** Positions that are open on the account, or would be by orders that wait; without this runner's. */
  readonly otherPositions: number;
}

/** What the runner's own trades came to, for Kelly's formula. Amounts in money units. */
export interface TradeRecord {
  readonly trades: number;
  readonly wins: number;
  readonly losses: number;
  /** Sum of the P&L of the winning trades, and of the losing ones as a positive number. */
  readonly won: number;
  readonly lost: number;
}

/** What a rule may look at, at the price the order would trade at. */
export interface RiskView {
  readonly settings: RiskSettings;
  readonly instrument: Instrument;
  readonly scale: Scale;
  readonly leverage: number;
  /** The price the order would trade at: its limit, its trigger, or what a market order gets now. */
  readonly ticks: PriceTicks;
  /** The market's price when the order was decided on. */
  readonly marketTicks: PriceTicks;
  readonly account: AccountFigures;
  readonly record: TradeRecord;
  readonly engine: {
    readonly limits: EngineRiskSettings;
    /** Everything that is open elsewhere in the engine, as last committed, in the quote currency. */
    readonly elsewhere: EngineExposure;
  };
  /** The fee of `lots` at `ticks`. */
  fee(lots: Lots): Money;
  /**
   * Standard deviation of a year's log return, from the closes of the last `bars` bars; NaN until
   * there are as many.
   */
  annualVolatility(bars: number): number;
}

/** A reason with a code for programs and a sentence for people. */
export interface Denial {
  readonly code: string;
  readonly reason: string;
}

/** One rule; denies by saying why, or lets pass with null. */
export interface RiskRule {
  readonly name: string;
  /** False where the settings leave it out: it is not asked then. Left out of rules that always count. */
  isSet?(settings: RiskSettings): boolean;
  check(request: EntryRequest, lots: Lots, view: RiskView): Denial | null;
}

/** How large an order is that does not say so itself. */
export interface Sizing {
  /** Whole quantity steps; 0 where nothing sensible comes out, or a denial that says why. */
  lots(request: EntryRequest, view: RiskView): Lots | Denial;
}
