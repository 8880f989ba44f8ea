import assert from "node:assert/strict";
import fc from "fast-check";
import { emptyColumns } from "../../domain/mod.ts";
import { type KlineQuery, MAX_KLINES, RestError } from "./rest_api.ts";
import { type CandlePage, type CandleRange, fetchCandles } from "./rest_pages.ts";

const MINUTE = 60_000;
const T = Date.UTC(2024, 0, 15, 12);

/** Answers as the exchange does, out of the candles that it has. */
function exchange(minutes: readonly number[], garbage: readonly number[] = []) {
  const asked: KlineQuery[] = [];
  const klines = (query: KlineQuery) => {
    asked.push(query);
    assert.ok(asked.length < 10_000);
    const { from = 0, to = Infinity, limit = MAX_KLINES } = query;
    const rows = minutes.map((minute) => T + minute * MINUTE)
      .filter((time) => time >= from && time < to).slice(0, limit);
    const good = rows.filter((time) => !garbage.includes((time - T) / MINUTE));
    const candles = emptyColumns(good.length);
    good.forEach((time, i) => candles.time[i] = time);
    return Promise.resolve({ candles, garbage: rows.length - good.length });
  };
  return { asked, klines };
}

const range = (from: number, to: number, certain = Infinity): CandleRange => ({
  symbol: "BTCUSDT",
  interval: "1m",
  from: T + from * MINUTE,
  to: T + to * MINUTE,
  certain: T + certain * MINUTE,
});

const minutesUpTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const minute = (time: number) => (time - T) / MINUTE;

interface Shown {
  readonly range: readonly [number, number];
  readonly count: number;
}

async function fetchAll(rest: ReturnType<typeof exchange>, wanted: CandleRange) {
  const pages: CandlePage[] = [];
  const { reached, ...sum } = await fetchCandles(rest, wanted, (page) => void pages.push(page));
  const shown: Shown[] = pages.map(({ from, to, candles }) => ({
    range: [minute(from), minute(to)],
    count: candles.time.length,
  }));
  return { pages, shown, sum, reached: minute(reached) };
}

Deno.test("a short range is one request and one page", async () => {
  const rest = exchange(minutesUpTo(100));
  const { shown, reached, sum } = await fetchAll(rest, range(10, 20));
  assert.deepEqual(shown, [{ range: [10, 20], count: 10 }]);
  assert.equal(rest.asked.length, 1);
  assert.equal(rest.asked[0]!.limit, 11);
  assert.equal(reached, 20);
  assert.deepEqual(sum, { candles: 10, garbage: 0 });
});

Deno.test("a long range comes in full pages that touch", async () => {
  const { shown, sum } = await fetchAll(exchange(minutesUpTo(5_000)), range(0, 2_500));
  assert.deepEqual(shown, [
    { range: [0, 1_000], count: 1_000 },
    { range: [1_000, 2_000], count: 1_000 },
    { range: [2_000, 2_500], count: 500 },
  ]);
  assert.equal(sum.candles, 2_500);
});

Deno.test("what was before the first candle is a hole in the first page", async () => {
  const { shown } = await fetchAll(exchange([50, 51, 52]), range(0, 52));
  assert.deepEqual(shown, [{ range: [0, 52], count: 2 }]);
});

Deno.test("a hole that is longer than a page is skipped over", async () => {
  const rest = exchange([0, 1, 9_000, 9_001]);
  const { shown } = await fetchAll(rest, range(0, 9_001));
  assert.deepEqual(shown, [{ range: [0, 9_001], count: 3 }]);
});

Deno.test("a range inside a hole is covered by a page without candles", async () => {
  const rest = exchange([0, 500]);
  const { shown, reached } = await fetchAll(rest, range(100, 200));
  assert.deepEqual(shown, [{ range: [100, 200], count: 0 }]);
  assert.equal(reached, 200);
  assert.equal(rest.asked.length, 1);
});

Deno.test("what the exchange does not have yet is not covered", async () => {
  const { shown, reached } = await fetchAll(exchange(minutesUpTo(8)), range(5, 20));
  assert.deepEqual(shown, [{ range: [5, 8], count: 3 }]);
  assert.equal(reached, 8);
  const nothing = await fetchAll(exchange([]), range(5, 20));
  assert.deepEqual(nothing.shown, []);
  assert.equal(nothing.reached, 5);
});

Deno.test("a candle that was over just now counts once the same answer has a later one", async () => {
  const proven = await fetchAll(exchange(minutesUpTo(21)), range(10, 20, 19.9));
  assert.deepEqual(proven.shown, [{ range: [10, 20], count: 10 }]);
  const lagging = await fetchAll(exchange(minutesUpTo(20)), range(10, 20, 19.9));
  assert.deepEqual(lagging.shown, [{ range: [10, 19], count: 9 }]);
  assert.equal(lagging.reached, 19);
  const settled = await fetchAll(exchange(minutesUpTo(20)), range(10, 20, 20));
  assert.deepEqual(settled.shown, [{ range: [10, 20], count: 10 }]);
});

