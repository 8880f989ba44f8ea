/** Whatever comes, the reader does not throw and lets nothing strange past. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { Message, type MessageKind, StreamReader } from "./stream_reader.ts";

const BAR = {
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
  x: true,
};
const TRADE = {
  e: "aggTrade",
  E: 1784410631788,
  s: "BTCUSDT",
  a: 4017087871,
  p: "64682.63000000",
  q: "0.00033000",
  f: 6516181182,
  l: 6516181182,
  T: 1784410631787,
  m: false,
};
const QUOTE = {
  u: 50093239212,
  s: "BTCUSDT",
  b: "61837.63000000",
  B: "3.78826000",
  a: "61837.64000000",
  A: "1.54698000",
};
const KLINE = { e: "kline", E: 1784410630021, s: "BTCUSDT", k: BAR };

const PAYLOADS = [
  ["btcusdt@kline_1m", KLINE, Message.KLINE],
  ["btcusdt@aggTrade", TRADE, Message.TRADE],
  ["btcusdt@bookTicker", QUOTE, Message.QUOTE],
] as const;
/** Each payload alone and in its envelope. */
const GOOD = PAYLOADS.flatMap(([stream, data, kind]) =>
  [data, { stream, data }].map((message) => ({ text: JSON.stringify(message), kind }))
);

const KINDS: ReadonlySet<number> = new Set(Object.values(Message));
const reader = new StreamReader();

function isPrice(value: number): boolean {
  return value > 0 && value < Infinity;
}

function isQuantity(value: number): boolean {
  return value >= 0 && value < Infinity;
}

/** Holds for all that is not refused, whatever the text was. */
function assertSound(kind: MessageKind, text: string): void {
  assert.ok(KINDS.has(kind), text);
  assert.equal(kind === Message.GARBAGE, reader.fault !== "", text);
  assert.ok(reader.fault.length <= 100);
  if (kind === Message.KLINE) assertSoundBar();
  else if (kind === Message.TRADE) assertSoundTrade();
  else if (kind === Message.QUOTE) assertSoundQuote();
  else return assert.equal(reader.symbol, "", text);
  assert.match(reader.symbol, /^[^\p{Ll}@\s]{1,32}$/u);
}

function assertSoundBar(): void {
  const { open, high, low, close, openTime, lastTradeId, closed } = reader;
  assert.ok([open, high, low, close].every(isPrice));
  assert.ok(low === Math.min(open, high, low, close) && high === Math.max(open, high, low, close));
  assert.ok(isQuantity(reader.volume));
  assert.match(reader.interval, /^(1s|1m|3m|5m|15m|30m|1h|2h|4h|6h|8h|12h|1d|1w)$/);
  assert.equal(openTime % 1_000, 0);
  assertTime(openTime);
  assertTime(reader.eventTime);
  assert.ok(Number.isSafeInteger(lastTradeId) && lastTradeId >= -1);
  assert.equal(typeof closed, "boolean");
}

function assertSoundTrade(): void {
  assert.ok(isPrice(reader.price) && isQuantity(reader.quantity));
  const { tradeId, firstTradeId, lastTradeId } = reader;
  assert.ok([tradeId, firstTradeId, lastTradeId].every((id) => Number.isSafeInteger(id)));
  assert.ok(tradeId >= 0 && firstTradeId >= 0 && lastTradeId >= firstTradeId);
  assertTime(reader.eventTime);
  assertTime(reader.tradeTime);
  assert.equal(typeof reader.buyerIsMaker, "boolean");
}

function assertSoundQuote(): void {
  assert.ok(isPrice(reader.bid) && isPrice(reader.ask) && reader.bid < reader.ask);
  assert.ok(isQuantity(reader.bidQuantity) && isQuantity(reader.askQuantity));
  assert.ok(Number.isSafeInteger(reader.updateId) && reader.updateId >= 0);
}

function assertTime(time: number): void {
  const year = new Date(time).getUTCFullYear();
  assert.ok(Number.isInteger(time) && year >= 2009 && year < 2200, String(time));
}

/** Reads a text of any kind, and then a message in order: nothing of the first may stay. */
function assertHarmless(text: string, after: number): void {
  assertSound(reader.read(text), text);
  const good = GOOD[after % GOOD.length]!;
  assert.equal(reader.read(good.text), good.kind, reader.fault);
  const data = PAYLOADS.find(([, , kind]) => kind === good.kind)![1];
  if (data === KLINE) assert.equal(reader.close, 64682.62);
  else if (data === TRADE) assert.equal(reader.price, 64682.63);
  else assert.equal(reader.ask, 61837.64);
  assert.equal(reader.symbol, "BTCUSDT");
}

