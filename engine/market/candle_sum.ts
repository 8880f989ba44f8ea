import { addVolumes } from "./volume.ts";

/**
 * True for a candle in which nobody traded: it only repeats the price before. A coarser bar takes its
 * prices from trades, so such a candle counts only where a bar has no other, as exchanges have it.
 */
export function isQuiet(high: number, low: number, volume: number): boolean {
  return volume === 0 && high === low;
}

/** One candle made of finer ones that follow one another. */
export class CandleSum {
  open = NaN;
  high = -Infinity;
  low = Infinity;
  close = NaN;
  volume = 0;
  /** True once a finer candle is in it, and once it has one in which somebody traded. */
  filled = false;
  traded = false;

  add(open: number, high: number, low: number, close: number, volume: number): void {
    const quiet = isQuiet(high, low, volume);
    this.close = close;
    this.volume = addVolumes(this.volume, volume);
    if (quiet && this.filled) return;
    if (!this.filled || (!quiet && !this.traded)) {
      this.open = open;
      this.high = high;
      this.low = low;
    }
    this.filled = true;
    this.traded = !quiet;
    if (high > this.high) this.high = high;
    if (low < this.low) this.low = low;
  }

  clear(): void {
    this.filled = this.traded = false;
    this.open = this.close = NaN;
    this.high = -Infinity;
    this.low = Infinity;
    this.volume = 0;
  }
}
