import type { OrderFields, OrderStatus } from "../operations/operations.ts";

/** Rows a list on a page keeps; the oldest go first. */
export const MAX_ROWS = 500;
/** Rows that a page asks for when it opens. */
const FETCHED = 200;

const RANKS: Readonly<Record<OrderStatus, number>> = {
  SUBMITTED: 0,
  ACCEPTED: 1,
  PARTIALLY_FILLED: 2,
  FILLED: 3,
  CANCELED: 3,
  REJECTED: 3,
  EXPIRED: 3,
};

/**
 * True where a list has not all there ever were. A short one has, whatever the counter says: the two do not
 * come in the same message.
 */
export function hasMore(shown: number, all: number): boolean {
  return shown >= FETCHED && all > shown;
}

/** On its way or in the market. */
export function isOpen({ status }: Pick<OrderFields, "status">): boolean {
  return RANKS[status] < 3;
}

/**
 * True where `order` may take the place of what is known. Times do not tell: they may be the market's in
 * one and the clock's in the other.
 */
function isNews(known: OrderFields, order: OrderFields): boolean {
  return isOpen(known) && RANKS[order.status] >= RANKS[known.status];
}

/** Newest first. An order's newer state takes the place of its older one, and a late one changes nothing. */
export function withOrder(
  orders: readonly OrderFields[],
  order: OrderFields,
): readonly OrderFields[] {
  const at = orders.findIndex(({ id }) => id === order.id);
  const known = orders[at];
  if (known === undefined) return [order, ...orders].slice(0, MAX_ROWS);
  return isNews(known, order) ? orders.with(at, order) : orders;
}

/**
 * The list with what a snapshot knows of open orders: a trailing stop's price moves without an event.
 * The same list where nothing is new, so that nothing is drawn again.
 */
export function withOpenOrders(
  orders: readonly OrderFields[],
  open: readonly OrderFields[],
): readonly OrderFields[] {
  return open.reduce((list, order) => {
    const known = list.find(({ id }) => id === order.id);
    return known !== undefined && isSame(known, order) ? list : withOrder(list, order);
  }, orders);
}

function isSame(known: OrderFields, order: OrderFields): boolean {
  return known.status === order.status && known.updatedAt === order.updatedAt &&
    known.limitPrice === order.limitPrice && known.stopPrice === order.stopPrice &&
    known.filledQuantity === order.filledQuantity && known.quantity === order.quantity;
}

/** Open ones first, each part in the order given. */
export function openFirst(orders: readonly OrderFields[]): readonly OrderFields[] {
  return [...orders.filter(isOpen), ...orders.filter((order) => !isOpen(order))];
}
