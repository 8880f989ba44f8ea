import type { CandleSeries } from "./candle_series.ts";
import { drawMark, MARK_SIZE } from "./mark_shapes.ts";
import type { FillMark, PlacedMark } from "./marks.ts";
import type { Palette } from "./palette.ts";
import { clipped, type Surface } from "./surface.ts";

/** Room between a candle and its mark, and between two marks on one candle. */
const GAP = 7;

/**
 * Buys below their candle, sells above it, each with a dot at its price.
 *
 * @returns where the marks are, for the pointer
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
      const away = GAP + MARK_SIZE + level * (MARK_SIZE * 2 + 3);
      const y = edge + away * surface.ratio * (isBuy ? 1 : -1);
      drawMark(surface, mark, x, y, palette);
      drawDot(surface, x, surface.y(mark.price), palette);
      placed.push({ mark, ...inCss(surface, x, y) });
    }
  });
  return placed;
}

function inCss({ left, top, ratio }: Surface, x: number, y: number): { x: number; y: number } {
  return { x: (x - left) / ratio, y: (y - top) / ratio };
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
