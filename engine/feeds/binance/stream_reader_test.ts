import assert from "node:assert/strict";
import { MAX_MESSAGE_CHARS, Message, type MessageKind, StreamReader } from "./stream_reader.ts";

const KLINE = {
  e: "kline",
  E: 1784410630021,
  s: "BTCUSDT",
  k: {
    t: 1784410620000,
    T: 1784410679999,
    s: "BTCUSDT",
    i: "1m",
    f: 6516180814,
    L: 6516181177,
    o: "64674.29000000",
    c: "64682.62000000",
    h: "64682.63000000",
    l: "64674.28000000",
    v: "1.13052000",
    n: 364,
    x: false,
    q: "73116.59388370",
    V: "1.04781000",
    Q: "67766.82870620",
    B: "0",
  },
};
const TRADE = {
  e: "aggTrade",
  E: 1784410631788,
  s: "BTCUSDT",
  a: 4017087871,
  p: "64682.63000000",
  q: "0.00033000",
  f: 6516181182,
  l: 6516181184,
  T: 1784410631787,
  m: false,
  M: true,
};
const QUOTE = {
  u: 50093239212,
  s: "BTCUSDT",
  b: "61837.63000000",
  B: "3.78826000",
  a: "61837.64000000",
  A: "1.54698000",
};
const KLINE_STREAM = "btcusdt@kline_1m";
const TRADE_STREAM = "btcusdt@aggTrade";
const QUOTE_STREAM = "btcusdt@bookTicker";

const reader = new StreamReader();
const KINDS = Object.keys(Message);

function read(message: unknown): MessageKind {
  return reader.read(JSON.stringify(message));
}

function reads(message: unknown, kind: MessageKind, what = JSON.stringify(message)): void {
  const got = read(message);
  assert.equal(KINDS[got], KINDS[kind], `${what.slice(0, 200)}: ${reader.fault}`);
}

/** The message in both of its wrappings. */
function wrapped(stream: string, data: unknown): unknown[] {
  return [data, { stream, data }];
}

Deno.test("a bar is read in both wrappings", () => {
  for (const message of wrapped(KLINE_STREAM, KLINE)) {
    reads(message, Message.KLINE);
    assert.equal(reader.symbol, "BTCUSDT");
    assert.equal(reader.interval, "1m");
    assert.equal(reader.eventTime, 1784410630021);
    assert.equal(reader.openTime, 1784410620000);
    const { open, high, low, close, volume } = reader;
    assert.deepEqual([open, high, low, close], [64674.29, 64682.63, 64674.28, 64682.62]);
    assert.equal(volume, 1.13052);
    assert.equal(reader.lastTradeId, 6516181177);
    assert.equal(reader.closed, false);
  }
});

Deno.test("a trade is read in both wrappings", () => {
  for (const message of wrapped(TRADE_STREAM, TRADE)) {
    reads(message, Message.TRADE);
    assert.equal(reader.symbol, "BTCUSDT");
    assert.deepEqual([reader.eventTime, reader.tradeTime], [1784410631788, 1784410631787]);
    const { tradeId, firstTradeId, lastTradeId } = reader;
    assert.deepEqual([tradeId, firstTradeId, lastTradeId], [4017087871, 6516181182, 6516181184]);
    assert.deepEqual([reader.price, reader.quantity], [64682.63, 0.00033]);
    assert.equal(reader.buyerIsMaker, false);
  }
});

Deno.test("a quote is read in both wrappings, and as futures write it", () => {
  const futures = { e: "bookTicker", ...QUOTE, T: 1626992741012, E: 1626992741017 };
  const messages = [...wrapped(QUOTE_STREAM, QUOTE), ...wrapped(QUOTE_STREAM, futures)];
  for (const message of messages) {
    reads(message, Message.QUOTE);
    assert.equal(reader.symbol, "BTCUSDT");
    assert.equal(reader.updateId, 50093239212);
    assert.deepEqual([reader.bid, reader.bidQuantity], [61837.63, 3.78826]);
    assert.deepEqual([reader.ask, reader.askQuantity], [61837.64, 1.54698]);
  }
});

