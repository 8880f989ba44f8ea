import type { CandleSeries } from "./candle_series.ts";
import { eachPixel, largestVolume, type MergedBar } from "./conflate.ts";
import type { Palette } from "./palette.ts";
import type { Surface } from "./surface.ts";

/** The part of a plot's height that the tallest volume bar takes. */
export const VOLUME_SHARE = 0.16;
/** Below this width in device pixels a bar is one vertical line, and bars on one pixel are merged. */
const NARROWEST_BODY = 2.5;

/** The bars in sight, first to last included, as candles, with their volume at the foot of the plot. */
export function drawCandles(
  surface: Surface,
  series: CandleSeries,
  [from, to]: readonly [number, number],
  barWidth: number,
  palette: Palette,
): void {
  const most = largestVolume(series, from, to);
  for (const isUp of [true, false]) {
    const colors = {
      body: isUp ? palette.up : palette.down,
      volume: isUp ? palette.upSoft : palette.downSoft,
    };
    const brush = { surface, barWidth, most, ...colors };
    if (barWidth < NARROWEST_BODY) drawMerged(brush, series, from, to, isUp);
    else drawBodies(brush, series, from, to, isUp);
  }
}

interface Brush {
  readonly surface: Surface;
  readonly barWidth: number;
  /** Volume of the tallest bar. */
  readonly most: number;
  readonly body: string;
  readonly volume: string;
}

function drawBodies(
  { surface, barWidth, most, body, volume }: Brush,
  series: CandleSeries,
  from: number,
  to: number,
  isUp: boolean,
): void {
  const { ctx, top, height, ratio } = surface;
  const wick = Math.max(1, Math.round(ratio));
  const width = bodyWidth(barWidth, wick);
  const foot = top + height;
  const volumeScale = most > 0 ? (height * VOLUME_SHARE) / most : 0;
  for (let i = Math.max(0, from); i <= Math.min(to, series.length - 1); i++) {
    const open = series.open[i] ?? NaN;
    const close = series.close[i] ?? NaN;
    if ((close >= open) !== isUp) continue;
    const middle = Math.round(surface.x(series.time[i] ?? NaN) - wick / 2);
    const left = middle - (width - wick) / 2;
    const tall = Math.round((series.volume[i] ?? 0) * volumeScale);
    ctx.fillStyle = volume;
    ctx.fillRect(left, foot - tall, width, tall);
    ctx.fillStyle = body;
    const high = Math.round(surface.y(series.high[i] ?? NaN));
    const low = Math.round(surface.y(series.low[i] ?? NaN));
    ctx.fillRect(middle, high, wick, Math.max(1, low - high));
    const bodyTop = Math.round(surface.y(Math.max(open, close)));
    const bodyFoot = Math.round(surface.y(Math.min(open, close)));
    ctx.fillRect(left, bodyTop, width, Math.max(wick, bodyFoot - bodyTop));
  }
}

/** As wide as fits with a gap, and so that the wick stands in the middle. */
function bodyWidth(barWidth: number, wick: number): number {
  const width = Math.max(wick, Math.floor(barWidth * 0.72));
  return (width - wick) % 2 === 0 ? width : width - 1;
}

function drawMerged(
  { surface, most, body, volume }: Brush,
  series: CandleSeries,
  from: number,
  to: number,
  isUp: boolean,
): void {
  const { ctx, top, height } = surface;
  const foot = top + height;
  const volumeScale = most > 0 ? (height * VOLUME_SHARE) / most : 0;
  const draw = (bar: MergedBar) => {
    if ((bar.close >= bar.open) !== isUp) return;
    const tall = Math.round(bar.volume * volumeScale);
    ctx.fillStyle = volume;
    ctx.fillRect(bar.x, foot - tall, 1, tall);
    ctx.fillStyle = body;
    const high = Math.round(surface.y(bar.high));
    ctx.fillRect(bar.x, high, 1, Math.max(1, Math.round(surface.y(bar.low)) - high));
  };
  eachPixel(series, from, to, (time) => surface.x(time), draw);
}
