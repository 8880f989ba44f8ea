/**
 * A market that is told anything at all, in any order: mad prices, wrong times, bars of other days,
 * answers that contradict the streams. Nothing is thrown, and every row is one that can be traded on.
 */
import assert from "node:assert/strict";
import fc from "fast-check";
import { assertSoundRows } from "../../../tests/contracts/row_laws.ts";
import {
  DAY,
  flatBar,
  klineText,
  MarketBench,
  MINUTE,
  quoteText,
  taken,
  tradeText,
} from "../../../tests/support/market_messages.ts";
import { timeframeMs } from "../../domain/mod.ts";

const T = DAY + 5 * MINUTE;
const RUNS = 400;

const price = fc.oneof(
  fc.constantFrom(100, 101, 99.99999999),
  fc.constantFrom(1e-8, 1e17, 0, -5, NaN, Infinity, 1e300),
  fc.double({ min: 1e-8, max: 1e12, noNaN: true }),
);
/** Minutes from the one at hand, and how far into it. */
const moment = fc.tuple(
  fc.oneof(fc.integer({ min: -3, max: 6 }), fc.constantFrom(-1e6, -5_000, 1_440, 3_000, 1e6, 1e9)),
  fc.integer({ min: 0, max: MINUTE - 1 }),
).map(([minutes, ms]) => T + minutes * MINUTE + ms);
const gridded = moment.map((time) => time - time % MINUTE);
const number = fc.integer({ min: -1, max: 40 });

const kline = fc.record({
  time: gridded,
  at: moment,
  last: number,
  closed: fc.boolean(),
  open: price,
  high: price,
  low: price,
  close: price,
  volume: fc.oneof(price, fc.constant(0)),
  sane: fc.boolean(),
}).map(({ sane, ...bar }) => {
  const { open, high, low, close } = bar;
  const all = [open, high, low, close];
  // Half of them are whole, or nothing but refusals would be tried.
  return klineText(sane ? { ...bar, high: Math.max(...all), low: Math.min(...all) } : bar);
});
const trade = fc.record({ id: number, at: moment, price, quantity: price })
  .map((trade) => tradeText(trade));
const quote = fc.tuple(number, price, price).map(([u, bid, ask]) => quoteText(u, bid, ask));

/** Something happens to a market, in data: it is shown when it goes wrong. */
type Step =
  | { readonly say: string; readonly now?: number }
  | { readonly answer: readonly number[]; readonly price: number; readonly serverTime: number }
  | { readonly event: "lost" | "recheck" | "clock" };

function take(bench: MarketBench, step: Step): void {
  const { desk, market, now, offset } = bench;
  if ("say" in step) return bench.send(step.say, step.now ?? now - offset + 50);
  if ("answer" in step) {
    const bars = step.answer.map((time) => flatBar(time, step.price));
    return bench.answer(bars, step.serverTime, false);
  }
  if (step.event === "lost") desk.lost();
  else if (step.event === "recheck") market.recheck();
  else desk.clock(now - offset, now);
}

const text = fc.oneof(kline, kline, trade, trade, quote, fc.string());
const jump: fc.Arbitrary<Step> = fc.record({ say: text, now: moment });
const word: fc.Arbitrary<Step> = fc.record({ say: text });
const answer: fc.Arbitrary<Step> = fc.record({
  first: gridded,
  skips: fc.array(fc.integer({ min: 1, max: 4 }), { maxLength: 6 }),
  price: fc.double({ min: 1, max: 1e6, noNaN: true }),
  serverTime: moment,
}).map(({ first, skips, price, serverTime }) => {
  let time = first;
  return { answer: skips.map((skip) => time += skip * MINUTE), price, serverTime };
});
const event = fc.constantFrom("lost", "recheck", "clock");
const other: fc.Arbitrary<Step> = fc.record({ event });

Deno.test("whatever a market is told, its rows are sound", () => {
  const steps = fc.array(fc.oneof(jump, word, word, answer, other), {
    minLength: 1,
    maxLength: 80,
    size: "max",
  });
  fc.assert(
    fc.property(steps, (steps) => {
      const bench = new MarketBench();
      bench.sync(T);
      const streams = (["1m", "5m", "1h"] as const).map((timeframe) =>
        [timeframe, bench.join(timeframe)] as const
      );
      for (const step of steps) take(bench, step);
      for (const [timeframe, bars] of streams) {
        assertSoundRows(taken(bars), timeframeMs(timeframe));
      }
      for (const { open, high, low, close, volume } of bench.finished) {
        assert.ok([open, high, low, close].every((value) => value > 0 && value < Infinity));
        assert.ok(volume >= 0 && volume < Infinity);
      }
    }),
    { numRuns: RUNS },
  );
});
