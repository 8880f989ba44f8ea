import assert from "node:assert/strict";
import { BINANCE_US } from "../../engine/feeds/binance/exchanges.ts";
import { FakeTime } from "../support/fake_time.ts";
import type { CoreOptions } from "./core.ts";
import { MemoryExchange } from "./memory_exchange.ts";
import { Recorder } from "./recorder.ts";
import { Weights } from "./rest/weights.ts";

const START = Date.UTC(2024, 0, 15, 12, 0, 30);

async function opened(path = "/stream", options: CoreOptions = {}) {
  const exchange = new MemoryExchange({ ...options, time: new FakeTime(START) });
  const seen = new Recorder();
  const socket = exchange.connect(`ws://exchange${path}`, seen);
  await exchange.run(100);
  const ask = async (request: unknown) => {
    socket.send(typeof request === "string" ? request : JSON.stringify(request));
    await exchange.run(1_000);
    return seen.messages.map((text) => JSON.parse(text)).findLast((json) => !json.stream);
  };
  return { exchange, seen, socket, ask };
}

Deno.test("streams are subscribed, listed and unsubscribed", async () => {
  const { exchange, seen, ask } = await opened();
  const params = ["btcusdt@aggTrade", "ethusdt@kline_1s"];
  assert.deepEqual(await ask({ method: "SUBSCRIBE", params, id: 1 }), { result: null, id: 1 });
  assert.deepEqual(await ask({ method: "LIST_SUBSCRIPTIONS", id: "a" }), {
    result: params,
    id: "a",
  });
  await exchange.run(5_000);
  assert.ok(seen.data("btcusdt@aggTrade").length > 0);
  assert.ok(seen.data("ethusdt@kline_1s").length > 3);
  const request = { method: "UNSUBSCRIBE", params: ["ethusdt@kline_1s"], id: 2 };
  assert.deepEqual(await ask(request), { result: null, id: 2 });
  const count = seen.data("ethusdt@kline_1s").length;
  await exchange.run(5_000);
  assert.equal(seen.data("ethusdt@kline_1s").length, count);
  assert.deepEqual([...exchange.streams], ["btcusdt@aggTrade"]);
  exchange.close();
});

Deno.test("a stream that there is not is taken and stays silent", async () => {
  const { exchange, seen, ask } = await opened("/stream?streams=BTCUSDT@aggTrade/nousdt@trade");
  const params = ["btcusdt@kline_7m", "btcusdt@nothing", ""];
  assert.deepEqual(await ask({ method: "SUBSCRIBE", params, id: 1 }), { result: null, id: 1 });
  await exchange.run(70_000);
  assert.deepEqual(seen.data(), []);
  exchange.close();
});

Deno.test("a raw stream is not wrapped, unless the client asks for it", async () => {
  const { exchange, seen, ask } = await opened("/ws/btcusdt@aggTrade");
  await exchange.run(5_000);
  assert.equal(JSON.parse(seen.messages[0]!).e, "aggTrade");
  const request = { method: "SET_PROPERTY", params: ["combined", true], id: 5 };
  assert.deepEqual(await ask(request), { result: null, id: 5 });
  await exchange.run(5_000);
  assert.equal(JSON.parse(seen.messages.at(-1)!).stream, "btcusdt@aggTrade");
  const question = { method: "GET_PROPERTY", params: ["combined"], id: 6 };
  assert.deepEqual(await ask(question), { result: true, id: 6 });
  exchange.close();
});

Deno.test("a request that makes no sense is answered with the documented error", async () => {
  const { exchange, ask } = await opened();
  const cases: readonly [unknown, number, RegExp][] = [
    ["{", 3, /^Invalid JSON/],
    [{ id: 1 }, 2, /missing field `method`/],
    [{ method: "JOIN", id: 1 }, 2, /unknown variant `JOIN`, expected one of `SUBSCRIBE`/],
    [{ method: "SUBSCRIBE", params: [] }, 2, /request ID/],
    [{ method: "SUBSCRIBE", params: [], id: 1.5 }, 2, /request ID/],
    [{ method: "SUBSCRIBE", params: [], id: 1, more: 2 }, 2, /too many parameters/],
    [{ method: "SUBSCRIBE", params: [7], id: 1 }, 2, /expected a string/],
    [{ method: "SET_PROPERTY", params: ["color", true], id: 1 }, 0, /^Unknown property$/],
    [{ method: "SET_PROPERTY", params: ["combined", 1], id: 1 }, 1, /expected Boolean/],
    [{ method: "GET_PROPERTY", params: [], id: 1 }, 2, /must be a string/],
  ];
  for (const [request, code, words] of cases) {
    const answer = await ask(request);
    assert.equal(answer.code, code, JSON.stringify(request));
    assert.match(answer.msg, words);
  }
  exchange.close();
});

