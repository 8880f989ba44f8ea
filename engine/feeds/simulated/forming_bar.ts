import type { HourTicks } from "./hour_ticks.ts";

/** A bar as it grows, in whole price steps and lots, so that sums are exact. */
export class FormingBar {
  open = 0;
  high = 0;
  low = 0;
  close = 0;
  lots = 0;

  /** True before the first tick: in every one something is traded. */
  get isEmpty(): boolean {
    return this.lots === 0;
  }

  clear(): void {
    this.lots = 0;
  }

  /** Begins anew with one tick. */
  begin(price: number, lots: number): void {
    this.open =
      this.high =
      this.low =
      this.close =
        price;
    this.lots = lots;
  }

  /** Takes in what came next; an empty bar begins with it, and what is empty says nothing. */
  add({ open, high, low, close, lots }: FormingBar): void {
    if (lots === 0) return;
    if (this.isEmpty) {
      this.open = open;
      this.high = high;
      this.low = low;
    }
    if (high > this.high) this.high = high;
    if (low < this.low) this.low = low;
    this.close = close;
    this.lots += lots;
  }

  /** Takes in the ticks `from` to `to` (exclusive) of an hour. */
  take({ price, lots }: HourTicks, from: number, to: number): void {
    if (to <= from) return;
    let { high, low, lots: sum } = this;
    for (let i = from; i < to; i++) {
      // Without a branch: nobody can predict when a walk reaches a new high.
      const p = price[i]!;
      high = Math.max(high, p);
      low = Math.min(low, p);
      sum += lots[i]!;
    }
    this.high = high;
    this.low = low;
    this.lots = sum;
    this.close = price[to - 1]!;
  }
}