Deno.test("a bar without trades is read", () => {
  const price = { o: "1.5", h: "1.5", l: "1.5", c: "1.5", v: "0.00000000" };
  const k = { ...KLINE.k, ...price, f: -1, L: -1, n: 0, x: true };
  reads({ ...KLINE, k }, Message.KLINE);
  assert.equal(reader.lastTradeId, -1);
  assert.equal(reader.volume, 0);
  assert.equal(reader.closed, true);
});

Deno.test("weeks begin on Monday", () => {
  const monday = Date.UTC(2026, 6, 13);
  const week = (t: number) => ({ ...KLINE.k, i: "1w", t, T: t + 7 * 86_400_000 - 1 });
  reads({ ...KLINE, k: week(monday) }, Message.KLINE);
  reads({ ...KLINE, k: week(monday + 3 * 86_400_000) }, Message.GARBAGE);
});

type Change = readonly [change: Record<string, unknown>, fault: string];

const KLINE_FAULTS: readonly Change[] = [
  [{ e: "aggTrade" }, "e"],
  [{ e: undefined }, "e"],
  [{ E: undefined }, "E"],
  [{ E: "1784410630021" }, "E"],
  [{ E: 1784410630 }, "E"],
  [{ E: 1784410630021.5 }, "E"],
  [{ E: 1784410630021000 }, "E"],
  [{ s: "ETHUSDT" }, "s"],
  [{ s: "btcusdt" }, "s"],
  [{ s: undefined }, "s"],
  [{ k: undefined }, "k"],
  [{ k: null }, "k"],
  [{ k: [] }, "k"],
  [{ k: "k" }, "k"],
];

const BAR_FAULTS: readonly Change[] = [
  [{ s: "ETHUSDT" }, "k.s"],
  [{ i: "5m" }, "k.i"],
  [{ i: undefined }, "k.i"],
  [{ i: 1 }, "k.i"],
  [{ t: 1784410620001 }, "k.t"],
  [{ t: 1784410620000.5 }, "k.t"],
  [{ t: -60_000 }, "k.t"],
  [{ t: null }, "k.t"],
  [{ T: 1784410680000 }, "k.T"],
  [{ T: undefined }, "k.T"],
  [{ L: -2 }, "k.L"],
  [{ L: 1.5 }, "k.L"],
  [{ L: 2 ** 53 }, "k.L"],
  [{ L: "1" }, "k.L"],
  [{ x: 1 }, "k.x"],
  [{ x: "false" }, "k.x"],
  [{ x: undefined }, "k.x"],
  [{ o: "0" }, "k.o"],
  [{ o: 64674.29 }, "k.o"],
  [{ o: "64674.27" }, "k.o"],
  [{ o: "64682.64" }, "k.o"],
  [{ c: "64674.27" }, "k.c"],
  [{ c: "64682.64" }, "k.c"],
  [{ h: "-1" }, "k.h"],
  [{ h: "64674.27" }, "k.o"],
  [{ l: "NaN" }, "k.l"],
  [{ l: "1e5" }, "k.l"],
  [{ v: "-0.1" }, "k.v"],
  [{ v: "" }, "k.v"],
  [{ v: undefined }, "k.v"],
  [{ v: "Infinity" }, "k.v"],
];

const TRADE_FAULTS: readonly Change[] = [
  [{ e: "trade" }, "e"],
  [{ s: "BTCUSD" }, "s"],
  [{ s: 5 }, "s"],
  [{ E: 0 }, "E"],
  [{ E: NaN }, "E"],
  [{ T: 1784410631787000 }, "T"],
  [{ T: 1784410631787.5 }, "T"],
  [{ T: 7258118400000 }, "T"],
  [{ a: -1 }, "a"],
  [{ a: 2 ** 60 }, "a"],
  [{ f: undefined }, "f"],
  [{ f: 6516181185 }, "l"],
  [{ l: "6516181184" }, "l"],
  [{ p: "0.00000000" }, "p"],
  [{ p: "1".repeat(20) }, "p"],
  [{ p: "9".repeat(400) }, "p"],
  [{ p: `0.${"0".repeat(400)}1` }, "p"],
  [{ p: ["1"] }, "p"],
  [{ q: "-1" }, "q"],
  [{ q: null }, "q"],
  [{ q: true }, "q"],
  [{ m: null }, "m"],
];

