import assert from "node:assert/strict";
import fc from "fast-check";
import {
  barOf,
  brief,
  DAY,
  flatBar,
  klineText,
  MarketBench,
  MINUTE,
  taken,
  type Trade,
  tradeText,
} from "../../../tests/support/market_messages.ts";
import { assertInner, assertSoundRows } from "../../../tests/contracts/row_laws.ts";
import { resample } from "../../market/mod.ts";
import { columnsOf } from "./columns.ts";
import { type FinalBar, LiveBars } from "./live_bars.ts";

const T = DAY + 5 * MINUTE;

/** A market that is live at `T`, with trades up to number 10. */
function live(): MarketBench {
  const bench = new MarketBench();
  bench.sync(T);
  bench.trade({ id: 10, at: T - 500, price: 100, quantity: 1 });
  return bench;
}

const bar = (
  time: number,
  [open, high, low, close]: readonly [number, number, number, number],
) => ({
  time,
  open,
  high,
  low,
  close,
  volume: 3,
});

Deno.test("the first trade of a bar opens it, at its price and with the quote of that moment", () => {
  const bench = live();
  const bars = bench.join();
  bench.quote(1, 99, 101, T);
  bench.trade({ id: 11, at: T + 100, price: 100, quantity: 1 });
  bench.quote(2, 98, 99, T + 200);
  bench.trade({ id: 12, at: T + 300, price: 98, quantity: 2 });
  const rows = taken(bars);
  assert.deepEqual(rows.map(brief), [
    "OPEN 00:05 100 100 100 100 v0",
    "UPDATE 00:05 100 100 98 98 v3",
  ]);
  assert.deepEqual([rows[0]!.bid, rows[0]!.ask, rows[1]!.bid], [99, 101, 98]);
  assert.deepEqual(rows.map(({ at }) => at), [T + 100, T + 300]);
});

Deno.test("a bar closes with the exchange's own candle, once", () => {
  const bench = live();
  const bars = bench.join();
  bench.trade({ id: 11, at: T + 100, price: 100, quantity: 1 });
  const last = { ...bar(T, [100, 105, 95, 102]), closed: true, at: T + MINUTE + 10, last: 13 };
  bench.kline(last);
  bench.kline(last);
  assert.deepEqual(taken(bars).map(brief), [
    "OPEN 00:05 100 100 100 100 v0",
    "CLOSE 00:05 100 105 95 102 v3",
  ]);
  assert.equal(bench.desk.counters.duplicates, 1);
  assert.deepEqual(bench.needs, []);
});

Deno.test("trades of the next bar wait for the last word about the one before", () => {
  const bench = live();
  const bars = bench.join();
  bench.trade({ id: 11, at: T + 100, price: 100, quantity: 1 });
  bench.quote(1, 106, 107, T + MINUTE);
  bench.trade({ id: 12, at: T + MINUTE + 5, price: 107, quantity: 1 });
  bench.quote(2, 200, 201, T + MINUTE + 6);
  taken(bars);
  bench.kline({ ...bar(T, [100, 105, 95, 102]), closed: true, at: T + MINUTE + 10, last: 11 });
  const rows = taken(bars);
  assert.deepEqual(rows.map(brief), [
    "CLOSE 00:05 100 105 95 102 v3",
    "OPEN 00:06 107 107 107 107 v0",
  ]);
  assert.deepEqual([rows[1]!.bid, rows[1]!.ask], [106, 107], "the quote of the first trade");
});

Deno.test("a trade that a kline has in already does not count twice", () => {
  const bench = live();
  const bars = bench.join();
  bench.trade({ id: 11, at: T + 100, price: 100, quantity: 1 });
  bench.kline({ ...bar(T, [100, 103, 100, 103]), closed: false, at: T + 2_000, last: 13 });
  bench.trade({ id: 12, at: T + 1_500, price: 103, quantity: 1 });
  bench.trade({ id: 13, at: T + 1_600, price: 103, quantity: 1 });
  bench.trade({ id: 14, at: T + 2_100, price: 104, quantity: 1 });
  assert.deepEqual(taken(bars).map(brief).slice(1), [
    "UPDATE 00:05 100 103 100 103 v3",
    "UPDATE 00:05 100 104 100 104 v4",
  ]);
});