const after = fc.nat(GOOD.length - 1);

Deno.test("any text is read without harm", () => {
  const unit = fc.constantFrom(...'{}[]":,\\eskbaBAuTEd0159.-+ \0\ud83d\u2028');
  const text = fc.oneof(fc.string({ unit: "binary" }), fc.string({ unit, maxLength: 60 }));
  fc.assert(fc.property(text, after, assertHarmless), { numRuns: 1_000 });
});

/** Values that go wrong in numbers, in objects, or in what looks at them. */
const odd = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 1e-320, 1e308, 2 ** 53, 0.1, "", {}, []),
  fc.constantFrom("NaN", "Infinity", "-1", "0", "0.0", "1e5", "1.", ".5", "0x1", " 1", "1 ", "١"),
  fc.constantFrom("__proto__", "constructor", "1M", "1h", "kline", "trade", "btcusdt", "ETHUSDT"),
  fc.constantFrom("9".repeat(400), `0.${"0".repeat(400)}1`, "1".repeat(70_000), "\ud800"),
  fc.constantFrom(1784410630, 1784410630021000, 1784410620001, 1784410679998),
  fc.double(),
  fc.maxSafeInteger(),
  fc.string(),
  fc.jsonValue({ maxDepth: 2 }),
);
const key = fc.constantFrom(
  ..."eEskuUbBaATtiofLlchvxnpqm",
  "stream",
  "data",
  "id",
  "result",
  "error",
  "code",
  "msg",
  "event",
  "__proto__",
  "toString",
);

Deno.test("any JSON is read without harm", () => {
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { maxDepth: 4 },
      odd,
      fc.dictionary(key, tie("tree"), { maxKeys: 12, noNullPrototype: true }),
      fc.array(tie("tree"), { maxLength: 3 }),
    ),
  }));
  const text = fc.oneof(fc.json(), tree.map((value) => JSON.stringify(value) ?? ""));
  fc.assert(fc.property(text, after, assertHarmless), { numRuns: 1_000 });
});

type Node = Record<string, unknown>;

/** The objects of a message, outermost first. */
function nodesOf(root: Node): Node[] {
  const inner = Object.values(root).filter((value) => typeof value === "object" && value !== null);
  return [root, ...inner.flatMap((value) => nodesOf(value as Node))];
}

