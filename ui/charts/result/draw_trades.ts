import type { Palette } from "../palette.ts";
import type { Surface } from "../surface.ts";
import type { ResultTrade } from "./result_trade.ts";
import type { TimeSpan } from "./time_group.ts";

/** With more trades in sight their marks would hide the prices: only the lines are left. */
const MOST_MARKS = 250;
const MARK = 4.5;

/** Trades in sight: a line from entry to exit, green where it won, with an arrow at each end. */
export function drawTrades(
  surface: Surface,
  trades: readonly ResultTrade[],
  { min, max }: TimeSpan,
  palette: Palette,
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
  for (const { side, entryTime, entryPrice, exitTime, exitPrice } of inSight) {
    const isLong = side === "LONG";
    drawMark(surface, entryTime, entryPrice, isLong, palette);
    drawMark(surface, exitTime, exitPrice, !isLong, palette);
  }
}

/** Buys point up from below their price, sells down from above. */
function drawMark(
  surface: Surface,
  time: number,
  price: number,
  isBuy: boolean,
  palette: Palette,
): void {
  const { ctx, ratio } = surface;
  const [x, y] = [surface.x(time), surface.y(price)];
  const [half, tall] = [MARK * ratio, MARK * 1.9 * ratio * (isBuy ? 1 : -1)];
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
