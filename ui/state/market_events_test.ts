import assert from "node:assert/strict";
import type { RunnerEvent } from "../operations/operations.ts";
import { type MarketEvent, withMarketEvents } from "./market_events.ts";

type Named<T extends MarketEvent["__typename"]> = Extract<MarketEvent, { __typename: T }>;

const RUNNER = {
  symbol: { code: "BTCUSDT" },
  timeframe: "1m",
  feed: "BINANCE",
  createdAt: 100,
} as const;

const said = (time: number): RunnerEvent => ({
  __typename: "StrategyLogEvent",
  sequence: time,
  time,
  level: "INFO",
  message: "",
});
const status = (time: number): Named<"FeedStatusChangedEvent"> => ({
  __typename: "FeedStatusChangedEvent",
  symbol: "BTCUSDT",
  sequence: time,
  time,
  feed: "BINANCE",
  timeframe: "1m",
  status: "DOWN",
  detail: null,
});
const gap = (time: number): Named<"FeedGapEvent"> => ({
  __typename: "FeedGapEvent",
  symbol: "BTCUSDT",
  sequence: time,
  time,
  feed: "BINANCE",
  barsOf: "1m",
  firstMissing: 0,
  nextBar: 60_000,
  bars: 1,
});
const timesOf = (events: readonly RunnerEvent[]) => events.map(({ time }) => time);

Deno.test("what happened to a runner's market stands between its own events, newest first", () => {
  const merged = withMarketEvents(
    [said(400), said(200)],
    [status(500), gap(300), status(150)],
    RUNNER,
  );
  assert.deepEqual(timesOf(merged), [500, 400, 300, 200, 150]);
});

Deno.test("a runner's own events keep their order, whatever their times are", () => {
  const merged = withMarketEvents([said(200), said(900)], [status(500)], RUNNER);
  assert.deepEqual(timesOf(merged), [500, 200, 900]);
});

Deno.test("other markets, and the time before the runner, are left out", () => {
  const others: MarketEvent[] = [
    { ...status(200), symbol: "ETHUSDT" },
    { ...status(200), timeframe: "5m" },
    { ...status(200), feed: "BINANCE_US" },
    { ...gap(200), barsOf: "5m" },
    status(99),
  ];
  assert.deepEqual(withMarketEvents([], others, RUNNER), []);
});

Deno.test("whose replay it was is not in the journal, so that none is shown", () => {
  const replayed = { ...status(200), feed: "REPLAY" as const };
  assert.deepEqual(withMarketEvents([], [replayed], { ...RUNNER, feed: "REPLAY" }), []);
});

Deno.test("what the whole engine may do is told to every runner", () => {
  const halted = (time: number): MarketEvent => ({
    __typename: "TradingStateChangedEvent",
    symbol: null,
    sequence: time,
    time,
    fromState: "ACTIVE",
    toState: "HALTED",
    stateReason: null,
  });
  const times = withMarketEvents([said(200)], [halted(300), halted(50)], RUNNER)
    .map(({ time }) => time);
  assert.deepEqual(times, [300, 200], "but not from before it was made");
});
