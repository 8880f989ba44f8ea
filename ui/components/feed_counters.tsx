import { count } from "../format/numbers.ts";
import type { FeedDetails } from "../operations/operations.ts";

type Counters = FeedDetails["counters"];

interface Counter {
  readonly key: keyof Counters;
  readonly name: string;
  readonly meaning: string;
  /** More than none of it is worth a look. */
  readonly isFault?: boolean;
}

const COUNTERS: readonly Counter[] = [
  { key: "messages", name: "Messages", meaning: "received" },
  {
    key: "garbage",
    name: "Garbage",
    meaning: "made no sense, and reached no strategy",
    isFault: true,
  },
  { key: "duplicates", name: "Duplicates", meaning: "came again, and were left out" },
  { key: "late", name: "Late", meaning: "came when their time was over, and were left out" },
  { key: "missedTrades", name: "Missed trades", meaning: "never announced, by their numbers" },
  { key: "backfilledBars", name: "Bars backfilled", meaning: "missed, and fetched afterwards" },
  {
    key: "lostBars",
    name: "Bars lost",
    meaning: "that the exchange itself does not have",
    isFault: true,
  },
  { key: "reconnects", name: "Reconnects", meaning: "after a connection was lost" },
  { key: "requests", name: "Requests", meaning: "for history, terms and what was missed" },
  {
    key: "failedRequests",
    name: "Requests failed",
    meaning: "of those, and tried again",
    isFault: true,
  },
];

/** Everything a feed counts since the service started, with a word on what it is. */
export function FeedCounters({ counters }: { readonly counters: Counters }) {
  return (
    <dl class="counters">
      {COUNTERS.map(({ key, name, meaning, isFault = false }) => (
        <div key={key} class="counter">
          <dt>
            {name} <small>{meaning}</small>
          </dt>
          <dd class={isFault && counters[key] > 0 ? "number is-warn" : "number"} data-testid={key}>
            {count(counters[key])}
          </dd>
        </div>
      ))}
    </dl>
  );
}