/** A change of one object of a message, at one of its keys or at another one. */
const change = fc.record({
  node: fc.nat(2),
  slot: fc.nat(20),
  name: key,
  value: odd,
  how: fc.constantFrom("delete", "replace", "add", "swap"),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function apply(root: Node, { node, slot, name, value, how }: Change): void {
  const nodes = nodesOf(root);
  const object = nodes[node % nodes.length]!;
  const keys = Object.keys(object);
  const own = keys[slot % Math.max(keys.length, 1)] ?? name;
  // Not an assignment, which is something else for `__proto__`.
  const put = (key: string, value: unknown) =>
    Object.defineProperty(object, key, {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  const before = object[own];
  if (how === "delete") delete object[own];
  else if (how === "replace") put(own, value);
  else if (how === "add") put(name, value);
  else {
    put(own, Object.hasOwn(object, name) ? object[name] : value);
    put(name, before);
  }
}

/** What the payload says about its numbers, read without the reader's help. */
function assertSame(kind: MessageKind, text: string): void {
  const root = JSON.parse(text);
  const data = root.stream === undefined ? root : root.data;
  if (kind === Message.KLINE) {
    const { open, high, low, close, volume, openTime } = reader;
    const { o, h, l, c, v, t } = data.k;
    assert.deepEqual([open, high, low, close, volume, openTime], [o, h, l, c, v, t].map(Number));
  } else if (kind === Message.TRADE) {
    const { price, quantity, tradeId, tradeTime } = reader;
    assert.deepEqual(
      [price, quantity, tradeId, tradeTime],
      [data.p, data.q, data.a, data.T].map(Number),
    );
  } else if (kind === Message.QUOTE) {
    const { bid, bidQuantity, ask, askQuantity } = reader;
    assert.deepEqual(
      [bid, bidQuantity, ask, askQuantity],
      [data.b, data.B, data.a, data.A].map(Number),
    );
  }
}

Deno.test("messages with fields that were changed are read as they stand or refused", () => {
  const changes = fc.array(change, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.constantFrom(...GOOD), changes, after, ({ text }, changes, next) => {
      const root: Node = JSON.parse(text);
      // Each with a value of its own: a later change may be one of the value's inside.
      for (const change of changes) apply(root, structuredClone(change));
      const changed = JSON.stringify(root);
      assertSame(reader.read(changed), changed);
      assertHarmless(changed, next);
    }),
    { numRuns: 3_000 },
  );
});

Deno.test("messages with characters that were changed are read as they stand or refused", () => {
  const piece = fc.oneof(
    fc.constantFrom(
      "",
      "0",
      "9",
      "-",
      ".",
      '"',
      "}",
      "{",
      ",",
      "e5",
      "\\u0000",
      "\0",
      " ",
      "\u2028",
    ),
    fc.constantFrom('"p":"1",', '"b":"0",', '"__proto__":{"s":"X"},', "9".repeat(30)),
    fc.string({ unit: "binary", maxLength: 3 }),
  );
  const edit = fc.tuple(fc.nat(1_000), fc.nat(4), piece);
  const edits = fc.array(edit, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(fc.constantFrom(...GOOD), edits, after, ({ text }, edits, next) => {
      let changed = text;
      for (const [where, cut, insert] of edits) {
        const at = where % (changed.length + 1);
        changed = changed.slice(0, at) + insert + changed.slice(at + cut);
      }
      const kind = reader.read(changed);
      if (kind !== Message.GARBAGE) assertSame(kind, changed);
      assertHarmless(changed, next);
    }),
    { numRuns: 3_000 },
  );
});

Deno.test("every beginning of a message is garbage", () => {
  for (const { text } of GOOD) {
    for (let end = 0; end < text.length; end++) {
      assert.equal(reader.read(text.slice(0, end)), Message.GARBAGE, text.slice(0, end));
    }
  }
});

Deno.test("a message without one of the fields that are read is garbage", () => {
  const extra = new Set(["f", "n"]);
  for (const [stream, data] of PAYLOADS) {
    const needed = Object.keys(data);
    for (const name of needed) {
      const rest = Object.fromEntries(Object.entries(data).filter(([key]) => key !== name));
      assert.equal(reader.read(JSON.stringify({ stream, data: rest })), Message.GARBAGE, name);
    }
  }
  for (const name of Object.keys(BAR).filter((key) => !extra.has(key))) {
    const k = Object.fromEntries(Object.entries(BAR).filter(([key]) => key !== name));
    assert.equal(reader.read(JSON.stringify({ ...KLINE, k })), Message.GARBAGE, name);
  }
});

/** A decimal as the exchange writes it, and the number that it is. */
const decimal = fc.bigInt({ min: 1n, max: 10n ** 20n }).map((units) => {
  const digits = String(units).padStart(9, "0");
  return `${digits.slice(0, -8)}.${digits.slice(-8)}`;
});
const id = fc.maxSafeInteger().map(Math.abs);
const time = fc.integer({ min: Date.UTC(2009), max: Date.UTC(2200) - 1 });

Deno.test("every trade that makes sense is read to the last digit", () => {
  fc.assert(fc.property(decimal, decimal, id, id, time, fc.boolean(), (p, q, a, f, T, m) => {
    assert.equal(reader.read(JSON.stringify({ ...TRADE, p, q, a, f, l: f, T, m })), Message.TRADE);
    const { price, quantity, tradeId, firstTradeId, tradeTime, buyerIsMaker } = reader;
    assert.deepEqual(
      [price, quantity, tradeId, firstTradeId, tradeTime, buyerIsMaker],
      [Number(p), Number(q), a, f, T, m],
    );
  }));
});

Deno.test("every bar that makes sense is read to the last digit", () => {
  const minute = time.map((at) => at - at % 60_000);
  const prices = fc.tuple(decimal, decimal, decimal, decimal)
    .map((four) => four.toSorted((a, b) => Number(a) - Number(b)));
  fc.assert(fc.property(prices, decimal, minute, fc.boolean(), (prices, v, t, x) => {
    const [l, o, c, h] = prices;
    const k = { ...BAR, o, h, l, c, v, t, T: t + 59_999, x };
    assert.equal(reader.read(JSON.stringify({ ...KLINE, k })), Message.KLINE, reader.fault);
    const { low, open, close, high, volume, openTime, closed } = reader;
    assert.deepEqual([low, open, close, high], prices.map(Number));
    assert.deepEqual([volume, openTime, closed], [Number(v), t, x]);
  }));
});
