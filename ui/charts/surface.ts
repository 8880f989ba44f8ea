import type uPlot from "uplot";

/** Where things lie on a plot's canvas, in device pixels. */
export interface Surface {
  readonly ctx: CanvasRenderingContext2D;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Device pixels in a CSS pixel. */
  readonly ratio: number;
  x(time: number): number;
  y(value: number): number;
}

/** @returns null while the plot has no scales yet */
export function surfaceOf(plot: uPlot): Surface | null {
  const { min: x0, max: x1 } = plot.scales["x"] ?? {};
  const { min: y0, max: y1 } = plot.scales["y"] ?? {};
  if (typeof x0 !== "number" || typeof x1 !== "number") return null;
  if (typeof y0 !== "number" || typeof y1 !== "number") return null;
  const { left, top, width, height } = plot.bbox;
  const [perMs, perUnit] = [width / (x1 - x0), height / (y1 - y0)];
  return {
    ctx: plot.ctx,
    left,
    top,
    width,
    height,
    ratio: devicePixelRatio,
    x: (time) => left + (time - x0) * perMs,
    y: (value) => top + (y1 - value) * perUnit,
  };
}

/** Draws with everything outside the plotting area cut off. */
export function clipped({ ctx, left, top, width, height }: Surface, draw: () => void): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  draw();
  ctx.restore();
}