Deno.test("more than five messages in a second end the connection", async () => {
  const { exchange, seen, socket } = await opened();
  const request = '{"method":"LIST_SUBSCRIPTIONS","id":1}';
  for (let i = 0; i < 5; i++) socket.send(request);
  await exchange.run(1_100);
  for (let i = 0; i < 5; i++) socket.send(request);
  await exchange.run(100);
  assert.equal(seen.isOpen, true);
  socket.send(request);
  await exchange.run(100);
  assert.deepEqual(seen.ends, ["Too many requests"]);
  exchange.close();
});

Deno.test("more than 1,024 streams end the connection", async () => {
  const { exchange, seen, ask } = await opened();
  const params = Array.from({ length: 1_024 }, (_, i) => `no${i}@trade`);
  assert.deepEqual(await ask({ method: "SUBSCRIBE", params, id: 1 }), { result: null, id: 1 });
  await ask({ method: "SUBSCRIBE", params: ["one@trade"], id: 2 });
  assert.deepEqual(seen.ends, ["Too many streams"]);
  exchange.close();
});

Deno.test("an exchange without klines of seconds has none on either way", async () => {
  const { exchange, seen } = await opened("/stream?streams=btcusdt@kline_1s", {
    exchange: BINANCE_US,
  });
  await exchange.run(5_000);
  assert.deepEqual(seen.messages, []);
  const { status, body } = await get(exchange, "/api/v3/klines?symbol=BTCUSDT&interval=1s");
  assert.deepEqual([status, JSON.parse(body).code], [400, -1120]);
  exchange.close();
});

async function get(exchange: MemoryExchange, path: string) {
  const answer = exchange.get(`http://exchange${path}`, new AbortController().signal);
  await exchange.run(10);
  return await answer;
}

Deno.test("a wrong request is refused in the exchange's words", async () => {
  const { exchange } = await opened();
  const cases: readonly [string, number, string][] = [
    ["klines?symbol=NOUSDT&interval=1m", -1121, "Invalid symbol."],
    ["klines?symbol=BTCUSDT&interval=7m", -1120, "Invalid interval."],
    ["klines?interval=1m", -1102, "Mandatory parameter 'symbol' was not sent"],
    ["klines?symbol=BTCUSDT", -1102, "Mandatory parameter 'interval' was not sent"],
    ["klines?symbol=btcusdt&interval=1m", -1100, "Illegal characters found in parameter 'symbol'"],
    [
      "klines?symbol=BTCUSDT&interval=1m&startTime=-1",
      -1100,
      "Illegal characters found in parameter 'startTime'",
    ],
    ["klines?symbol=BTCUSDT&interval=1m&limit=0", -1130, "Data sent for parameter 'limit'"],
    ["klines?symbol=BTCUSDT&interval=1m&x=1", -1104, "Not all sent parameters were read"],
    ["klines?symbol=&interval=1m", -1105, "Parameter 'symbol' was empty."],
    ['exchangeInfo?symbols=["BTCUSDT","NOUSDT"]', -1121, "Invalid symbol."],
    ["exchangeInfo?symbols=BTCUSDT", -1100, "Illegal characters found in parameter 'symbols'"],
    ['exchangeInfo?symbol=BTCUSDT&symbols=["BTCUSDT"]', -1128, "Combination"],
  ];
  for (const [path, code, words] of cases) {
    const { status, body } = await get(exchange, `/api/v3/${path}`);
    const { code: got, msg } = JSON.parse(body);
    assert.deepEqual([status, got], [400, code], path);
    assert.ok(msg.startsWith(words), msg);
  }
  assert.equal((await get(exchange, "/api/v3/account")).status, 404);
  exchange.close();
});

