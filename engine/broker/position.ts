import {
  invariant,
  type Lots,
  type Money,
  notional,
  type PriceTicks,
  type Side,
  ZERO_MONEY,
} from "../domain/mod.ts";
import { EntryQueue, type PositionEntry } from "./entry_queue.ts";

/** What closing one entry of a position, or part of it, came to; all in money units. */
export interface ClosedPart {
  readonly lots: Lots;
  readonly entryTicks: PriceTicks;
  readonly entryTime: number;
  /** Price difference × quantity, before fees. */
  readonly gross: Money;
  /** The part's share of the entry's fee and of the exit's. */
  readonly fees: Money;
  /** `gross − fees` */
  readonly pnl: Money;
}

/** Levels that protect a position. */
export interface Levels {
  readonly stopTicks: PriceTicks | null;
  readonly takeTicks: PriceTicks | null;
  /** How far the stop follows behind the price; null where it stands still. */
  readonly trailTicks: PriceTicks | null;
}

export const NO_LEVELS: Levels = { stopTicks: null, takeTicks: null, trailTicks: null };

/** A position's numbers as plain data. */
export interface PositionData {
  readonly side: Side;
  readonly entries: readonly PositionEntry[];
  readonly entryTime: number;
  readonly stopTicks: number | null;
  readonly takeTicks: number | null;
  readonly trailTicks: number | null;
  readonly realized: number;
  readonly fees: number;
  readonly funding: number;
  readonly barsHeld: number;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * An open position in whole ticks, lots and money units. What was bought first is sold first (FIFO), so
 * that every trade has whole prices; the average entry price is for show only.
 */
export class OpenPosition {
  readonly side: Side;
  /** +1 for long, −1 for short. */
  readonly sign: 1 | -1;
  /** Of the first entry. */
  readonly entryTime: number;
  stopTicks: PriceTicks | null;
  takeTicks: PriceTicks | null;
  trailTicks: PriceTicks | null;
  /** From parts already closed, after fees. */
  realized: Money;
  /** Paid so far. */
  fees: Money;
  /** Funding paid so far, negative where received. */
  funding: Money;
  barsHeld: number;
  /** Extremes of the price since the first entry. */
  lowest: number;
  highest: number;
  readonly #entries: EntryQueue;

  constructor(data: PositionData) {
    this.side = data.side;
    this.sign = data.side === "LONG" ? 1 : -1;
    this.#entries = new EntryQueue(data.entries);
    if (!(this.lots > 0)) invariant(false, `a position holds at least one lot, not ${this.lots}`);
    this.entryTime = data.entryTime;
    this.stopTicks = data.stopTicks as PriceTicks | null;
    this.takeTicks = data.takeTicks as PriceTicks | null;
    this.trailTicks = data.trailTicks as PriceTicks | null;
    this.realized = data.realized as Money;
    this.fees = data.fees as Money;
    this.funding = data.funding as Money;
    this.barsHeld = data.barsHeld;
    this.lowest = data.lowest;
    this.highest = data.highest;
  }

  /** @param price the market's price at the moment, from which excursions are measured */
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
      entries: [{ lots, ticks, feeLeft: fee, time }],
      entryTime: time,
      stopTicks: null,
      takeTicks: null,
      trailTicks: null,
      realized: ZERO_MONEY,
      fees: fee,
      funding: ZERO_MONEY,
      barsHeld: 0,
      lowest: price,
      highest: price,
    });
  }

  get lots(): Lots {
    return this.#entries.lots;
  }
  /** What was paid (long) or received (short) for what is still held, without fees. */
  get cost(): Money {
    return this.#entries.cost;
  }
  /** What of the entries' fees is not yet charged to a closed part. */
  get entryFeeLeft(): Money {
    return this.#entries.feeLeft;
  }
  /** Entries that are still open, wholly or in part. */
  get entries(): number {
    return this.#entries.size;
  }
  /** `Σ lots × ticks ÷ Σ lots` of what is still held; not whole. */
  get averageTicks(): number {
    return this.cost / this.lots;
  }

  /** `(price − entry) × quantity` for a long, the opposite for a short; exact, before the exit's fee. */
  unrealized(ticks: PriceTicks): Money {
    return this.sign * (ticks * this.lots - this.cost) as Money;
  }

  /** @throws Error past {@link MAX_ENTRIES} */
  add(lots: Lots, ticks: PriceTicks, fee: Money, time: number): void {
    this.#entries.push({ lots, ticks, feeLeft: fee, time });
    this.fees = this.fees + fee as Money;
  }

  /**
   * Closes `lots` at `ticks`, oldest entries first; one part an entry. Fees are shared out by quantity,
   * rounded down; the last part takes what is left, so that the parts add up to the whole.
   */
  reduce(lots: Lots, ticks: PriceTicks, exitFee: Money): ClosedPart[] {
    if (!(lots > 0 && lots <= this.lots)) {
      invariant(false, `cannot close ${lots} of ${this.lots} lots`);
    }
    const parts: ClosedPart[] = [];
    let toClose: number = lots;
    let exitFeeLeft: number = exitFee;
    while (toClose > 0) {
      const taken = this.#entries.take(toClose as Lots);
      toClose -= taken.lots;
      const exitShare = toClose === 0 ? exitFeeLeft : Math.floor(exitFee * (taken.lots / lots));
      exitFeeLeft -= exitShare;
      const gross = this.sign *
        (notional(ticks, taken.lots) - notional(taken.ticks, taken.lots)) as Money;
      const fees = taken.fee + exitShare as Money;
      const pnl = gross - fees as Money;
      this.realized = this.realized + pnl as Money;
      parts.push({
        lots: taken.lots,
        entryTicks: taken.ticks,
        entryTime: taken.time,
        gross,
        fees,
        pnl,
      });
    }
    this.fees = this.fees + exitFee as Money;
    return parts;
  }

  /** Takes a bar's range into the extremes. */
  track(low: number, high: number): void {
    if (low < this.lowest) this.lowest = low;
    if (high > this.highest) this.highest = high;
  }

  setLevels(levels: Levels): void {
    this.stopTicks = levels.stopTicks;
    this.takeTicks = levels.takeTicks;
    this.trailTicks = levels.trailTicks;
  }

  toData(): PositionData {
    return {
      side: this.side,
      entries: this.#entries.toData(),
      entryTime: this.entryTime,
      stopTicks: this.stopTicks,
      takeTicks: this.takeTicks,
      trailTicks: this.trailTicks,
      realized: this.realized,
      fees: this.fees,
      funding: this.funding,
      barsHeld: this.barsHeld,
      lowest: this.lowest,
      highest: this.highest,
    };
  }
}
