import { presentType, waitsForFall, type WorkingOrder } from "../order.ts";
import type { OrderBook } from "../order_book.ts";
import type { PricePiece } from "./price_path.ts";

/** In which order resting orders are looked for in one candle. */
export const Phase = {
  /** Orders that open a position or add to one. */
  OPENING: 0,
  /** Orders that close one at a loss to where the price was. */
  STOPS: 1,
  /** Orders that close one at a gain. */
  TARGETS: 2,
} as const;

const NONE: readonly WorkingOrder[] = [];

/**
 * The orders that the piece reaches, the nearest to where it begins first, of two as near the older one.
 *
 * @param inside true where a position was opened somewhere within the piece: a target counts only where the
 * piece ends beyond it then, because the way there may have been before
 * @param through true where a limit order has to be gone through, not only touched
 */
export function dueOrders(
  book: OrderBook,
  piece: PricePiece,
  phase: number,
  inside: boolean,
  through: boolean,
): readonly WorkingOrder[] {
  let due: WorkingOrder[] | null = null;
  for (const order of book.orders) {
    if (phaseOf(order) !== phase || !isResting(order)) continue;
    if (!reaches(book.level(order), order, piece, inside, through)) continue;
    (due ??= []).push(order);
  }
  if (due === null) return NONE;
  if (due.length === 1) return due;
  const distance = (order: WorkingOrder) => Math.abs(book.level(order) - piece.open);
  return due.sort((a, b) => distance(a) - distance(b) || a.number - b.number);
}

function phaseOf(order: WorkingOrder): number {
  if (order.opens !== null) return Phase.OPENING;
  const type = presentType(order);
  return type === "LIMIT" || type === "TAKE_PROFIT" ? Phase.TARGETS : Phase.STOPS;
}

const isResting = (order: WorkingOrder): boolean =>
  order.status === "ACCEPTED" || order.status === "PARTIALLY_FILLED";

function reaches(
  level: number,
  order: WorkingOrder,
  piece: PricePiece,
  inside: boolean,
  through: boolean,
): boolean {
  if (!(order.since <= piece.to) || endsWithin(order, piece)) return false;
  const onlyEnd = order.since > piece.from || (inside && phaseOf(order) === Phase.TARGETS);
  const strict = through && presentType(order) === "LIMIT";
  if (waitsForFall(order)) {
    const low = onlyEnd ? piece.close : piece.low;
    return strict ? low < level : low <= level;
  }
  const high = onlyEnd ? piece.close : piece.high;
  return strict ? high > level : high >= level;
}

/** Nobody knows whether the price was there before the order's time was up. */
const endsWithin = (order: WorkingOrder, piece: PricePiece): boolean =>
  order.expiresAt !== null && order.expiresAt < piece.to;