Deno.test("klines come 500 at a time, at most 1,000", async () => {
  const { exchange } = await opened();
  const count = async (limit: string) => {
    const path = `/api/v3/klines?symbol=BTCUSDT&interval=1m${limit}`;
    return JSON.parse((await get(exchange, path)).body).length;
  };
  assert.deepEqual(
    [await count(""), await count("&limit=7"), await count("&limit=5000")],
    [500, 7, 1_000],
  );
  exchange.close();
});

Deno.test("aggregate trades by request are those of the stream", async () => {
  const { exchange, seen } = await opened("/stream?streams=btcusdt@aggTrade");
  await exchange.run(150_000);
  const told = seen.data().map(({ a, p, q, f, l, T, m, M }) => ({ a, p, q, f, l, T, m, M }));
  const ask = async (query: string) =>
    JSON.parse((await get(exchange, `/api/v3/aggTrades?symbol=BTCUSDT&${query}`)).body);
  assert.deepEqual(await ask(`fromId=${told[3]!.a}&limit=100`), told.slice(3, 103));
  assert.deepEqual((await ask("limit=1000")).slice(-told.length), told);
  const [from, to] = [told[5]!.T, told[90]!.T];
  assert.deepEqual(
    await ask(`startTime=${from}&endTime=${to}`),
    told.filter(({ T }) => T >= from && T <= to),
  );
  assert.deepEqual(await ask("fromId=999999999999"), []);
  exchange.close();
});

Deno.test("the book's top by request is that of the stream", async () => {
  const { exchange, seen } = await opened("/stream?streams=btcusdt@bookTicker");
  await exchange.run(20_000);
  const { b, B, a, A } = seen.data().at(-1);
  const top = JSON.parse((await get(exchange, "/api/v3/ticker/bookTicker?symbol=BTCUSDT")).body);
  assert.deepEqual(top, { symbol: "BTCUSDT", bidPrice: b, bidQty: B, askPrice: a, askQty: A });
  const depth = JSON.parse((await get(exchange, "/api/v3/depth?symbol=BTCUSDT&limit=5")).body);
  assert.deepEqual([depth.bids[0], depth.asks[0]], [[b, B], [a, A]]);
  assert.equal(depth.bids.length, 5);
  exchange.close();
});

Deno.test("weights are counted, and what is too much is refused until the next minute", async () => {
  const { exchange } = await opened("/stream", { exchange: { weightPerMinute: 25 } });
  const info = await get(exchange, "/api/v3/exchangeInfo?symbol=BTCUSDT");
  assert.equal(info.header("X-MBX-USED-WEIGHT-1M"), "20");
  assert.equal((await get(exchange, "/api/v3/time")).header("x-mbx-used-weight-1m"), "21");
  const path = "/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=1";
  for (let i = 0; i < 2; i++) assert.equal((await get(exchange, path)).status, 200);
  const refused = await get(exchange, path);
  assert.equal(refused.status, 429);
  assert.equal(JSON.parse(refused.body).code, -1003);
  const seconds = Number(refused.header("Retry-After"));
  assert.ok(seconds > 25 && seconds <= 30, `${seconds}`);
  await exchange.run(seconds * 1_000);
  assert.equal((await get(exchange, path)).status, 200);
  exchange.close();
});

Deno.test("who goes on after being refused is banned, longer each time", () => {
  const weights = new Weights(10);
  const now = START - 30_000;
  assert.equal(weights.count(10, now).kind, "FINE");
  for (let i = 0; i < 10; i++) assert.equal(weights.count(1, now).kind, "TOO_MUCH");
  const banned = weights.count(1, now);
  assert.deepEqual(banned, { kind: "BANNED", used: 21, until: now + 120_000 });
  assert.equal(weights.count(1, now + 60_000).kind, "BANNED");
  const later = now + 120_000;
  assert.equal(weights.count(1, later).kind, "FINE");
  for (let i = 0; i < 20; i++) weights.count(5, later);
  const again = weights.count(5, later);
  assert.equal(again.kind === "BANNED" && again.until, later + 240_000);
});
