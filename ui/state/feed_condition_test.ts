import assert from "node:assert/strict";
import type { FeedLine, FeedStatus } from "../operations/operations.ts";
import {
  conditionOf,
  dataAge,
  type FeedMarkets,
  inUseFirst,
  isTrouble,
  moodOf,
  notLive,
} from "./feed_condition.ts";

const NOW = 1_000_000;

function markets(status: FeedStatus, count = 1, ago = 60_000): FeedMarkets {
  const detail = status === "LIVE" ? null : `${status} it is`;
  return { status, count, symbols: ["BTCUSDT"], detail, since: NOW - ago };
}

const LIVE: FeedLine = {
  feed: "BINANCE",
  status: "LIVE",
  detail: null,
  since: NOW - 90_000,
  ageMs: 250,
  runners: 3,
  markets: [markets("LIVE", 3)],
};
const UNUSED: FeedLine = { ...LIVE, status: "CONNECTING", ageMs: null, runners: 0, markets: [] };

Deno.test("a feed that no runner needs is not in use, whatever its connection was last", () => {
  assert.equal(conditionOf(UNUSED, NOW).state, "UNUSED");
  assert.equal(conditionOf({ ...UNUSED, status: "LIVE" }, NOW).state, "UNUSED");
  assert.equal(isTrouble("UNUSED", 0, NOW), false);
});

Deno.test("a connection in trouble is the whole feed's, with its reason", () => {
  const feed: FeedLine = {
    ...LIVE,
    status: "DOWN",
    detail: "no route",
    since: NOW - 5_000,
    markets: [markets("DOWN", 3)],
  };
  assert.deepEqual(conditionOf(feed, NOW), {
    state: "DOWN",
    since: NOW - 5_000,
    detail: "no route",
    missing: [],
  });
});

Deno.test("a live connection is as its markets are when they are all the same", () => {
  const stale = conditionOf({ ...LIVE, markets: [markets("STALE", 3)] }, NOW);
  assert.deepEqual(stale, {
    state: "STALE",
    since: NOW - 60_000,
    detail: "STALE it is",
    missing: [],
  });
  const ended = conditionOf({ ...LIVE, feed: "REPLAY", markets: [markets("ENDED")] }, NOW);
  assert.equal(ended.state, "ENDED");
});

Deno.test("a feed with one market without data is partly live, and names it", () => {
  const stale = markets("STALE");
  assert.deepEqual(conditionOf({ ...LIVE, markets: [stale, markets("LIVE", 2)] }, NOW), {
    state: "PARTLY",
    since: NOW - 60_000,
    detail: "STALE it is",
    missing: [stale],
  });
});

Deno.test("a market that joins, or a replay that is through, makes no feed partly live", () => {
  for (const other of [markets("CONNECTING", 1, 4_999), markets("ENDED")]) {
    assert.equal(conditionOf({ ...LIVE, markets: [other, markets("LIVE")] }, NOW).state, "LIVE");
  }
  const joining = markets("CONNECTING");
  const stateWith = (detail: string | null) =>
    conditionOf({ ...LIVE, markets: [{ ...joining, detail }, markets("LIVE")] }, NOW).state;
  assert.equal(stateWith(null), "LIVE", "its past takes long");
  assert.equal(stateWith("no candles to be had"), "PARTLY");
});

Deno.test("what passes by itself is trouble only when it lasts", () => {
  const isTold = (state: FeedStatus, ms: number) => isTrouble(state, NOW - ms, NOW);
  assert.deepEqual([isTold("RECONNECTING", 1_999), isTold("RECONNECTING", 2_000)], [false, true]);
  assert.deepEqual([isTold("CONNECTING", 4_999), isTold("CONNECTING", 5_000)], [false, true]);
  assert.deepEqual([isTold("DOWN", 0), isTold("STALE", 0)], [true, true]);
  assert.deepEqual([isTold("LIVE", NOW), isTold("ENDED", NOW)], [false, false]);
});

Deno.test("colours go from good to bad", () => {
  const moods = (["LIVE", "ENDED", "CONNECTING", "STALE", "RECONNECTING", "DOWN"] as const)
    .map(moodOf);
  assert.deepEqual(moods, ["good", "quiet", "waiting", "warn", "warn", "bad"]);
});

Deno.test("data gets older between two readings, and never younger", () => {
  assert.equal(dataAge(LIVE, NOW, NOW + 3_000), 3_250);
  assert.equal(dataAge(LIVE, NOW, NOW - 3_000), 250);
  assert.equal(dataAge(UNUSED, NOW, NOW + 3_000), null);
});

Deno.test("feeds in use stand before the rest", () => {
  const feeds: FeedLine[] = [
    { ...UNUSED, feed: "SIMULATED" },
    { ...UNUSED, feed: "BINANCE_US" },
    LIVE,
    { ...LIVE, feed: "REPLAY" },
  ];
  const order = inUseFirst(feeds).map(({ feed }) => feed);
  assert.deepEqual(order, ["BINANCE", "REPLAY", "SIMULATED", "BINANCE_US"]);
});

Deno.test("a runner that should be trading says what its feed is instead of live", () => {
  const down = { feedStatus: "DOWN", feedSince: 5, feedDetail: "no route" } as const;
  const found = { state: "DOWN", since: 5, detail: "no route" };
  assert.deepEqual(notLive("RUNNING", down), found);
  assert.deepEqual(notLive("PAUSED", down), found);
  assert.equal(notLive("STOPPED", down), null);
  assert.equal(notLive("FAILED", down), null);
  assert.equal(notLive("RUNNING", { ...down, feedStatus: "LIVE" }), null);
  assert.equal(notLive("RUNNING", { feedStatus: null, feedSince: null, feedDetail: null }), null);
});