Deno.test("an older kline takes nothing away from what trades have told", () => {
  const bench = live();
  const bars = bench.join();
  bench.trade({ id: 11, at: T + 100, price: 100, quantity: 1 });
  bench.trade({ id: 12, at: T + 200, price: 110, quantity: 1 });
  taken(bars);
  bench.kline({ ...flatBar(T), closed: false, at: T + 150, last: 11 });
  assert.deepEqual(taken(bars).map(brief), ["UPDATE 00:05 100 110 100 110 v2"]);
});

Deno.test("a bar without trades opens when it closes", () => {
  const bench = live();
  const bars = bench.join();
  const quiet = { ...flatBar(T), volume: 0, last: -1 };
  bench.kline({ ...quiet, closed: false, at: T + 2_000 });
  assert.deepEqual(taken(bars), []);
  bench.kline({ ...quiet, closed: true, at: T + MINUTE });
  assert.deepEqual(taken(bars).map(brief), [
    "OPEN 00:05 100 100 100 100 v0",
    "CLOSE 00:05 100 100 100 100 v0",
  ]);
});

Deno.test("after a hole in the trades a bar opens with the kline's first price", () => {
  const bench = live();
  const bars = bench.join();
  bench.trade({ id: 15, at: T + 100, price: 120, quantity: 1 });
  assert.deepEqual(taken(bars), []);
  assert.equal(bench.desk.counters.missedTrades, 4);
  bench.kline({ ...bar(T, [100, 120, 100, 120]), closed: false, at: T + 200, last: 15 });
  assert.deepEqual(taken(bars).map(brief), [
    "OPEN 00:05 100 100 100 100 v0",
    "UPDATE 00:05 100 120 100 120 v3",
  ]);
});

Deno.test("a bar whose last word never came is fetched, and the next one opens then", () => {
  const bench = live();
  const bars = bench.join();
  bench.trade({ id: 11, at: T + 100, price: 100, quantity: 1 });
  bench.trade({ id: 12, at: T + MINUTE + 100, price: 101, quantity: 1 });
  assert.deepEqual(bench.needs, [], "the last word may still come");
  bench.trade({ id: 13, at: T + MINUTE + 3_500, price: 102, quantity: 1 });
  assert.deepEqual(bench.needs, [{ from: T, tries: 0 }]);
  taken(bars);
  bench.answer([bar(T, [100, 105, 95, 104])], T + MINUTE + 3_600);
  assert.deepEqual(taken(bars).map(brief), [
    "CLOSE 00:05 100 105 95 104 v3",
    "OPEN 00:06 101 101 101 101 v0",
    "UPDATE 00:06 101 102 101 102 v2",
  ]);
});

Deno.test("bars of an outage are MISSED, and the one under way is RESUMEd", () => {
  const bench = live();
  const bars = bench.join();
  bench.trade({ id: 11, at: T + 100, price: 100, quantity: 1 });
  bench.desk.lost();
  taken(bars);
  const now = T + 3 * MINUTE + 20_000;
  bench.kline({ ...bar(T + 3 * MINUTE, [103, 104, 103, 104]), closed: false, at: now, last: 50 });
  bench.answer([0, 1, 2].map((i) => flatBar(T + i * MINUTE, 100 + i)), now + 100);
  bench.trade({ id: 51, at: now + 200, price: 105, quantity: 1 });
  assert.deepEqual(taken(bars).map(brief), [
    "MISSED 00:05 100 100 100 100 v1",
    "MISSED 00:06 101 101 101 101 v1",
    "MISSED 00:07 102 102 102 102 v1",
    "RESUME 00:08 103 104 103 104 v3",
    "UPDATE 00:08 103 105 103 105 v4",
  ]);
  assert.equal(bench.desk.counters.backfilledBars, 3);
  bench.trade({ id: 52, at: T + 4 * MINUTE, price: 106, quantity: 1 });
  bench.kline({ ...flatBar(T + 3 * MINUTE), closed: true, at: T + 4 * MINUTE + 1, last: 51 });
  assert.deepEqual(taken(bars).map(({ kind }) => kind), ["CLOSE", "OPEN"], "all is as ever");
});

