import type {
  HealthFields,
  OrderFields,
  RunnerDetailData,
  RunnerEvent,
  SnapshotFields,
  TradeFields,
  TransitionFields,
} from "../operations/operations.ts";
import type { PartialFill } from "./fill_marks.ts";
import { type LogEntry, logEntry } from "./log_entry.ts";
import { type MarketEvent, withMarketEvents } from "./market_events.ts";
import { MAX_ROWS, withOpenOrders, withOrder } from "./order_list.ts";

export type RunnerDetail = NonNullable<RunnerDetailData["runner"]>;

/** What changes on a runner's page, newest first in every list. */
export interface LiveRunner {
  readonly snapshot: SnapshotFields;
  readonly health: HealthFields;
  readonly orders: readonly OrderFields[];
  /** Of orders that were filled in several parts, all but the last. */
  readonly parts: readonly PartialFill[];
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
    orders: withOpenOrders(detail.orders, detail.snapshot.orders),
    parts: detail.events.flatMap((event) => partialFill(event) ?? []),
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
    case "OrderPartiallyFilledEvent":
      return {
        ...logged,
        orders: withOrder(live.orders, event.order),
        parts: withNewest(live.parts, partOf(event), ({ id, fill }) => `${id} ${fill.time}`),
      };
    case "OrderSubmittedEvent":
    case "OrderAcceptedEvent":
    case "OrderAmendedEvent":
    case "OrderTriggeredEvent":
    case "OrderFilledEvent":
    case "OrderCanceledEvent":
    case "OrderExpiredEvent":
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

/** The state with a newer snapshot. */
export function afterSnapshot(live: LiveRunner, snapshot: SnapshotFields): LiveRunner {
  return { ...live, snapshot, orders: withOpenOrders(live.orders, snapshot.orders) };
}

type PartNews = Extract<RunnerEvent, { __typename: "OrderPartiallyFilledEvent" }>;

function partOf({ order: { id, purpose }, fill }: PartNews): PartialFill {
  return { id, purpose, fill };
}

function partialFill(event: RunnerEvent): PartialFill | null {
  return event.__typename === "OrderPartiallyFilledEvent" ? partOf(event) : null;
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
