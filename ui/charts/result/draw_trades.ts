import type { Palette } from "../palette.ts";
import type { Surface } from "../surface.ts";
import type { MarkedTrade } from "./result_trade.ts";
import type { TimeSpan } from "./time_group.ts";

/** With more trades in sight their marks would hide the prices: they are smaller. */
const MOST_LARGE_MARKS = 120;
/** With more they would do so all the same: only the lines are left. The dashboard never has more. */
const MOST_MARKS = 250;
/** With more their words would hide each other. */
const MOST_WORDS = 24;
const MARK = 4.5;
const SMALL_MARK = 2.5;
const FONT_SIZE = 10;

export interface TradesLook {
  readonly palette: Palette;
  readonly outcome: (trade: MarkedTrade) => string;
}

/** Trades in sight: a line from entry to exit, green where it won, with an arrow at each end. */
export function drawTrades(
  surface: Surface,
  trades: readonly MarkedTrade[],
  { min, max }: TimeSpan,
  { palette, outcome }: TradesLook,
): void {
  const inSight = trades.filter(({ entryTime, exitTime }) => exitTime >= min && entryTime <= max);
  const { ctx, ratio } = surface;
  for (const isWin of [false, true]) {
    ctx.beginPath();
    for (const trade of inSight) {
      if (trade.pnl > 0 !== isWin) continue;
      ctx.moveTo(surface.x(trade.entryTime), surface.y(trade.entryPrice));
      ctx.lineTo(surface.x(trade.exitTime), surface.y(trade.exitPrice));
    }
    ctx.strokeStyle = isWin ? palette.up : palette.down;
    ctx.lineWidth = 1.5 * ratio;
    ctx.stroke();
  }
  if (inSight.length > MOST_MARKS) return;
  const size = inSight.length > MOST_LARGE_MARKS ? SMALL_MARK : MARK;
  for (const { side, entryTime, entryPrice, exitTime, exitPrice } of inSight) {
    const isLong = side === "LONG";
    drawMark(surface, { time: entryTime, price: entryPrice, isBuy: isLong, size }, palette);
    drawMark(surface, { time: exitTime, price: exitPrice, isBuy: !isLong, size }, palette);
  }
  if (inSight.length > MOST_WORDS) return;
  for (const trade of inSight) drawOutcome(surface, trade, outcome(trade), palette);
}

/** The time that a trade was open, as a band from top to bottom; to be drawn before the candles. */
export function drawBand(
  surface: Surface,
  { entryTime, exitTime }: MarkedTrade,
  palette: Palette,
): void {
  const { ctx, ratio, top, height } = surface;
  const [left, right] = [surface.x(entryTime), surface.x(exitTime)];
  ctx.fillStyle = palette.grid;
  ctx.fillRect(left, top, Math.max(2 * ratio, right - left), height);
}

/** Beyond the mark of the exit: above where it was a sell, below where it was a buy. */
function drawOutcome(
  { ctx, ratio, x, y }: Surface,
  { side, exitTime, exitPrice, pnl }: MarkedTrade,
  text: string,
  palette: Palette,
): void {
  const isSell = side === "LONG";
  ctx.font = `${FONT_SIZE * ratio}px ${palette.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = isSell ? "bottom" : "top";
  ctx.fillStyle = pnl > 0 ? palette.up : palette.down;
  ctx.fillText(text, x(exitTime), y(exitPrice) + (isSell ? -12 : 12) * ratio);
}

interface Mark {
  readonly time: number;
  readonly price: number;
  readonly isBuy: boolean;
  readonly size: number;
}

/** Buys point up from below their price, sells down from above. */
function drawMark(surface: Surface, { time, price, isBuy, size }: Mark, palette: Palette): void {
  const { ctx, ratio } = surface;
  const [x, y] = [surface.x(time), surface.y(price)];
  const [half, tall] = [size * ratio, size * 1.9 * ratio * (isBuy ? 1 : -1)];
  ctx.beginPath();
  ctx.moveTo(x, y);
  ctx.lineTo(x + half, y + tall);
  ctx.lineTo(x - half, y + tall);
  ctx.closePath();
  ctx.fillStyle = palette.accent;
  ctx.strokeStyle = palette.surface;
  ctx.lineWidth = 1.5 * ratio;
  ctx.stroke();
  ctx.fill();
}
