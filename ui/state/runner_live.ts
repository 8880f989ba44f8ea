import type {
  HealthFields,
  OrderFields,
  RunnerDetailData,
  RunnerEvent,
  SnapshotFields,
  TradeFields,
  TransitionFields,
} from "../operations/operations.ts";
import { type LogEntry, logEntry } from "./log_entry.ts";
import { type MarketEvent, withMarketEvents } from "./market_events.ts";

export type RunnerDetail = NonNullable<RunnerDetailData["runner"]>;

/** Rows a list on the page keeps; the oldest go first. */
export const MAX_ROWS = 500;

/** What changes on a runner's page, newest first in every list. */
export interface LiveRunner {
  readonly snapshot: SnapshotFields;
  readonly health: HealthFields;
  readonly orders: readonly OrderFields[];
  readonly trades: readonly TradeFields[];
  readonly transitions: readonly TransitionFields[];
  readonly log: readonly LogEntry[];
}

/**
 * The state as it was read; what is newer comes as events.
 *
 * @param marketEvents of all markets, newest first
 */
export function liveRunner(
  detail: RunnerDetail,
  marketEvents: readonly MarketEvent[],
): LiveRunner {
  const events = withMarketEvents(detail.events, marketEvents, detail);
  return {
    snapshot: detail.snapshot,
    health: detail.health,
    orders: detail.orders,
    trades: detail.trades,
    transitions: detail.transitions,
    log: events.flatMap((event) => logEntry(event) ?? []),
  };
}

/** The state after events, in the order they came; one that is known already changes nothing. */
export function afterEvents(live: LiveRunner, events: readonly RunnerEvent[]): LiveRunner {
  return events.reduce(afterEvent, live);
}

function afterEvent(live: LiveRunner, event: RunnerEvent): LiveRunner {
  const entry = logEntry(event);
  const log = entry === null ? live.log : withNewest(live.log, entry, (known) => known.id);
  const logged = log === live.log ? live : { ...live, log };
  switch (event.__typename) {
    case "OrderSubmittedEvent":
    case "OrderFilledEvent":
    case "OrderRejectedEvent":
      return { ...logged, orders: withOrder(live.orders, event.order) };
    case "PositionClosedEvent":
      return { ...logged, trades: withNewest(live.trades, event.trade, ({ id }) => id) };
    case "StateTransitionEvent":
      return {
        ...logged,
        transitions: withNewest(live.transitions, event.transition, transitionKey),
      };
    case "FeedStatusChangedEvent":
      return { ...logged, health: withFeed(live.health, event) };
    default:
      return logged;
  }
}

type FeedNews = Extract<RunnerEvent, { __typename: "FeedStatusChangedEvent" }>;

/** At once, rather than with the next reading: while nothing comes, there may be none for long. */
function withFeed(health: HealthFields, { status, detail, time }: FeedNews): HealthFields {
  const feedSince = status === health.feedStatus ? health.feedSince : time;
  return { ...health, feedStatus: status, feedDetail: detail, feedSince };
}

function transitionKey({ time, from, to, trigger }: TransitionFields): string {
  return `${time} ${from} ${to} ${trigger}`;
}

function withNewest<T>(list: readonly T[], item: T, keyOf: (item: T) => string): readonly T[] {
  const key = keyOf(item);
  if (list.some((known) => keyOf(known) === key)) return list;
  return [item, ...list].slice(0, MAX_ROWS);
}

/** An order's newer state takes the place of its older one, but is never undone by a late event. */
function withOrder(orders: readonly OrderFields[], order: OrderFields): readonly OrderFields[] {
  const at = orders.findIndex(({ id }) => id === order.id);
  if (at < 0) return [order, ...orders].slice(0, MAX_ROWS);
  if (order.status === "SUBMITTED") return orders;
  return orders.with(at, order);
}
