/** What a runner's events say, in lines that a test can be read by. */
import type { EngineEvent, Order } from "../../engine/domain/mod.ts";

export function only<T extends EngineEvent["type"]>(
  { events }: { readonly events: readonly EngineEvent[] },
  type: T,
) {
  return events.filter((event): event is EngineEvent & { type: T } => event.type === type);
}

type Events = { readonly events: readonly EngineEvent[] };

/** All fills in order: `BUY 0.1 @ 95 MAKER`. */
export function fills({ events }: Events): string[] {
  return events.flatMap((event) => {
    if (event.type !== "ORDER_FILLED" && event.type !== "ORDER_PARTIALLY_FILLED") return [];
    const { side, quantity, price, liquidity } = event.fill;
    return [`${side} ${quantity} @ ${price} ${liquidity}`];
  });
}

const ENDS = ["ORDER_CANCELED", "ORDER_EXPIRED", "ORDER_REJECTED"] as const;

/** What became of orders, one line an event: `o1 ENTRY ACCEPTED`, `o1 ENTRY CANCELED USER`. */
export function orderSteps({ events }: Events): string[] {
  return events.flatMap((event) => {
    if (!event.type.startsWith("ORDER_") || !("order" in event)) return [];
    const { id, purpose } = event.order;
    const step = event.type.slice("ORDER_".length);
    const code = "code" in event ? ` ${event.code}` : "";
    return [`${id.slice(id.indexOf("-") + 1)} ${purpose} ${step}${code}`];
  });
}

/** Codes and order ids of all that ended without being filled whole: `o1 CANCELED OCO`. */
export function ends(bench: Events): string[] {
  return orderSteps(bench).filter((step) =>
    ENDS.some((end) => step.includes(end.slice("ORDER_".length)))
  );
}

/** Codes of rejections, in order. */
export function rejections(bench: Events): string[] {
  return only(bench, "ORDER_REJECTED").map((event) => event.code);
}

/** The newest state of an order that any event shows. */
export function orderOf({ events }: Events, id: string): Order | undefined {
  let newest: Order | undefined;
  for (const event of events) {
    if ("order" in event && event.order.id === id) newest = event.order;
  }
  return newest;
}
