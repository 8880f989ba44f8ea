import { anyNumber } from "../format/numbers.ts";
import { ORDER_TYPE_WORDS } from "../format/order_words.ts";
import { PURPOSE_WORDS } from "../format/words.ts";
import type { OrderFields, RunnerEvent } from "../operations/operations.ts";

/** What happened to an order that goes on, in a sentence for the log; null for any other event. */
export function orderNews(event: RunnerEvent): string | null {
  switch (event.__typename) {
    case "OrderAcceptedEvent":
      return `${purpose(event.order)} rests in the market: ${terms(event.order)}`;
    case "OrderAmendedEvent": {
      const why = event.amendReason === null ? "" : `: ${event.amendReason}`;
      return `${purpose(event.order)} changed to ${terms(event.order)}${why}`;
    }
    case "OrderTriggeredEvent":
      return `${purpose(event.order)} triggered at ${anyNumber(event.order.stopPrice ?? 0)}`;
    case "OrderPartiallyFilledEvent": {
      const { order, fill } = event;
      const filled = `${anyNumber(fill.quantity)} @ ${anyNumber(fill.price)}`;
      const sum = `${anyNumber(order.filledQuantity)} of ${anyNumber(order.quantity)} so far`;
      return `${purpose(order)} filled in part: ${filled}, ${sum}`;
    }
    default:
      return null;
  }
}

const purpose = (order: OrderFields): string => PURPOSE_WORDS[order.purpose];

/** `sell 0.5, stop 95` */
function terms({ side, quantity, type, limitPrice, stopPrice, trailBy }: OrderFields): string {
  const prices = [
    ...(stopPrice === null ? [] : [`at ${anyNumber(stopPrice)}`]),
    ...(trailBy === null ? [] : [`${anyNumber(trailBy)} behind`]),
    ...(limitPrice === null
      ? []
      : [`${stopPrice === null ? "at" : "limit"} ${anyNumber(limitPrice)}`]),
  ];
  const what = `${side === "BUY" ? "buy" : "sell"} ${anyNumber(quantity)}`;
  return [`${what}, ${ORDER_TYPE_WORDS[type].toLowerCase()} ${prices[0] ?? ""}`, ...prices.slice(1)]
    .join(", ").trimEnd();
}