const QUOTE_FAULTS: readonly Change[] = [
  [{ e: "kline" }, "e"],
  [{ e: null }, "e"],
  [{ s: "" }, "s"],
  [{ u: "50093239212" }, "u"],
  [{ u: -1 }, "u"],
  [{ b: "61837.64000000" }, "b"],
  [{ b: "61837.65000000" }, "b"],
  [{ b: "0.00000000" }, "b"],
  [{ a: "0.00000000" }, "a"],
  [{ a: 61837.64 }, "a"],
  [{ a: "" }, "a"],
  [{ B: "-3" }, "B"],
  [{ B: 1 }, "B"],
  [{ A: "x" }, "A"],
];

function faults(stream: string, make: (change: object) => unknown, changes: readonly Change[]) {
  for (const [change, field] of changes) {
    reads({ stream, data: make(change) }, Message.GARBAGE, `${stream} with ${Object.keys(change)}`);
    assert.ok(reader.fault.startsWith(`${field} is `), `${field}: ${reader.fault}`);
    assert.equal(reader.symbol, "");
  }
}

Deno.test("what is wrong with a bar is named", () => {
  faults(KLINE_STREAM, (change) => ({ ...KLINE, ...change }), KLINE_FAULTS);
  faults(KLINE_STREAM, (change) => ({ ...KLINE, k: { ...KLINE.k, ...change } }), BAR_FAULTS);
});

Deno.test("what is wrong with a trade is named", () => {
  faults(TRADE_STREAM, (change) => ({ ...TRADE, ...change }), TRADE_FAULTS);
});

Deno.test("what is wrong with a quote is named", () => {
  faults(QUOTE_STREAM, (change) => ({ ...QUOTE, ...change }), QUOTE_FAULTS);
});

Deno.test("a fault tells the value and what would be right, and is short", () => {
  const quote = { ...QUOTE, s: "ETHUSDT" };
  const faults = [
    [{ ...TRADE, p: "abc" }, 'p is "abc", not a decimal above 0, up to 1e18'],
    [{ ...TRADE, m: undefined }, "m is missing, not true or false"],
    [{ stream: QUOTE_STREAM, data: quote }, 's is "ETHUSDT", not BTCUSDT'],
    [{ ...TRADE, p: "\0".repeat(99) }, `p is "${"\\u0000".repeat(12)}\\u00..., not a decimal`],
  ] as const;
  for (const [message, fault] of faults) {
    reads(message, Message.GARBAGE);
    assert.equal(reader.fault, fault);
  }
});

Deno.test("a stream and its messages have to agree", () => {
  reads({ stream: "ethusdt@aggTrade", data: TRADE }, Message.GARBAGE);
  reads({ stream: "btcusdt@kline_5m", data: KLINE }, Message.GARBAGE);
  reads({ stream: QUOTE_STREAM, data: TRADE }, Message.GARBAGE);
  reads({ stream: TRADE_STREAM, data: QUOTE }, Message.GARBAGE);
  reads({ stream: KLINE_STREAM, data: TRADE }, Message.GARBAGE);
});

Deno.test("payloads without a stream need a symbol of their own", () => {
  for (const s of [undefined, "", "btcusdt", "BTC USDT", 1]) {
    reads({ ...TRADE, s }, Message.GARBAGE);
    reads({ ...KLINE, s, k: { ...KLINE.k, s } }, Message.GARBAGE);
  }
  reads({ ...TRADE, s: "币安人生USDT" }, Message.TRADE);
  assert.equal(reader.symbol, "币安人生USDT");
});

Deno.test("messages of other streams are left alone", () => {
  const depth = { e: "depthUpdate", E: 1, s: "BTCUSDT", U: 1, u: 2, b: [], a: [] };
  const messages: unknown[] = [
    ...wrapped("btcusdt@depth@100ms", depth),
    ...wrapped("btcusdt@trade", { ...TRADE, e: "trade", t: 1 }),
    { stream: "btcusdt@depth5", data: { lastUpdateId: 1, bids: [], asks: [] } },
    { stream: "!miniTicker@arr", data: [{ e: "24hrMiniTicker" }] },
    { stream: "btcusdt@kline_1M", data: { ...KLINE, k: { ...KLINE.k, i: "1M" } } },
    { stream: "btcusdt@kline_1d@+08:00", data: KLINE },
    { ...KLINE, k: { ...KLINE.k, i: "3d" } },
    { ...KLINE, k: { ...KLINE.k, i: "__proto__" } },
  ];
  for (const message of messages) reads(message, Message.OTHER);
  assert.equal(reader.fault, "");
});

