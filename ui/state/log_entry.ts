import { codeWords } from "../format/code_words.ts";
import { feedIs, gapWords } from "../format/feed_words.ts";
import { anyNumber } from "../format/numbers.ts";
import { ruleWords } from "../format/risk_words.ts";
import { readableTimes } from "../format/times.ts";
import { TRADING_WORDS } from "../format/trading_words.ts";
import { plain, PURPOSE_WORDS, STATUS_WORDS } from "../format/words.ts";
import type { FeedStatus, RunnerEvent } from "../operations/operations.ts";
import { orderNews } from "./order_news.ts";

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
        text: `${PURPOSE_WORDS[event.order.purpose]} rejected, ${codeText(event)}`,
      };
    case "OrderCanceledEvent":
      return {
        ...common,
        level: "info",
        source: "Order",
        text: `${PURPOSE_WORDS[event.order.purpose]} canceled, ${codeText(event)}`,
      };
    case "OrderExpiredEvent":
      return {
        ...common,
        level: "info",
        source: "Order",
        text: `${PURPOSE_WORDS[event.order.purpose]} expired, ${codeText(event)}`,
      };
    case "RiskTriggeredEvent":
      return {
        ...common,
        level: "warn",
        source: "Risk",
        text: `${ruleWords(event.rule)}: ${readableTimes(event.reason)}`,
      };
    case "FundingPaidEvent":
      return { ...common, level: "info", source: "Funding", text: fundingText(event) };
    case "TradingStateChangedEvent":
      return {
        ...common,
        level: event.toState === "ACTIVE" ? "info" : "warn",
        source: "Engine",
        text: withReason(
          `${TRADING_WORDS[event.fromState]} → ${TRADING_WORDS[event.toState]}`,
          event.stateReason,
        ),
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
    default: {
      const text = orderNews(event);
      return text === null ? null : { ...common, level: "info", source: "Order", text };
    }
  }
}

/** `post-only …: The order would …` */
function codeText({ code, reason }: { readonly code: string; readonly reason: string }): string {
  const words = codeWords(code);
  return `${words.charAt(0).toLowerCase()}${words.slice(1)}: ${readableTimes(reason)}`;
}

type Funding = Extract<RunnerEvent, { __typename: "FundingPaidEvent" }>;

function fundingText({ amount, rate, notional }: Funding): string {
  const words = amount < 0 ? "Received" : "Paid";
  const basis = `${anyNumber(Math.abs(rate) * 100)} % of ${anyNumber(notional)}`;
  return `${words} ${anyNumber(Math.abs(amount))}, ${basis}`;
}

function withReason(text: string, reason: string | null): string {
  return reason === null || reason === "" ? text : `${text}: ${readableTimes(reason)}`;
}
