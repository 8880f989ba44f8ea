import type { Palette } from "./palette.ts";
import { clipped, type Surface } from "./surface.ts";

/** A price that matters now, as a line over the whole plot. */
export interface Level {
  readonly kind: "entry" | "stop" | "target" | "last up" | "last down";
  readonly price: number;
  /** As the axis shows it. */
  readonly text: string;
}

const NAMES: Readonly<Record<Level["kind"], string>> = {
  entry: "Entry",
  stop: "Stop loss",
  target: "Take profit",
  "last up": "",
  "last down": "",
};

function colorOf(kind: Level["kind"], palette: Palette): string {
  if (kind === "entry") return palette.accent;
  return kind === "target" || kind === "last up" ? palette.up : palette.down;
}

/** Dashed lines with their name at the left and their price on the axis. */
export function drawLevels(surface: Surface, levels: readonly Level[], palette: Palette): void {
  const { ctx, top, height, ratio } = surface;
  for (const level of levels) {
    const y = Math.round(surface.y(level.price)) + 0.5;
    if (y < top || y > top + height) continue;
    const color = colorOf(level.kind, palette);
    clipped(surface, () => {
      ctx.strokeStyle = color;
      ctx.lineWidth = ratio;
      ctx.globalAlpha = NAMES[level.kind] === "" ? 0.55 : 0.9;
      ctx.setLineDash(NAMES[level.kind] === "" ? [2 * ratio, 3 * ratio] : [6 * ratio, 4 * ratio]);
      ctx.beginPath();
      ctx.moveTo(surface.left, y);
      ctx.lineTo(surface.left + surface.width, y);
      ctx.stroke();
    });
    drawName(surface, level, y, color, palette);
    drawTag(surface, level.text, y, color, palette);
  }
}

function drawName(
  { ctx, left, ratio }: Surface,
  level: Level,
  y: number,
  color: string,
  palette: Palette,
): void {
  const name = NAMES[level.kind];
  if (name === "") return;
  ctx.save();
  ctx.font = `${11 * ratio}px ${palette.font}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "bottom";
  ctx.fillStyle = color;
  ctx.fillText(name, left + 6 * ratio, y - 2 * ratio);
  ctx.restore();
}

/** The price in a filled box on the axis at the right. */
function drawTag(
  { ctx, left, width, ratio }: Surface,
  text: string,
  y: number,
  color: string,
  palette: Palette,
): void {
  const [x, tall] = [left + width + ratio, 17 * ratio];
  ctx.save();
  ctx.font = `600 ${11 * ratio}px ${palette.font}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  ctx.fillStyle = color;
  ctx.fillRect(x, Math.round(y - tall / 2), ctx.measureText(text).width + 11 * ratio, tall);
  ctx.fillStyle = palette.surface;
  ctx.fillText(text, x + 6 * ratio, y + ratio * 0.5);
  ctx.restore();
}
