import type { CandleSeries } from "./candle_series.ts";
import type { FillMark, PlacedMark } from "./marks.ts";
import type { Palette } from "./palette.ts";
import { clipped, type Surface } from "./surface.ts";

const SIZE = 5.5;
/** Room between a candle and its arrow, and between two arrows on one candle. */
const GAP = 7;

/**
 * Buys as arrows up below their candle, sells as arrows down above it, each with a dot at its price.
 *
 * @returns where the arrows are, for the pointer
 */
export function drawMarks(
  surface: Surface,
  series: CandleSeries,
  marks: readonly FillMark[],
  palette: Palette,
): PlacedMark[] {
  const placed: PlacedMark[] = [];
  const stacked = new Map<string, number>();
  clipped(surface, () => {
    for (const mark of marks) {
      const index = series.indexAt(mark.time);
      const bar = series.at(index);
      if (bar === null) continue;
      const key = `${index} ${mark.side}`;
      const level = stacked.get(key) ?? 0;
      stacked.set(key, level + 1);
      const x = surface.x(bar.time);
      const isBuy = mark.side === "BUY";
      const edge = surface.y(isBuy ? bar.low : bar.high);
      const away = (GAP + level * (SIZE * 2 + 3)) * surface.ratio * (isBuy ? 1 : -1);
      drawArrow(surface, x, edge + away, isBuy, palette);
      drawDot(surface, x, surface.y(mark.price), palette);
      placed.push({ mark, ...inCss(surface, x, edge + away + (isBuy ? SIZE : -SIZE)) });
    }
  });
  return placed;
}

function inCss({ left, top, ratio }: Surface, x: number, y: number): { x: number; y: number } {
  return { x: (x - left) / ratio, y: (y - top) / ratio };
}

/** @param tip where the arrow points to */
function drawArrow(
  { ctx, ratio }: Surface,
  x: number,
  tip: number,
  isBuy: boolean,
  palette: Palette,
): void {
  const [half, tall] = [SIZE * ratio, SIZE * 1.9 * ratio * (isBuy ? 1 : -1)];
  ctx.beginPath();
  ctx.moveTo(x, tip);
  ctx.lineTo(x + half, tip + tall);
  ctx.lineTo(x - half, tip + tall);
  ctx.closePath();
  ctx.fillStyle = isBuy ? palette.up : palette.down;
  ctx.strokeStyle = palette.surface;
  ctx.lineWidth = 1.5 * ratio;
  ctx.stroke();
  ctx.fill();
}

function drawDot({ ctx, ratio }: Surface, x: number, y: number, palette: Palette): void {
  ctx.beginPath();
  ctx.arc(x, y, 2.5 * ratio, 0, Math.PI * 2);
  ctx.fillStyle = palette.text;
  ctx.strokeStyle = palette.surface;
  ctx.lineWidth = ratio;
  ctx.fill();
  ctx.stroke();
}
