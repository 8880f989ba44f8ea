import type { FillMark, MarkShape } from "./marks.ts";
import type { Palette } from "./palette.ts";
import type { Surface } from "./surface.ts";

/** Half the width of a mark, in CSS pixels. */
export const MARK_SIZE = 5.5;

type Pen = Pick<Surface, "ctx" | "ratio">;

/** Corners of each shape around the middle, x then y; an arrow's tip is at the top. */
const OUTLINES: Readonly<Record<MarkShape, readonly (readonly [number, number])[]>> = {
  arrow: [[0, -1], [1, 0.9], [-1, 0.9]],
  "hollow arrow": [[0, -1], [1, 0.9], [-1, 0.9]],
  "small arrow": [[0, -0.6], [0.6, 0.5], [-0.6, 0.5]],
  square: [[-0.75, -0.75], [0.75, -0.75], [0.75, 0.75], [-0.75, 0.75]],
  diamond: [[0, -1], [1, 0], [0, 1], [-1, 0]],
  cross: [
    ...[[0, -0.35], [0.65, -1], [1, -0.65], [0.35, 0], [1, 0.65], [0.65, 1]] as const,
    ...[[0, 0.35], [-0.65, 1], [-1, 0.65], [-0.35, 0], [-1, -0.65], [-0.65, -1]] as const,
  ],
};

function colorOf({ shape, side }: FillMark, palette: Palette): string {
  if (shape === "cross") return palette.liquidation;
  if (shape === "square") return palette.down;
  if (shape === "diamond") return palette.up;
  return side === "BUY" ? palette.up : palette.down;
}

/** @param y its middle, in device pixels */
export function drawMark(
  { ctx, ratio }: Pen,
  mark: FillMark,
  x: number,
  y: number,
  palette: Palette,
): void {
  const size = MARK_SIZE * ratio;
  const up = mark.side === "BUY" ? 1 : -1;
  ctx.beginPath();
  for (const [dx, dy] of OUTLINES[mark.shape]) ctx.lineTo(x + dx * size, y + dy * size * up);
  ctx.closePath();
  const isHollow = mark.shape === "hollow arrow";
  const color = colorOf(mark, palette);
  ctx.strokeStyle = palette.surface;
  ctx.lineWidth = (isHollow ? 4 : 2) * ratio;
  ctx.stroke();
  ctx.fillStyle = isHollow ? palette.surface : color;
  ctx.fill();
  if (!isHollow) return;
  ctx.strokeStyle = color;
  ctx.lineWidth = 1.6 * ratio;
  ctx.stroke();
}
