import { feedIs, gapWords } from "../format/feed_words.ts";
import { readableTimes } from "../format/times.ts";
import { plain, PURPOSE_WORDS, STATUS_WORDS } from "../format/words.ts";
import type { FeedStatus, RunnerEvent } from "../operations/operations.ts";

/** Data that ought to come does not. */
const CUT_OFF: ReadonlySet<FeedStatus> = new Set(["STALE", "RECONNECTING", "DOWN"]);

/** One line of the log. */
export interface LogEntry {
  /** Tells two entries apart. */
  readonly id: string;
  readonly time: number;
  readonly level: "info" | "warn" | "error";
  /** Who speaks: strategy, risk, feed, … */
  readonly source: string;
  readonly text: string;
  /** More, on demand: a traceback. */
  readonly detail: string | null;
}

/** What an event says in the log; null for what is shown elsewhere. */
export function logEntry(event: RunnerEvent): LogEntry | null {
  const common = {
    id: `${event.__typename} ${event.sequence} ${event.time}`,
    time: event.time,
    detail: null,
  };
  switch (event.__typename) {
    case "StrategyLogEvent":
      return {
        ...common,
        level: event.level === "WARN" ? "warn" : "info",
        source: "Strategy",
        text: event.message,
      };
    case "StrategyErrorEvent":
      return {
        ...common,
        level: "error",
        source: plain(event.code),
        text: event.message,
        detail: event.traceback,
      };
    case "OrderRejectedEvent":
      return {
        ...common,
        level: "warn",
        source: "Order",
        text: `${PURPOSE_WORDS[event.order.purpose]} rejected: ${readableTimes(event.reason)}`,
      };
    case "RiskTriggeredEvent":
      return {
        ...common,
        level: "warn",
        source: "Risk",
        text: `${plain(event.rule)}: ${readableTimes(event.reason)}`,
      };
    case "FeedStatusChangedEvent":
      return {
        ...common,
        level: CUT_OFF.has(event.status) ? "warn" : "info",
        source: "Feed",
        text: withReason(feedIs(event.feed, event.status), event.detail),
      };
    case "FeedGapEvent":
      return { ...common, level: "warn", source: "Feed", text: gapWords(event) };
    case "RunnerStatusChangedEvent":
      return {
        ...common,
        level: event.to === "FAILED" ? "error" : "info",
        source: "Runner",
        text: withReason(
          `${STATUS_WORDS[event.from]} → ${STATUS_WORDS[event.to]}`,
          event.statusReason,
        ),
      };
    default:
      return null;
  }
}

function withReason(text: string, reason: string | null): string {
  return reason === null || reason === "" ? text : `${text}: ${readableTimes(reason)}`;
}
