import { LABEL_HEIGHT, labelPlaces } from "./label_places.ts";
import type { Palette } from "./palette.ts";
import { clipped, type Surface } from "./surface.ts";

/** `position` is what was paid, `last …` the market; all others wait for the price. */
export type LevelKind =
  | "position"
  | "entry"
  | "exit"
  | "stop"
  | "trail"
  | "target"
  | "liquidation"
  | "last up"
  | "last down";

/** A price that matters now, as a line over the whole plot. */
export interface Level {
  readonly kind: LevelKind;
  readonly price: number;
  /** What it is; empty for the market's own. */
  readonly name: string;
  /** The price as the axis shows it. */
  readonly text: string;
}

interface Look {
  readonly color: (palette: Palette) => string;
  /** In CSS pixels; empty for a line without gaps. */
  readonly dash: readonly number[];
}

/** Each kind has a dash of its own besides its colour, for whoever does not see colours. */
const LOOKS: Readonly<Record<LevelKind, Look>> = {
  position: { color: (palette) => palette.accent, dash: [] },
  entry: { color: (palette) => palette.warn, dash: [10, 4] },
  exit: { color: (palette) => palette.muted, dash: [10, 4, 2, 4] },
  stop: { color: (palette) => palette.down, dash: [4, 3] },
  trail: { color: (palette) => palette.down, dash: [8, 3, 2, 3] },
  target: { color: (palette) => palette.up, dash: [6, 4] },
  liquidation: { color: (palette) => palette.liquidation, dash: [] },
  "last up": { color: (palette) => palette.up, dash: [2, 3] },
  "last down": { color: (palette) => palette.down, dash: [2, 3] },
};

/** Lines with their names at the left and their prices on the axis; an arrow tells of those out of sight. */
export function drawLevels(surface: Surface, levels: readonly Level[], palette: Palette): void {
  for (const level of levels) {
    const y = lineY(surface, level);
    if (!isInSight(surface, y)) continue;
    drawLine(surface, level, y, palette);
    drawTag(surface, level.text, y, LOOKS[level.kind].color(palette), palette);
  }
  clipped(surface, () => drawNames(surface, levels.filter(({ name }) => name !== ""), palette));
}

function lineY(surface: Surface, { price }: Level): number {
  return Math.round(surface.y(price)) + 0.5;
}

function isInSight({ top, height }: Surface, y: number): boolean {
  return y >= top && y <= top + height;
}

function drawLine(surface: Surface, { kind, name }: Level, y: number, palette: Palette): void {
  const { ctx, left, width, ratio } = surface;
  const { color, dash } = LOOKS[kind];
  clipped(surface, () => {
    ctx.strokeStyle = color(palette);
    ctx.lineWidth = ratio;
    ctx.globalAlpha = name === "" ? 0.55 : 0.9;
    ctx.setLineDash(dash.map((part) => part * ratio));
    ctx.beginPath();
    ctx.moveTo(left, y);
    ctx.lineTo(left + width, y);
    ctx.stroke();
  });
}

const EDGE = 6;
const PADDING = 4;

/** On a plate of the background's colour, so that candles behind do not make them illegible. */
function drawNames(surface: Surface, levels: readonly Level[], palette: Palette): void {
  const { ctx, left, top, width, height, ratio } = surface;
  ctx.font = `${11 * ratio}px ${palette.font}`;
  ctx.textAlign = "left";
  ctx.textBaseline = "middle";
  const labels = levels.map((level) => {
    const text = withArrow(surface, level);
    return {
      level,
      text,
      y: (lineY(surface, level) - top) / ratio,
      width: ctx.measureText(text).width / ratio + 2 * PADDING,
    };
  });
  const places = labelPlaces(labels, { width: width / ratio - EDGE, height: height / ratio });
  labels.forEach(({ level, text, width: wide }, index) => {
    const { x = 0, y = 0 } = places[index] ?? {};
    const [at, middle] = [left + (EDGE + x) * ratio, top + y * ratio];
    ctx.globalAlpha = 0.82;
    ctx.fillStyle = palette.surface;
    const tall = LABEL_HEIGHT * ratio;
    ctx.fillRect(at, middle - tall / 2, wide * ratio, tall);
    ctx.globalAlpha = 1;
    ctx.fillStyle = LOOKS[level.kind].color(palette);
    ctx.fillText(text, at + PADDING * ratio, middle + ratio * 0.5);
  });
}

function withArrow(surface: Surface, level: Level): string {
  const y = lineY(surface, level);
  if (isInSight(surface, y)) return level.name;
  const price = level.name.includes(level.text) ? "" : ` ${level.text}`;
  return `${y < surface.top ? "↑" : "↓"} ${level.name}${price}`;
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
