import assert from "node:assert/strict";
import { FakeTime } from "../../../tests/support/fake_time.ts";
import { flatBar, MINUTE } from "../../../tests/support/market_messages.ts";
import { timeframeMs } from "../../domain/mod.ts";
import { openMarketStore } from "../../store/mod.ts";
import { Archive } from "./archive.ts";
import { columnsOf } from "./columns.ts";
import { History } from "./history.ts";
import { type KlineQuery, MAX_KLINES, type RestApi } from "./rest_api.ts";

/** Beginning of an hour. */
const T = Date.UTC(2024, 0, 15, 12);
const SERIES = { source: "BINANCE", symbol: "BTCUSDT", timeframe: "1m" } as const;
const { signal } = new AbortController();

const minute = (n: number) => T + n * MINUTE;
const prices = (open: number) => 10_000 + (open - T) / MINUTE;

/** An exchange's minutes from `T - 3,000` on: what it shows at `now()`, and what it was asked for. */
class Minutes implements Pick<RestApi, "klines"> {
  readonly asked: KlineQuery[] = [];
  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  klines(query: KlineQuery) {
    this.asked.push(query);
    const now = this.#now();
    const { interval, from = 0, to = Infinity, limit = MAX_KLINES } = query;
    const step = timeframeMs(interval);
    const bars = [];
    const first = Math.max(Math.ceil(from / step) * step, minute(-3_000));
    for (let open = first; open < to && open <= now && bars.length < limit; open += step) {
      // A bar that is forming shows another price than in the end.
      bars.push(flatBar(open, open + step > now ? 1 : prices(open)));
    }
    return Promise.resolve({ candles: columnsOf(bars), garbage: 0 });
  }
}

/** @param shown what time each answer is of, in turn; the last one for all further ones */
function setup(now: number, ...shown: readonly number[]) {
  const store = openMarketStore(":memory:");
  const time = new FakeTime(now);
  let answers = 0;
  const moment = () => shown[Math.min(answers++, shown.length - 1)] ?? time.now();
  const rest = new Minutes(moment);
  const archive = new Archive(store, "BINANCE", time, (text) => assert.fail(text));
  const never = () => Promise.reject(new Error("not asked for"));
  const others = { time: never, terms: never, requests: 0, failedRequests: 0, close() {} };
  const api: RestApi = { ...others, klines: (query) => rest.klines(query) };
  const history = new History(api, archive, () => time.now());
  return { history, store, rest, time };
}

Deno.test("what the store has is not asked for, and what was asked for is kept", async () => {
  const { history, store, rest } = setup(minute(10.5));
  store.put(SERIES, columnsOf([0, 1, 2, 3].map((n) => flatBar(minute(n), 7))));
  const range = { from: minute(-5), to: minute(10) };
  const candles = await history.candles("BTCUSDT", "1m", range, signal);
  assert.deepEqual(
    [...candles.close],
    [9995, 9996, 9997, 9998, 9999, 7, 7, 7, 7, 10004, 10005, 10006, 10007, 10008, 10009],
  );
  assert.deepEqual(rest.asked.map(({ from, to }) => [from, to]), [
    [minute(-5), minute(1)],
    [minute(4), minute(11)],
  ]);
  await history.candles("BTCUSDT", "1m", range, signal);
  assert.equal(rest.asked.length, 2);
  store.close();
});

Deno.test("a range of several pages is all there, once", async () => {
  const { history, rest, store } = setup(minute(0.5));
  const candles = await history.fetch(
    "BTCUSDT",
    "1m",
    { from: minute(-2_500), to: T + 1 },
    signal,
  );
  assert.equal(candles.time.length, 2_501);
  candles.time.forEach((time, i) => assert.equal(time, minute(i - 2_500)));
  assert.equal(rest.asked.length, 3);
  store.close();
});

Deno.test("a candle that only a later answer has one after is that answer's", async () => {
  const { history, store } = setup(minute(1.01), minute(0.99), minute(1.01));
  const range = { from: minute(-1), to: minute(1.01) };
  const candles = await history.fetch("BTCUSDT", "1m", range, signal);
  // Minute 0 was forming in the first answer; the second shows minute 1 behind it.
  assert.deepEqual([...candles.close], [9_999, 10_000, 1]);
  store.close();
});

Deno.test("a server that does not show a bar as over is asked again later; nothing of it is kept", async () => {
  const { history, store, time } = setup(minute(5.01), minute(4.99));
  const range = { from: T, to: minute(5) };
  await assert.rejects(history.candles("BTCUSDT", "1m", range, signal), {
    fault: "SERVER",
    message: "the exchange does not show yet what is over at 2024-01-15T12:05:00.000Z",
  });
  assert.deepEqual(store.covered(SERIES), []);
  // A market that has been shut since: what it has is all there is.
  time.advance(10 * MINUTE);
  const candles = await history.candles("BTCUSDT", "1m", range, signal);
  assert.equal(candles.time.length, 5);
  assert.deepEqual(store.covered(SERIES), [{ from: T, to: minute(4) }]);
  store.close();
});

Deno.test("the beginning of a week under way is made of hours and minutes", async () => {
  const { history, store } = setup(minute(0.5));
  const monday = Date.UTC(2024, 0, 15);
  const until = monday + 90 * MINUTE;
  const { bars, seeds } = await history.before("BTCUSDT", "1w", "1m", until, 0, signal);
  assert.equal(bars.time.length, 0);
  assert.deepEqual(seeds.map(({ fineMs }) => fineMs), [60 * MINUTE, MINUTE]);
  assert.equal(seeds[1]!.candles.time.length, 30);
  assert.equal(seeds[1]!.candles.time[0], monday + 60 * MINUTE);
  store.close();
});