Deno.test("a connection that is back within the bar goes on in it, whatever the answer", () => {
  const bench = live();
  const bars = bench.join();
  bench.trade({ id: 11, at: T + 100, price: 100, quantity: 1 });
  bench.desk.lost();
  taken(bars);
  bench.kline({ ...bar(T, [100, 103, 99, 103]), closed: false, at: T + 30_000, last: 20 });
  bench.answer([], T + 30_100);
  assert.deepEqual(taken(bars).map(brief), ["UPDATE 00:05 100 103 99 103 v3"]);
  assert.equal(bench.market.isLive, true);
});

Deno.test("a bar that nobody saw begin is RESUMEd, though the market had nothing missing", () => {
  const bench = live();
  const bars = bench.join();
  bench.desk.lost();
  bench.kline({ ...bar(T, [100, 103, 99, 103]), closed: false, at: T + 30_000, last: 20 });
  assert.deepEqual(taken(bars).map(brief), ["RESUME 00:05 100 103 99 103 v3"]);
});

Deno.test("bars that the exchange does not have are a gap, said once", () => {
  const bench = live();
  const bars = bench.join();
  const later = T + 4 * MINUTE;
  bench.trade({ id: 11, at: later + 100, price: 100, quantity: 1 });
  assert.deepEqual(bench.needs, [{ from: T, tries: 0 }]);
  bench.answer([flatBar(T), flatBar(T + 3 * MINUTE)], later + 200);
  assert.deepEqual(bench.gaps, [[T + MINUTE, T + 3 * MINUTE]]);
  assert.equal(bench.desk.counters.lostBars, 2);
  assert.deepEqual(taken(bars).map(({ kind, time }) => [kind, time]), [
    ["MISSED", T],
    ["OPEN", T + 3 * MINUTE],
    ["CLOSE", T + 3 * MINUTE],
    ["OPEN", later],
  ]);
});

Deno.test("a bar that was traded in and that the exchange then denies ends as it was shown, missed", () => {
  const bench = live();
  const bars = bench.join();
  bench.trade({ id: 11, at: T + 100, price: 100, quantity: 1 });
  bench.trade({ id: 12, at: T + 200, price: 104, quantity: 1 });
  const later = T + 2 * MINUTE;
  bench.trade({ id: 13, at: later + 100, price: 99, quantity: 1 });
  bench.answer([flatBar(T + MINUTE)], later + 200);
  assert.deepEqual(bench.gaps, [[T, T + MINUTE]]);
  assert.deepEqual(taken(bars).map(brief).slice(0, 5), [
    "OPEN 00:05 100 100 100 100 v0",
    "UPDATE 00:05 100 104 100 104 v2",
    "MISSED 00:05 100 104 100 104 v2",
    "OPEN 00:06 100 100 100 100 v0",
    "CLOSE 00:06 100 100 100 100 v1",
  ]);
});

Deno.test("bars that the exchange does not have yet are asked for again before they are given up", () => {
  const bench = live();
  bench.join();
  bench.trade({ id: 11, at: T + 2 * MINUTE + 100, price: 100, quantity: 1 });
  for (const tries of [1, 2, 3]) {
    bench.answer([flatBar(T)], T + 2 * MINUTE + 100 * tries, false);
    assert.deepEqual(bench.needs.at(-1), { from: T, tries });
  }
  assert.deepEqual(bench.gaps, []);
  bench.answer([flatBar(T), flatBar(T + MINUTE)], T + 2 * MINUTE + 500);
  assert.deepEqual(bench.gaps, []);
  assert.equal(bench.market.expected, T + 2 * MINUTE);
});