Deno.test("a later answer proves nothing of an earlier one: it asks again for the last candle", async () => {
  const rest = exchange(minutesUpTo(21));
  // The first answer is of when minute 19 was still forming.
  const klines = (query: KlineQuery) =>
    rest.klines(rest.asked.length === 0 ? { ...query, to: T + 20 * MINUTE } : query);
  const { shown } = await fetchAll({ ...rest, klines }, range(10, 20, 19.9));
  assert.deepEqual(shown, [{ range: [10, 19], count: 9 }, { range: [19, 20], count: 1 }]);
});

Deno.test("an exchange with smaller pages gives the same in more of them", async () => {
  const rest = exchange(minutesUpTo(2_000));
  const small = {
    asked: rest.asked,
    klines: (query: KlineQuery) => rest.klines({ ...query, limit: Math.min(query.limit!, 400) }),
  };
  const { shown, sum } = await fetchAll(small, range(0, 1_000));
  assert.deepEqual(shown.map(({ range }) => range), [[0, 400], [400, 800], [800, 1_000]]);
  assert.equal(sum.candles, 1_000);
});

Deno.test("a range between open times begins and ends with the next ones", async () => {
  const rest = exchange(minutesUpTo(10));
  const { shown } = await fetchAll(rest, range(1.5, 3.5));
  assert.deepEqual(shown, [{ range: [2, 4], count: 2 }]);
  assert.equal(rest.asked[0]!.from, T + 2 * MINUTE);
});

Deno.test("an empty range asks for nothing", async () => {
  const rest = exchange(minutesUpTo(10));
  for (const wanted of [range(5, 5), range(5, 3), range(5.1, 5.9)]) {
    assert.deepEqual((await fetchAll(rest, wanted)).shown, []);
  }
  assert.equal(rest.asked.length, 0);
});

Deno.test("pages of garbage are passed by", async () => {
  const rest = exchange(minutesUpTo(2_500), minutesUpTo(1_500));
  const { shown, sum } = await fetchAll(rest, range(0, 2_000));
  assert.deepEqual(shown, [
    { range: [0, 1_000], count: 0 },
    { range: [1_000, 2_000], count: 500 },
  ]);
  assert.deepEqual(sum, { candles: 500, garbage: 1_500 });
});

Deno.test("the next page is asked for when the last one is dealt with", async () => {
  const rest = exchange(minutesUpTo(3_000));
  const { promise, resolve } = Promise.withResolvers<void>();
  const pages: CandlePage[] = [];
  const fetching = fetchCandles(rest, range(0, 1_500), (page) => {
    pages.push(page);
    return promise;
  });
  await Promise.resolve();
  await Promise.resolve();
  assert.equal(pages.length, 1);
  assert.equal(rest.asked.length, 1);
  resolve();
  await fetching;
  assert.equal(pages.length, 2);
});

Deno.test("an error ends it after the pages that came", async () => {
  const rest = exchange(minutesUpTo(3_000));
  const failing = {
    klines: (query: KlineQuery) =>
      rest.asked.length < 1 ? rest.klines(query) : Promise.reject(new RestError("SERVER", "no")),
  };
  const pages: CandlePage[] = [];
  await assert.rejects(
    fetchCandles(failing, range(0, 2_000), (page) => void pages.push(page)),
    { fault: "SERVER" },
  );
  assert.equal(pages.length, 1);
});

Deno.test("the signal reaches every request", async () => {
  const { signal } = new AbortController();
  const seen: unknown[] = [];
  const rest = exchange(minutesUpTo(10));
  const klines = (query: KlineQuery, given?: AbortSignal) => {
    seen.push(given);
    return rest.klines(query);
  };
  await fetchCandles({ klines }, range(0, 10), () => {}, signal);
  assert.ok(seen.length > 0 && seen.every((given) => given === signal));
});

Deno.test("whatever the exchange has: pages touch and hold each candle of the range once", async () => {
  const minutes = fc.uniqueArray(fc.integer({ min: 0, max: 4_000 }), { maxLength: 60 })
    .chain((starts) => fc.integer({ min: 1, max: 400 }).map((run) => ({ starts, run })))
    .map(({ starts, run }) => {
      const all = new Set(starts.flatMap((start) => minutesUpTo(run).map((i) => start + i)));
      return [...all].sort((a, b) => a - b);
    });
  const bounds = fc.tuple(fc.integer({ min: -10, max: 4_500 }), fc.integer({ min: 0, max: 3_000 }));
  await fc.assert(
    fc.asyncProperty(minutes, bounds, async (has, [from, length]) => {
      const to = from + length;
      const { pages, reached } = await fetchAll(exchange(has), range(from, to));
      let at = from;
      for (const page of pages) {
        assert.equal(minute(page.from), at);
        at = minute(page.to);
        assert.ok(at > minute(page.from));
      }
      assert.equal(at, reached);
      const got = pages.flatMap(({ candles }) => [...candles.time].map(minute));
      assert.deepEqual(got, has.filter((time) => time >= from && time < to));
      const newest = has.at(-1) ?? -Infinity;
      assert.equal(reached, newest >= to ? to : Math.max(from, Math.min(to, newest + 1)));
    }),
    { numRuns: 60 },
  );
});
