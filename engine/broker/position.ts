import {
  invariant,
  type Lots,
  type Money,
  notional,
  type PriceTicks,
  type Side,
  ZERO_MONEY,
} from "../domain/mod.ts";

/** What closing a position, or part of it, came to; all in money units. */
export interface ClosedPart {
  readonly lots: Lots;
  /** Price difference × quantity, before fees. */
  readonly gross: Money;
  /** The part's share of the entry's fee, and the exit's. */
  readonly fees: Money;
  /** `gross − fees` */
  readonly pnl: Money;
}

/** A position's numbers as plain data. */
export interface PositionData {
  readonly side: Side;
  readonly lots: number;
  readonly entryTicks: number;
  readonly entryTime: number;
  readonly stopTicks: number | null;
  readonly takeTicks: number | null;
  readonly realized: number;
  readonly fees: number;
  readonly entryFeeLeft: number;
  readonly barsHeld: number;
  readonly lowest: number;
  readonly highest: number;
}

/** An open position in whole ticks, lots and money units. */
export class OpenPosition {
  readonly side: Side;
  /** +1 for long, −1 for short. */
  readonly sign: number;
  readonly entryTicks: PriceTicks;
  readonly entryTime: number;
  lots: Lots;
  stopTicks: PriceTicks | null;
  takeTicks: PriceTicks | null;
  /** From parts already closed, after fees. */
  realized: Money;
  fees: Money;
  /** What of the entry's fee is not yet charged to a closed part. */
  entryFeeLeft: Money;
  barsHeld: number;
  /** Extremes of the price since the entry. */
  lowest: number;
  highest: number;

  constructor(data: PositionData) {
    invariant(data.lots > 0, `a position holds at least one lot, not ${data.lots}`);
    this.side = data.side;
    this.sign = data.side === "LONG" ? 1 : -1;
    this.entryTicks = data.entryTicks as PriceTicks;
    this.entryTime = data.entryTime;
    this.lots = data.lots as Lots;
    this.stopTicks = data.stopTicks as PriceTicks | null;
    this.takeTicks = data.takeTicks as PriceTicks | null;
    this.realized = data.realized as Money;
    this.fees = data.fees as Money;
    this.entryFeeLeft = data.entryFeeLeft as Money;
    this.barsHeld = data.barsHeld;
    this.lowest = data.lowest;
    this.highest = data.highest;
  }

  static open(
    side: Side,
    lots: Lots,
    ticks: PriceTicks,
    fee: Money,
    time: number,
    price: number,
  ): OpenPosition {
    return new OpenPosition({
      side,
      lots,
      entryTicks: ticks,
      entryTime: time,
      stopTicks: null,
      takeTicks: null,
      realized: ZERO_MONEY,
      fees: fee,
      entryFeeLeft: fee,
      barsHeld: 0,
      lowest: price,
      highest: price,
    });
  }

  /** `(price − entry) × quantity` for a long, the opposite for a short; exact, before the exit's fee. */
  unrealized(ticks: PriceTicks): Money {
    return this.sign * (ticks - this.entryTicks) * this.lots as Money;
  }

  /**
   * Closes `lots` at `ticks`. The entry's fee is shared out by quantity, rounded down; the last part
   * takes what is left, so that the parts add up to the whole.
   */
  reduce(lots: Lots, ticks: PriceTicks, exitFee: Money): ClosedPart {
    invariant(lots > 0 && lots <= this.lots, `cannot close ${lots} of ${this.lots} lots`);
    const gross = this.sign * (notional(ticks, lots) - notional(this.entryTicks, lots)) as Money;
    const entryShare = lots === this.lots
      ? this.entryFeeLeft
      : Math.floor(this.entryFeeLeft * (lots / this.lots)) as Money;
    const fees = entryShare + exitFee as Money;
    const pnl = gross - fees as Money;
    this.lots = this.lots - lots as Lots;
    this.entryFeeLeft = this.entryFeeLeft - entryShare as Money;
    this.fees = this.fees + exitFee as Money;
    this.realized = this.realized + pnl as Money;
    return { lots, gross, fees, pnl };
  }

  /** Takes a bar's range into the extremes. */
  track(low: number, high: number): void {
    if (low < this.lowest) this.lowest = low;
    if (high > this.highest) this.highest = high;
  }

  toData(): PositionData {
    return {
      side: this.side,
      lots: this.lots,
      entryTicks: this.entryTicks,
      entryTime: this.entryTime,
      stopTicks: this.stopTicks,
      takeTicks: this.takeTicks,
      realized: this.realized,
      fees: this.fees,
      entryFeeLeft: this.entryFeeLeft,
      barsHeld: this.barsHeld,
      lowest: this.lowest,
      highest: this.highest,
    };
  }
}
