import type { Feed, FeedLine, RunnerEvent, RunnerStatus } from "../operations/operations.ts";
import {
  conditionOf,
  type FeedCondition,
  type FeedMarkets,
  type FeedState,
  isTrouble,
} from "../state/feed_condition.ts";
import { count } from "./numbers.ts";
import { age, fullTime } from "./times.ts";
import { FEED_STATUS_WORDS, FEED_WORDS } from "./words.ts";

/** How many symbols the service names of a group. */
const MOST_NAMED = 5;

export const FEED_STATE_WORDS: Readonly<Record<FeedState, string>> = {
  ...FEED_STATUS_WORDS,
  UNUSED: "Not in use",
  PARTLY: "Partly live",
};

/** What a feed is, in a word. */
export const FEED_NATURES: Readonly<Record<Feed, string>> = {
  SIMULATED: "invented",
  BINANCE_US: "live",
  BINANCE: "live",
  REPLAY: "recorded",
};

/** What a feed is, in a sentence. */
export const FEED_MEANINGS: Readonly<Record<Feed, string>> = {
  SIMULATED: "Invented prices that behave like a market",
  BINANCE_US: "Real prices of Binance US as they happen",
  BINANCE: "Real prices of Binance as they happen",
  REPLAY: "Recorded prices, each runner from the start of the file",
};

const CONNECTS_LATER = "It connects when a runner needs it.";
const STARTS_LATER = "It starts when a runner needs it.";
export const UNUSED_WORDS: Readonly<Record<Feed, string>> = {
  SIMULATED: STARTS_LATER,
  BINANCE_US: CONNECTS_LATER,
  BINANCE: CONNECTS_LATER,
  REPLAY: STARTS_LATER,
};

/** Feeds that have a connection to lose, and count what comes over it. */
export const HAS_CONNECTION: Readonly<Record<Feed, boolean>> = {
  SIMULATED: false,
  BINANCE_US: true,
  BINANCE: true,
  REPLAY: false,
};

/** `Binance reconnecting` */
export function feedIs(feed: Feed, state: FeedState): string {
  return `${FEED_WORDS[feed]} ${FEED_STATE_WORDS[state].toLowerCase()}`;
}

/** `data now`, `data 6 s old` */
export function ageWords(ageMs: number): string {
  const text = age(0, ageMs);
  return text === "now" ? "data now" : `data ${text} old`;
}

/** Text of unknown origin as a sentence: with a capital and a full stop. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  if (trimmed === "") return "";
  const end = /[.!?…]$/.test(trimmed) ? "" : ".";
  return trimmed.charAt(0).toUpperCase() + trimmed.slice(1) + end;
}

/** Why a feed is as it is, as it says itself and in sentences. */
export function reasonOf({ state, detail, missing }: FeedCondition, all: number): string {
  const said = detail === null ? "" : sentence(detail);
  if (state !== "PARTLY") return said;
  return [...missing.map((group) => sentence(marketsAre(group, all))), said].join(" ").trim();
}

/** `1 of 3 markets stale (XRPUSDT)` */
export function marketsAre(group: FeedMarkets, all: number): string {
  const { status, symbols } = group;
  const isCutShort = symbols.length === MOST_NAMED && group.count > MOST_NAMED;
  const named = symbols.join(", ") + (isCutShort ? ", …" : "");
  const state = FEED_STATUS_WORDS[status].toLowerCase();
  return `${count(group.count)} of ${count(all)} markets ${state} (${named})`;
}

/** In these a feed's own sentence says what becomes of new positions. */
const SAYS_SO: ReadonlySet<FeedState> = new Set(["STALE", "PARTLY"]);

/** What it means for those who trade on it: `Its 3 runners take no new position meanwhile.` */
export function consequence(state: FeedState, runners: number): string {
  if (runners === 0 || SAYS_SO.has(state)) return "";
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
  const entry = status === "RUNNING" && !SAYS_SO.has(state)
    ? "This runner takes no new position until prices come again."
    : "";
  const held = hasPosition
    ? "Its open position waits for the next price too: until then no stop loss and no take profit can act."
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
  const meaning = FEED_MEANINGS[feed];
  const line = all.find((other) => other.feed === feed);
  if (line === undefined) return meaning;
  const { state, since } = conditionOf(line, now);
  if (state === "PARTLY" || !isTrouble(state, since, now)) return meaning;
  return `${meaning}. ${FEED_STATE_WORDS[state]} at the moment: a new runner waits.`;
}