Deno.test("the last row of an answer is not trusted before the exchange has one after it", () => {
  const bench = live();
  const bars = bench.join();
  bench.desk.lost();
  const now = T + MINUTE + 200;
  // A server that lags behind still shows the bar as it was.
  bench.answer([flatBar(T, 90)], now, false);
  assert.deepEqual(bench.needs, [{ from: T, tries: 1 }]);
  bench.answer([flatBar(T, 95)], now + 400);
  assert.deepEqual(taken(bars).map(brief), [
    "OPEN 00:05 95 95 95 95 v0",
    "CLOSE 00:05 95 95 95 95 v1",
  ]);
});

Deno.test("where no further row comes, the last one counts in the end", () => {
  const bench = live();
  bench.join();
  bench.desk.lost();
  const now = T + MINUTE + 200;
  for (let i = 0; i < 9; i++) bench.answer([flatBar(T, 90)], now + 1_000 * i, false);
  // Nine seconds after its end a server that lags behind is still thinkable.
  assert.equal(bench.market.expected, T);
  assert.deepEqual(bench.needs.at(-1), { from: T, tries: 3 });
  bench.answer([flatBar(T)], T + MINUTE + 10_000, false);
  assert.deepEqual(bench.finished.at(-1), flatBar(T));
  assert.equal(bench.market.isLive, true);
});

Deno.test("tries for what was missed before a loss do not count for what is missed after it", () => {
  const bench = live();
  bench.join();
  bench.trade({ id: 11, at: T + 2 * MINUTE + 100, price: 100, quantity: 1 });
  for (let i = 0; i < 3; i++) bench.answer([flatBar(T)], T + 2 * MINUTE + 100 * i, false);
  bench.desk.lost();
  bench.answer([flatBar(T), flatBar(T + MINUTE)], T + 10 * MINUTE, false);
  assert.deepEqual(bench.needs.at(-1), { from: T + MINUTE, tries: 1 });
  assert.deepEqual(bench.gaps, []);
});

Deno.test("the last word that comes late after all makes asking needless", () => {
  const bench = live();
  const bars = bench.join();
  bench.trade({ id: 11, at: T + 100, price: 100, quantity: 1 });
  bench.trade({ id: 12, at: T + MINUTE + 3_500, price: 101, quantity: 1 });
  taken(bars);
  bench.kline({ ...flatBar(T), closed: true, at: T + MINUTE + 3_600, last: 11 });
  bench.kline({ ...flatBar(T + MINUTE, 101), closed: false, at: T + MINUTE + 4_000, last: 12 });
  assert.deepEqual(taken(bars).map(({ kind }) => kind), ["CLOSE", "OPEN", "UPDATE"]);
  bench.answer([flatBar(T)], T + MINUTE + 5_000);
  assert.deepEqual(taken(bars), []);
});

Deno.test("what comes when a sleeping machine wakes up is known to be old", () => {
  const bench = live();
  const bars = bench.join();
  bench.trade({ id: 11, at: T + 100, price: 100, quantity: 1 });
  taken(bars);
  const slept = 30 * MINUTE;
  const late = (text: string, at: number) => {
    bench.now = at + bench.offset + slept;
    bench.desk.message(text, bench.now);
  };
  late(tradeText({ id: 12, at: T + 200, price: 90, quantity: 1 }), T + 200);
  assert.deepEqual(taken(bars), [], "nobody acts on an old price");
  late(klineText({ ...flatBar(T), closed: true, at: T + MINUTE, last: 12 }), T + MINUTE);
  assert.deepEqual(taken(bars).map(({ kind }) => kind), ["MISSED"]);
  assert.ok(bench.doubts > 0, "the exchange's clock is asked");
});

