import assert from "node:assert/strict";
import { FakeTime } from "../support/fake_time.ts";
import { MemoryExchange } from "./memory_exchange.ts";
import { Recorder } from "./recorder.ts";

const START = Date.UTC(2024, 0, 15, 12, 0, 30);
const MINUTE = 60_000;

function opened(streams: string) {
  const time = new FakeTime(START);
  const exchange = new MemoryExchange({ time });
  const seen = new Recorder();
  const socket = exchange.connect(`ws://exchange/stream?streams=${streams}`, seen);
  return { time, exchange, seen, socket };
}

async function get(exchange: MemoryExchange, path: string) {
  const answer = exchange.get(`http://exchange${path}`, new AbortController().signal);
  await exchange.run(100);
  return await answer;
}

Deno.test("a closed kline is pushed just after its time and says what REST and the truth say", async () => {
  const { exchange, seen } = opened("btcusdt@kline_1m");
  await exchange.run(3 * MINUTE);
  const closed = seen.data().filter((data) => data.k.x);
  assert.equal(closed.length, 3);
  const truth = exchange.model.truth("BTCUSDT", "1m", START - 30_000, START + 2 * MINUTE);
  assert.deepEqual(closed.map(({ k }) => k.t), [...truth.time]);
  assert.deepEqual(closed.map(({ k }) => Number(k.v)), [...truth.volume]);
  for (const { E, k } of closed) assert.ok(E > k.T && E < k.T + 100, `${E} after ${k.T}`);
  const rows = JSON.parse((await get(exchange, "/api/v3/klines?symbol=BTCUSDT&interval=1m")).body);
  const row = rows.find((fields: unknown[]) => fields[0] === closed[1].k.t);
  const { k } = closed[1];
  assert.deepEqual(row, [k.t, k.o, k.h, k.l, k.c, k.v, k.T, k.q, k.n, k.V, k.Q, "0"]);
  exchange.close();
});

Deno.test("a kline is the sum of the trades announced in its time", async () => {
  const { exchange, seen } = opened("ethusdt@kline_1m/ethusdt@trade/ethusdt@aggTrade");
  await exchange.run(2 * MINUTE);
  const { k } = seen.data("ethusdt@kline_1m").filter((data) => data.k.x)[1];
  const inside = ({ T }: { T: number }) => T >= k.t && T <= k.T;
  const trades = seen.data("ethusdt@trade").filter(inside);
  assert.equal(trades.length, k.n);
  assert.deepEqual([trades[0].t, trades.at(-1).t], [k.f, k.L]);
  assert.deepEqual([trades[0].p, trades.at(-1).p], [k.o, k.c]);
  const lots = (quantity: string) => Math.round(Number(quantity) * 1e4);
  assert.equal(trades.reduce((sum, { q }) => sum + lots(q), 0), lots(k.v));
  const aggregates = seen.data("ethusdt@aggTrade").filter(inside);
  aggregates.forEach(({ a }, i) => assert.equal(a, aggregates[0].a + i));
  exchange.close();
});

Deno.test("a socket opens after the latency, and is closed once", async () => {
  const { exchange, seen, socket } = opened("btcusdt@bookTicker");
  assert.equal(seen.isOpen, false);
  await exchange.run(5_000);
  assert.equal(seen.isOpen, true);
  const count = seen.messages.length;
  assert.ok(count > 0);
  socket.close();
  socket.close();
  await exchange.run(5_000);
  assert.equal(seen.ends.length, 1);
  assert.equal(seen.messages.length, count);
  assert.equal(exchange.open, 0);
  exchange.close();
});

Deno.test("a request that is taken back rejects with the reason", async () => {
  const { exchange } = opened("btcusdt@bookTicker");
  const controller = new AbortController();
  const answer = exchange.get("http://exchange/api/v3/time", controller.signal);
  controller.abort(new Error("enough"));
  await assert.rejects(answer, /enough/);
  exchange.close();
});

Deno.test("every kline that closes says the truth, over quiet minutes and a halt", async () => {
  const begin = Date.UTC(2024, 0, 15, 12);
  const time = new FakeTime(begin);
  const hole = { from: begin + 25 * MINUTE, to: begin + 95 * MINUTE };
  const exchange = new MemoryExchange({ time, quietMinutes: 0.3, holes: [hole] });
  const seen = new Recorder();
  const timeframes = ["1s", "1m", "3m", "5m", "15m", "30m", "1h"] as const;
  const streams = timeframes.map((timeframe) => `xrpusdt@kline_${timeframe}`);
  exchange.connect(`ws://exchange/stream?streams=${streams.join("/")}`, seen);
  await exchange.run(180 * MINUTE + 1_000, 1_000);
  for (const timeframe of timeframes) {
    const closed = seen.data(`xrpusdt@kline_${timeframe}`).map(({ k }) => k).filter(({ x }) => x);
    const truth = exchange.model.truth("XRPUSDT", timeframe, begin, begin + 180 * MINUTE);
    assert.ok(truth.time.length > 1, timeframe);
    assert.deepEqual(
      closed.map((k) => [k.t, ...[k.o, k.h, k.l, k.c, k.v].map(Number)]),
      Array.from(truth.time, (at, i) => [
        at,
        truth.open[i],
        truth.high[i],
        truth.low[i],
        truth.close[i],
        truth.volume[i],
      ]),
      timeframe,
    );
    for (const k of closed) {
      if (k.n === 0) assert.deepEqual([k.f, k.L, k.v], [-1, -1, "0.00000000"]);
    }
  }
  exchange.close();
});

Deno.test("a forming kline is pushed every two seconds at most, and only when it has changed", async () => {
  const { exchange, seen } = opened("adausdt@kline_5m");
  await exchange.run(4 * MINUTE);
  const forming = seen.data().filter((data) => !data.k.x);
  assert.ok(forming.length > 30);
  forming.forEach(({ E, k }, i) => {
    const before = forming[i - 1];
    if (!before) return;
    assert.ok(E - before.E > 1_900, `${E} after ${before.E}`);
    assert.notDeepEqual(k, before.k);
  });
  exchange.close();
});

Deno.test("the same seed gives the same messages", async () => {
  const [first, second] = [opened("btcusdt@aggTrade"), opened("btcusdt@aggTrade")];
  await Promise.all([first.exchange.run(20_000), second.exchange.run(20_000)]);
  assert.ok(first.seen.messages.length > 10);
  assert.deepEqual(first.seen.messages, second.seen.messages);
  first.exchange.close();
  second.exchange.close();
});
