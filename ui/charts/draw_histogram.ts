import type { IndicatorLine } from "./indicator_lines.ts";
import type { Palette } from "./palette.ts";
import type { Surface } from "./surface.ts";

const SHARE_OF_BAR = 0.6;
const STRENGTH = 0.55;

/** Bars from zero to each value, above it in the colour of gains and below it in that of losses. */
export function drawHistogram(
  { ctx, x, y }: Surface,
  line: IndicatorLine,
  times: ArrayLike<number>,
  [from, to]: readonly [number, number],
  barWidth: number,
  palette: Palette,
): void {
  const width = Math.max(1, Math.floor(barWidth * SHARE_OF_BAR));
  const zero = Math.round(y(0));
  ctx.globalAlpha = STRENGTH;
  for (let i = from; i <= to; i++) {
    const value = line.values[i];
    if (value === null || value === undefined) continue;
    const edge = Math.round(y(value));
    ctx.fillStyle = value >= 0 ? palette.up : palette.down;
    const left = Math.round(x(times[i] ?? NaN) - width / 2);
    ctx.fillRect(left, Math.min(zero, edge), width, Math.max(1, Math.abs(zero - edge)));
  }
  ctx.globalAlpha = 1;
}