Deno.test("a machine's clock that jumped makes news old only until the exchange's was read", () => {
  const bench = live();
  const bars = bench.join();
  bench.now = T + 100 + bench.offset + 3_600_000;
  bench.desk.message(tradeText({ id: 11, at: T + 100, price: 100, quantity: 1 }), bench.now);
  assert.equal(bench.doubts, 1);
  bench.desk.clock(T + 150, bench.now + 50);
  bench.desk.message(tradeText({ id: 12, at: T + 200, price: 101, quantity: 1 }), bench.now + 100);
  assert.deepEqual(taken(bars).map(({ kind }) => kind), ["RESUME"]);
});

Deno.test("messages from the future, or of a symbol nobody asked for, are garbage", () => {
  const bench = live();
  const bars = bench.join();
  const far = Date.UTC(2101, 0, 1);
  bench.desk.message(tradeText({ id: 11, at: far, price: 100, quantity: 1 }), bench.now);
  bench.desk.message(tradeText({ id: 1, at: T, price: 100, quantity: 1 }, "ETHUSDT"), bench.now);
  bench.desk.message("{", bench.now);
  assert.equal(bench.desk.counters.garbage, 3);
  assert.equal(bench.faults.length, 3);
  bench.trade({ id: 11, at: T + 10, price: 100, quantity: 1 });
  assert.deepEqual(taken(bars).map(brief), ["OPEN 00:05 100 100 100 100 v0"]);
});

Deno.test("a stream that joins within a bar begins with RESUME and has its whole range", () => {
  const bench = live();
  bench.trade({ id: 11, at: T + 100, price: 100, quantity: 1 });
  const five = new LiveBars(5 * MINUTE, MINUTE);
  five.warm(columnsOf([bar(T - MINUTE, [90, 120, 80, 95])]), MINUTE);
  // The five minutes from 00:05 on begin with this bar; those before are over.
  bench.market.join(five, T + 100);
  assert.deepEqual(taken(five).map(brief), ["RESUME 00:05 100 100 100 100 v1"]);
});

// A market as an exchange would say it: quiet minutes, several trades, quotes between.

interface Script {
  readonly messages: { text: string; at: number; minute: number; closing: boolean }[];
  readonly truth: FinalBar[];
}

const PRICES = fc.array(fc.array(fc.integer({ min: 90, max: 110 }), { maxLength: 6 }), {
  minLength: 6,
  maxLength: 16,
});

function script(minutes: readonly (readonly number[])[], from: number): Script {
  const messages: Script["messages"] = [];
  const truth: FinalBar[] = [];
  let id = 10;
  let before = 100;
  minutes.forEach((prices, m) => {
    const time = from + m * MINUTE;
    const trades: Trade[] = prices.map((price, i) => ({
      id: ++id,
      at: time + 1 + Math.floor(i * MINUTE / 8),
      price,
      quantity: 1 + i,
    }));
    trades.forEach((trade, i) => {
      messages.push({ text: tradeText(trade), at: trade.at, minute: m, closing: false });
      if (i % 2 === 0) return;
      const forming = barOf(time, trades.slice(0, i + 1), before);
      const says = { ...forming, at: trade.at + 5, closed: false, last: trade.id };
      messages.push({ text: klineText(says), at: trade.at + 5, minute: m, closing: false });
    });
    const final = barOf(time, trades, before);
    truth.push(final);
    before = final.close;
    const at = time + MINUTE;
    const last = trades.at(-1)?.id ?? -1;
    const text = klineText({ ...final, at, closed: true, last });
    messages.push({ text, at, minute: m, closing: true });
  });
  return { messages, truth };
}

/** Answers what the market needs, with what the exchange knows at that time. */
function serve(bench: MarketBench, truth: readonly FinalBar[], at: number): void {
  for (let round = 0; round < 10 && bench.needs.length > 0; round++) {
    const need = bench.needs.pop()!;
    bench.needs.length = 0;
    bench.answer(truth.filter(({ time }) => time >= need.from && time + MINUTE <= at), at);
  }
}

const over = (rows: ReturnType<typeof taken>) =>
  rows.filter(({ kind }) => kind === "CLOSE" || kind === "MISSED")
    .map(({ time, open, high, low, close, volume }) => ({ time, open, high, low, close, volume }));

