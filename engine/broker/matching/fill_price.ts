import { presentType, waitsForFall, type WorkingOrder } from "../order.ts";
import type { PricePiece } from "./price_path.ts";

/**
 * The market's price at which a resting order is reached in a piece, before spread and slippage: its
 * level, or where the piece begins if that is beyond the level already (better for a limit order and a
 * target, worse for a stop).
 *
 * @param inside true where the position was opened within the piece: the order was not there when it began
 */
export function fillPrice(
  order: WorkingOrder,
  level: number,
  piece: PricePiece,
  inside: boolean,
): number {
  const type = presentType(order);
  if (type === "MARKET") return level;
  // An entry that slipped far may have put its levels where the market never was.
  if (inside && order.opens === null) return Math.min(piece.high, Math.max(piece.low, level));
  const start = order.since <= piece.from ? piece.open : piece.close;
  return waitsForFall(order) ? Math.min(start, level) : Math.max(start, level);
}
