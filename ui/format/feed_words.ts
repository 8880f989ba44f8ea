import type { Feed, FeedLine, RunnerEvent, RunnerStatus } from "../operations/operations.ts";
import {
  conditionOf,
  type FeedCondition,
  type FeedMarkets,
  type FeedState,
  isTrouble,
} from "../state/feed_condition.ts";
import { count, NOTHING } from "./numbers.ts";
import { age, fullTime, readableTimes } from "./times.ts";
import { FEED_STATUS_WORDS, FEED_WORDS } from "./words.ts";

/** How many symbols the service names of a group. */
const MOST_NAMED = 5;

export const FEED_STATE_WORDS: Readonly<Record<FeedState, string>> = {
  ...FEED_STATUS_WORDS,
  UNUSED: "Not in use",
  PARTLY: "Partly live",
};

/** What users are told of a kind of feed. */
export interface FeedNature {
  /** In a word. */
  readonly word: string;
  /** In a sentence. */
  readonly meaning: string;
  /** Whether it has a connection to lose, and counts what comes over it. */
  readonly hasConnection: boolean;
}

export const FEED_NATURES: Readonly<Record<Feed, FeedNature>> = {
  SIMULATED: {
    word: "invented",
    meaning: "Invented prices that behave like a market",
    hasConnection: false,
  },
  BINANCE_US: {
    word: "live",
    meaning: "Real prices of Binance US as they happen",
    hasConnection: true,
  },
  BINANCE: {
    word: "live",
    meaning: "Real prices of Binance as they happen",
    hasConnection: true,
  },
  REPLAY: {
    word: "recorded",
    meaning: "Recorded prices, each runner from the start of the file",
    hasConnection: false,
  },
};

/** `Binance reconnecting` */
export function feedIs(feed: Feed, state: FeedState): string {
  return `${FEED_WORDS[feed]} ${FEED_STATE_WORDS[state].toLowerCase()}`;
}

/** How old data is: `now`, `6 s ago`; a dash before the first. */
export function agoWords(ageMs: number | null): string {
  if (ageMs === null) return NOTHING;
  const text = age(0, ageMs);
  return text === "now" ? text : `${text} ago`;
}

/** Text of unknown origin as a sentence: with a capital, a full stop and readable times. */
export function sentence(text: string): string {
  const trimmed = readableTimes(text.trim());
  if (trimmed === "") return "";
  const end = /[.!?…]$/.test(trimmed) ? "" : ".";
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1) + end;
}

/** Why a feed is as it is, as it says itself and in sentences. */
export function reasonOf({ state, detail, missing }: FeedCondition, all: number): string {
  const said = reasonWords(state, detail);
  return [...missing.map((group) => sentence(marketsAre(group, all))), said].join(" ").trim();
}

/** What a feed says of its state as a sentence; empty when it says nothing. */
export function reasonWords(state: FeedState, detail: string | null): string {
  if (detail !== null) return sentence(detail);
  return state === "CONNECTING" ? "Past candles and the first price are on their way." : "";
}

/** `1 of 3 markets stale (XRPUSDT)` */
export function marketsAre(group: FeedMarkets, all: number): string {
  const { status, symbols } = group;
  const isCutShort = symbols.length === MOST_NAMED && group.count > MOST_NAMED;
  const named = symbols.join(", ") + (isCutShort ? ", …" : "");
  const state = FEED_STATUS_WORDS[status].toLowerCase();
  return `${count(group.count)} of ${count(all)} markets ${state} (${named})`;
}

/** Then the feed's own sentence says what becomes of new positions. */
const saysSo = (state: FeedState): boolean => state === "STALE";

/** What it means for those who trade on it: `Its 3 runners take no new position meanwhile.` */
export function consequence({ state, missing }: FeedCondition, runners: number): string {
  if (state === "PARTLY") {
    return missing.every(({ status }) => saysSo(status))
      ? ""
      : "Runners on them take no new position meanwhile.";
  }
  if (runners === 0 || saysSo(state)) return "";
  return runners === 1
    ? "Its runner takes no new position meanwhile."
    : `Its ${count(runners)} runners take no new position meanwhile.`;
}

/** What it means for one runner; empty when it means nothing. */
export function runnerConsequence(
  state: FeedState,
  status: RunnerStatus,
  hasPosition: boolean,
): string {
  const entry = status === "RUNNING" && !saysSo(state)
    ? "This runner takes no new position until prices come."
    : "";
  const held = hasPosition
    ? "Stop loss and take profit of its position are checked then, against what was missed too."
    : "";
  return `${entry} ${held}`.trim();
}

type Gap = Extract<RunnerEvent, { __typename: "FeedGapEvent" }>;

/** Bars that never come. */
export function gapWords({ feed, barsOf, firstMissing, nextBar, bars }: Gap): string {
  const what = bars === 1 ? `one bar of ${barsOf}` : `${count(bars)} bars of ${barsOf}`;
  return `${FEED_WORDS[feed]} itself has no prices from ${fullTime(firstMissing)} to ` +
    `${fullTime(nextBar)}: ${what} will stay missing`;
}

/** Beside the choice of a feed: what it is, and whether it can be had now. */
export function feedHint(feed: Feed, all: readonly FeedLine[], now: number): string {
  const meaning = FEED_NATURES[feed].meaning;
  const line = all.find((other) => other.feed === feed);
  if (line === undefined) return meaning;
  const { state, since } = conditionOf(line, now);
  if (state === "PARTLY" || !isTrouble(state, since, now)) return meaning;
  return `${meaning}. ${FEED_STATE_WORDS[state]} at the moment: a new runner waits.`;
}