Deno.test("whatever is lost, doubled or out of order: every bar once, in order, as the exchange has it", () => {
  const fault = fc.constantFrom("none", "none", "none", "lose", "double", "swap", "cut");
  fc.assert(
    fc.property(PRICES, fc.array(fault, { minLength: 200, maxLength: 200 }), (minutes, faults) => {
      const bench = live();
      const bars = bench.join();
      const coarse = bench.join("3m");
      const { messages, truth } = script([...minutes, [100, 101]], T);
      const sent = [...messages];
      sent.forEach((_, i) => {
        const next = sent[i + 1];
        if (faults[i % faults.length] !== "swap" || !next) return;
        [sent[i], sent[i + 1]] = [next, sent[i]!];
      });
      sent.forEach(({ text, at }, i) => {
        const what = faults[i % faults.length];
        if (what === "lose") return;
        if (what === "cut") {
          bench.desk.lost();
          bench.needs.push({ from: bench.market.expected, tries: 0 });
          return serve(bench, truth, at);
        }
        bench.send(text, at);
        if (what === "double") bench.send(text, at);
        serve(bench, truth, at);
      });
      const end = T + truth.length * MINUTE;
      bench.needs.push({ from: bench.market.expected, tries: 0 });
      serve(bench, truth, end + 1_000);
      const rows = taken(bars);
      assertSoundRows(rows, MINUTE);
      assert.deepEqual(over(rows), truth);
      assert.deepEqual(bench.gaps, []);
      const within = taken(coarse);
      assertSoundRows(within, 3 * MINUTE);
      assertInner(within, 3 * MINUTE, MINUTE);
      const minuteOf = new Map(truth.map((minute) => [minute.time, minute]));
      for (const { time, open, high, low, close, volume, kind } of within) {
        if (kind !== "INNER") continue;
        assert.deepEqual({ time, open, high, low, close, volume }, minuteOf.get(time));
      }
    }),
  );
});

Deno.test("without faults the rows are OPEN, UPDATE and CLOSE, with the first price of each bar", () => {
  fc.assert(fc.property(PRICES, (minutes) => {
    const bench = live();
    const bars = bench.join();
    const { messages, truth } = script(minutes, T);
    for (const { text, at } of messages) bench.send(text, at);
    const rows = taken(bars);
    assertSoundRows(rows, MINUTE);
    assert.deepEqual(over(rows), truth);
    assert.ok(rows.every(({ kind }) => kind !== "MISSED" && kind !== "RESUME"));
    const opens = rows.filter(({ kind }) => kind === "OPEN").map(({ time, open }) => [time, open]);
    assert.deepEqual(opens, truth.map(({ time, open }) => [time, open]));
    assert.deepEqual(bench.needs, []);
  }));
});

Deno.test("coarser bars are exactly what their minutes make, from the day's first on", () => {
  fc.assert(fc.property(PRICES, fc.constantFrom(3, 5, 15), (minutes, factor) => {
    const bench = live();
    const bars = new LiveBars(factor * MINUTE, MINUTE);
    const past = Array.from({ length: 5 }, (_, i) => flatBar(DAY + i * MINUTE));
    const before = bars.warm(columnsOf(past), MINUTE);
    bench.market.join(bars, T);
    const { messages, truth } = script(minutes, T);
    for (const { text, at } of messages) bench.send(text, at);
    const rows = taken(bars);
    assertSoundRows(rows, factor * MINUTE);
    assertInner(rows, factor * MINUTE, MINUTE);
    const all = resample(columnsOf([...past, ...truth]), factor * MINUTE);
    const whole = [...before, ...over(rows)];
    const expected = Array.from(all.time.subarray(0, whole.length), (time, i) => ({
      time,
      open: all.open[i]!,
      high: all.high[i]!,
      low: all.low[i]!,
      close: all.close[i]!,
      volume: all.volume[i]!,
    }));
    assert.deepEqual(whole, expected);
    assert.equal(whole.length, Math.floor((5 + minutes.length) / factor));
  }));
});
