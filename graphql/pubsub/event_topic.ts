import type { EngineApi, EngineEvent, EventType } from "../../engine/mod.ts";
import { MAX_WAITING_CANDLES } from "../limits.ts";
import type { Mailbox } from "./mailbox.ts";
import type { Route } from "./router.ts";

/** Which events somebody wants; what is undefined does not restrict. */
export interface EventFilter {
  /** The runner's own events and those of the market it watches. */
  readonly runnerId?: string;
  readonly symbol?: string;
  readonly types?: readonly EventType[];
}

/** Under which key an event waits if only the newest counts; undefined for what must be delivered. */
function conflationKey(event: EngineEvent, waiting: number): string | undefined {
  switch (event.type) {
    case "TICK_RECEIVED":
      return `tick ${event.channel}`;
    case "POSITION_UPDATED":
      return `position ${event.runnerId}`;
    case "CANDLE_CLOSED":
      return waiting < MAX_WAITING_CANDLES ? undefined : `candle ${event.channel}`;
    default:
      return undefined;
  }
}

/** True for a market event of another stream than the runner's, as of now. */
function isElsewhere(event: EngineEvent, engine: EngineApi, runnerId: string): boolean {
  return "channel" in event && event.channel !== null &&
    event.channel !== engine.channelOf(runnerId);
}

export function eventRoute(
  engine: EngineApi,
  filter: EventFilter,
  mailbox: Mailbox<EngineEvent>,
): Route {
  const { runnerId, symbol } = filter;
  const types = filter.types === undefined ? null : new Set(filter.types);
  return {
    deliver(event) {
      if (types !== null && !types.has(event.type)) return;
      if (symbol !== undefined && event.symbol !== symbol) return;
      if (runnerId !== undefined && isElsewhere(event, engine, runnerId)) return;
      mailbox.push(event, conflationKey(event, mailbox.waiting));
    },
    end: () => mailbox.end(),
  };
}
