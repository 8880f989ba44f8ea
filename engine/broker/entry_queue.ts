import { invariant, type Lots, type Money, notional, type PriceTicks } from "../domain/mod.ts";

/** Entries that one position may have open; a further one is refused. */
export const MAX_ENTRIES = 1_000;

/** One entry, or what is left of it. */
export interface PositionEntry {
  readonly lots: number;
  readonly ticks: number;
  /** What of its fee is not yet charged to a closed part. */
  readonly feeLeft: number;
  readonly time: number;
}

/** What was taken out of the oldest entry. */
export interface TakenEntry {
  readonly lots: Lots;
  readonly ticks: PriceTicks;
  readonly fee: Money;
  readonly time: number;
}

/** A position's entries, oldest first, with their sums kept. */
export class EntryQueue {
  lots: Lots = 0 as Lots;
  /** `Σ lots × ticks` */
  cost: Money = 0 as Money;
  feeLeft: Money = 0 as Money;
  #entries: PositionEntry[] = [];

  constructor(entries: readonly PositionEntry[]) {
    for (const entry of entries) this.push(entry);
  }

  get size(): number {
    return this.#entries.length;
  }

  push(entry: PositionEntry): void {
    if (!(entry.lots > 0)) {
      invariant(false, `an entry holds at least one lot, not ${entry.lots}`);
    }
    if (this.#entries.length >= MAX_ENTRIES) {
      invariant(false, `a position has at most ${MAX_ENTRIES} entries`);
    }
    this.#entries.push(entry);
    this.#count(entry.lots, entry.ticks, entry.feeLeft);
  }

  /** Takes at most `wanted` lots out of the oldest entry, with their share of its fee rounded down. */
  take(wanted: Lots): TakenEntry {
    const oldest = this.#entries[0];
    invariant(oldest, "there is an entry to take from");
    const lots = Math.min(wanted, oldest.lots);
    const whole = lots === oldest.lots;
    const fee = whole ? oldest.feeLeft : Math.floor(oldest.feeLeft * (lots / oldest.lots));
    if (whole) this.#dropOldest();
    else {
      const left = { lots: oldest.lots - lots, feeLeft: oldest.feeLeft - fee };
      this.#entries[0] = { ...oldest, ...left };
    }
    this.#count(-lots, oldest.ticks, -fee);
    return {
      lots: lots as Lots,
      ticks: oldest.ticks as PriceTicks,
      fee: fee as Money,
      time: oldest.time,
    };
  }

  toData(): PositionEntry[] {
    return [...this.#entries];
  }

  /** Most positions have one entry; taking the first of a list moves all the others. */
  #dropOldest(): void {
    if (this.#entries.length === 1) this.#entries.pop();
    else this.#entries.shift();
  }

  #count(lots: number, ticks: number, fee: number): void {
    this.lots = this.lots + lots as Lots;
    const value = notional(ticks as PriceTicks, Math.abs(lots) as Lots);
    this.cost = this.cost + Math.sign(lots) * value as Money;
    this.feeLeft = this.feeLeft + fee as Money;
  }
}
