import type { CandleSeries } from "./candle_series.ts";

/** The highest and lowest price that bars `from` to `to` (both included) reached; null without bars. */
export function priceRange(
  series: CandleSeries,
  from: number,
  to: number,
): { min: number; max: number } | null {
  const { high, low } = series;
  let min = Infinity;
  let max = -Infinity;
  for (let i = Math.max(0, from); i <= Math.min(to, series.length - 1); i++) {
    const h = high[i] ?? NaN;
    const l = low[i] ?? NaN;
    if (l < min) min = l;
    if (h > max) max = h;
  }
  return max >= min ? { min, max } : null;
}

/** The largest volume of bars `from` to `to` (both included). */
export function largestVolume(series: CandleSeries, from: number, to: number): number {
  const { volume } = series;
  let max = 0;
  for (let i = Math.max(0, from); i <= Math.min(to, series.length - 1); i++) {
    const v = volume[i] ?? 0;
    if (v > max) max = v;
  }
  return max;
}

/** Several bars that share one column of pixels, as one bar. */
export interface MergedBar {
  /** Pixel column. */
  x: number;
  open: number;
  high: number;
  low: number;
  close: number;
  /** The largest of them. */
  volume: number;
}

/**
 * Merges bars that fall on the same pixel, so that drawing costs pixels, not bars.
 *
 * @param xOf the pixel of a time
 * @param each gets one object that is used again; read it at once
 */
export function eachPixel(
  series: CandleSeries,
  from: number,
  to: number,
  xOf: (time: number) => number,
  each: (bar: MergedBar) => void,
): void {
  const bar: MergedBar = { x: NaN, open: 0, high: 0, low: 0, close: 0, volume: 0 };
  for (let i = Math.max(0, from); i <= Math.min(to, series.length - 1); i++) {
    const x = Math.round(xOf(series.time[i] ?? NaN));
    const [high, low] = [series.high[i] ?? NaN, series.low[i] ?? NaN];
    if (x !== bar.x) {
      if (!Number.isNaN(bar.x)) each(bar);
      bar.x = x;
      bar.open = series.open[i] ?? NaN;
      bar.high = high;
      bar.low = low;
      bar.volume = 0;
    } else {
      bar.high = Math.max(bar.high, high);
      bar.low = Math.min(bar.low, low);
    }
    bar.close = series.close[i] ?? NaN;
    bar.volume = Math.max(bar.volume, series.volume[i] ?? 0);
  }
  if (!Number.isNaN(bar.x)) each(bar);
}
