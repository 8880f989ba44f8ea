import assert from "node:assert/strict";
import type { FeedLine } from "../operations/operations.ts";
import { conditionOf } from "../state/feed_condition.ts";
import {
  agoWords,
  consequence,
  feedHint,
  feedIs,
  gapWords,
  reasonOf,
  reasonWords,
  runnerConsequence,
  sentence,
} from "./feed_words.ts";

const STALE = {
  status: "STALE",
  count: 1,
  symbols: ["XRPUSDT"],
  detail: "no data of XRPUSDT",
  since: 0,
} as const;
const LIVE = { ...STALE, status: "LIVE", count: 2, symbols: ["BTCUSDT"], detail: null } as const;
const FEED: FeedLine = {
  feed: "BINANCE",
  status: "LIVE",
  detail: null,
  since: 0,
  ageMs: 0,
  runners: 3,
  markets: [LIVE],
};
const DOWN: FeedLine = { ...FEED, status: "DOWN", detail: "no route" };

Deno.test("sentence() gives a capital and a full stop where they are missing", () => {
  assert.equal(sentence(" no route"), "No route.");
  assert.equal(sentence("Lost it!"), "Lost it!");
  assert.equal(
    sentence("none since 2024-01-15T12:00:00.000Z"),
    "None since 15 Jan 2024 12:00:00 UTC.",
  );
  assert.equal(sentence(""), "");
});

Deno.test("the reason of a whole feed is what it says itself", () => {
  assert.equal(reasonOf(conditionOf(DOWN, 0), 2), "No route.");
  assert.equal(reasonOf(conditionOf(FEED, 0), 2), "");
});

Deno.test("the reason of a feed that is partly live names what is missing", () => {
  const condition = conditionOf({ ...FEED, markets: [STALE, LIVE] }, 0);
  assert.equal(
    reasonOf(condition, 3),
    "1 of 3 markets stale (XRPUSDT). No data of XRPUSDT.",
  );
  const symbols = ["A", "B", "C", "D", "E"];
  const many = { ...FEED, markets: [{ ...STALE, count: 60, symbols, detail: null }, LIVE] };
  assert.equal(
    reasonOf(conditionOf(many, 0), 62),
    "60 of 62 markets stale (A, B, C, D, E, …).",
  );
});

Deno.test("what a feed in trouble means is said for as many runners as there are", () => {
  const down = conditionOf(DOWN, 0);
  assert.equal(consequence(down, 0), "");
  assert.equal(consequence(down, 1), "Its runner takes no new position meanwhile.");
  assert.equal(consequence(down, 1_200), "Its 1,200 runners take no new position meanwhile.");
  assert.equal(consequence({ ...down, state: "STALE" }, 3), "", "the feed says it itself");
  const partly = (status: "STALE" | "DOWN") =>
    conditionOf({ ...FEED, markets: [{ ...STALE, status }, LIVE] }, 0);
  assert.equal(consequence(partly("STALE"), 3), "", "and here, too");
  assert.equal(consequence(partly("DOWN"), 3), "Runners on them take no new position meanwhile.");
});

Deno.test("what it means for one runner depends on what it does and holds", () => {
  const entry = "This runner takes no new position until prices come.";
  assert.equal(runnerConsequence("DOWN", "RUNNING", false), entry);
  assert.match(
    runnerConsequence("DOWN", "RUNNING", true),
    /^This runner .+ Stop loss .+ missed too\.$/,
  );
  assert.match(runnerConsequence("DOWN", "PAUSED", true), /^Stop loss and take profit/);
  assert.equal(runnerConsequence("DOWN", "PAUSED", false), "");
  assert.equal(runnerConsequence("STALE", "RUNNING", false), "");
});

Deno.test("a feed that gives no reason while it connects has one all the same", () => {
  assert.equal(
    reasonWords("CONNECTING", null),
    "Past candles and the first price are on their way.",
  );
  assert.equal(reasonWords("CONNECTING", "no route"), "No route.");
  assert.equal(reasonWords("DOWN", null), "");
});

Deno.test("feeds and ages in a word or two", () => {
  assert.equal(feedIs("BINANCE_US", "RECONNECTING"), "Binance US reconnecting");
  assert.deepEqual([null, 1_999, 61_000].map(agoWords), ["–", "now", "1 m ago"]);
});

Deno.test("the choice of a feed says what it is, and when it cannot be had", () => {
  assert.equal(feedHint("BINANCE", [FEED], 0), "Real prices of Binance as they happen");
  assert.equal(
    feedHint("BINANCE", [DOWN], 0),
    "Real prices of Binance as they happen. Down at the moment: a new runner waits.",
  );
  const partly = { ...FEED, markets: [STALE, LIVE] };
  assert.equal(feedHint("BINANCE", [partly], 0), "Real prices of Binance as they happen");
  assert.equal(
    feedHint("REPLAY", [], 0),
    "Recorded prices, each runner from the start of the file",
  );
});

Deno.test("a gap is told with its range and its size", () => {
  const gap = {
    __typename: "FeedGapEvent",
    sequence: 1,
    time: 0,
    feed: "BINANCE",
    barsOf: "1m",
    firstMissing: Date.UTC(2024, 0, 15, 12),
    nextBar: Date.UTC(2024, 0, 15, 12, 4),
    bars: 4,
  } as const;
  assert.equal(
    gapWords(gap),
    "Binance itself has no prices from 15 Jan 2024 12:00:00 to 15 Jan 2024 12:04:00: " +
      "4 bars of 1m will stay missing",
  );
  assert.match(gapWords({ ...gap, bars: 1 }), /: one bar of 1m will stay missing$/);
});