Deno.test("an announced shutdown is told in every wrapping", () => {
  const notice = { e: "serverShutdown", E: 1770123456789 };
  const messages = [
    notice,
    { event: notice },
    { data: notice },
    { stream: "!serverShutdown", data: notice },
    { stream: "!serverShutdown", data: {} },
    { stream: TRADE_STREAM, data: notice },
  ];
  for (const message of messages) reads(message, Message.SHUTDOWN);
});

Deno.test("an answer tells its request and what went wrong", () => {
  reads({ result: null, id: 7 }, Message.ANSWER);
  assert.deepEqual([reader.requestId, reader.error], [7, null]);

  reads({ error: { code: 3, msg: "Invalid JSON: expected `,`" }, id: 8 }, Message.ANSWER);
  assert.equal(reader.requestId, 8);
  assert.equal(reader.error, "The exchange answered with error 3: Invalid JSON: expected `,`");

  reads({ code: 2, msg: "Invalid request: unknown variant" }, Message.ANSWER);
  assert.equal(reader.requestId, NaN);
  const told = "The exchange answered with error 2: Invalid request: unknown variant";
  assert.equal(reader.error, told);

  reads({ result: ["btcusdt@aggTrade"], id: null, error: null }, Message.ANSWER);
  assert.deepEqual([reader.requestId, reader.error], [NaN, null]);

  reads({ code: 2, msg: "x".repeat(10_000) }, Message.ANSWER);
  assert.equal(reader.error, `The exchange answered with error 2: ${"x".repeat(200)}`);
});

Deno.test("what is neither an event nor an answer is garbage", () => {
  const messages: unknown[] = [
    null,
    1,
    "kline",
    [],
    [TRADE],
    {},
    { id: 1 },
    { error: "no", id: 1 },
    { error: { code: "3", msg: "no" }, id: 1 },
    { code: 2 },
    { e: 1 },
    { e: null },
    { stream: 1, data: TRADE },
    { stream: TRADE_STREAM },
    { stream: TRADE_STREAM, data: [TRADE] },
    { stream: "btcusdt@depth5", data: "x" },
    { data: TRADE },
    { ...QUOTE, A: undefined },
  ];
  for (const message of messages) {
    reads(message, Message.GARBAGE);
    assert.notEqual(reader.fault, "");
  }
  for (
    const text of ["", " ", "{", "undefined", "{'e':1}", "\ufeff{}", "NaN", "[".repeat(60_000)]
  ) {
    assert.equal(reader.read(text), Message.GARBAGE);
    assert.ok(reader.fault.startsWith("the message is no JSON: "), reader.fault);
  }
});

Deno.test("a message nested without end is refused like any other", () => {
  const depth = 30_000;
  const deep = "[".repeat(depth) + "]".repeat(depth);
  assert.equal(reader.read(deep), Message.GARBAGE);
  assert.equal(reader.read(JSON.stringify(TRADE).replace('"0.00033000"', deep)), Message.GARBAGE);
  assert.equal(reader.fault, "q is an array, not a decimal from 0 up to 1e18");
});

Deno.test("a text past the limit is not looked at", () => {
  const text = JSON.stringify(TRADE);
  assert.equal(reader.read(text.padEnd(MAX_MESSAGE_CHARS)), Message.TRADE);
  assert.equal(reader.read(text.padEnd(MAX_MESSAGE_CHARS + 1)), Message.GARBAGE);
  assert.equal(reader.fault, "the message has 65537 characters, more than 65536");
});

Deno.test("keys that objects have by themselves are nothing special", () => {
  const inherited = JSON.stringify({ __proto__: null, x: TRADE }).replace('"x"', '"__proto__"');
  assert.equal(reader.read(inherited), Message.GARBAGE);
  reads({ ...TRADE, constructor: 1, hasOwnProperty: 2, toString: 3 }, Message.TRADE);
  const polluted = `{"__proto__":{"p":"1"},${JSON.stringify({ ...TRADE, p: undefined }).slice(1)}`;
  assert.equal(reader.read(polluted), Message.GARBAGE);
  assert.equal(reader.fault, "p is missing, not a decimal above 0, up to 1e18");
});
