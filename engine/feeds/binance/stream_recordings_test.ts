import assert from "node:assert/strict";
import { readUnpacked, testWithData } from "../../../tests/support/shared_data.ts";
import { Message, type MessageKind, StreamReader } from "./stream_reader.ts";

const reader = new StreamReader();
const KINDS = Object.keys(Message);

/** What the message says, read without the reader's help. */
// deno-lint-ignore no-explicit-any -- a recording, as it is
function independently(kind: MessageKind, data: any): Record<string, unknown> {
  const { k } = data;
  if (kind === Message.KLINE) {
    return {
      symbol: k.s,
      interval: k.i,
      eventTime: data.E,
      openTime: k.t,
      open: Number(k.o),
      high: Number(k.h),
      low: Number(k.l),
      close: Number(k.c),
      volume: Number(k.v),
      lastTradeId: k.L,
      closed: k.x,
    };
  }
  if (kind === Message.TRADE) {
    return {
      symbol: data.s,
      eventTime: data.E,
      tradeTime: data.T,
      tradeId: data.a,
      firstTradeId: data.f,
      lastTradeId: data.l,
      price: Number(data.p),
      quantity: Number(data.q),
      buyerIsMaker: data.m,
    };
  }
  return {
    symbol: data.s,
    updateId: data.u,
    bid: Number(data.b),
    bidQuantity: Number(data.B),
    ask: Number(data.a),
    askQuantity: Number(data.A),
  };
}

function isData(kind: MessageKind): boolean {
  return kind === Message.KLINE || kind === Message.TRADE || kind === Message.QUOTE;
}

/** Reads it, compares what was read with the text, and says what it was. */
function compared(text: string): MessageKind {
  const kind = reader.read(text);
  if (!isData(kind)) return kind;
  const root = JSON.parse(text);
  const expected = independently(kind, root.data ?? root);
  const actual = Object.fromEntries(
    Object.keys(expected).map((name) => [name, reader[name as keyof StreamReader]]),
  );
  assert.deepEqual(actual, expected, text);
  return kind;
}

function countKinds(texts: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const text of texts) {
    const kind = KINDS[compared(text)]!;
    counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return counts;
}

/** Messages of a recording: a line each, behind the time it came at. */
async function recorded(path: string): Promise<string[]> {
  const lines = new TextDecoder().decode(await readUnpacked(path)).split("\n");
  return lines.filter((line) => line.includes("{")).map((line) => line.slice(line.indexOf("{")));
}

const RECORDINGS: readonly (readonly [file: string, counts: Record<string, number>])[] = [
  ["polysim-spot_kline_1m.jsonl", { KLINE: 30 }],
  ["polysim-spot_aggTrade.jsonl", { TRADE: 188 }],
  ["polysim-spot_depth.jsonl", { OTHER: 600 }],
  ["cryptofeed-BINANCE.ws.1.0.txt", { QUOTE: 84, TRADE: 2, KLINE: 2, OTHER: 177 }],
  ["cryptofeed-BINANCE_FUTURES.ws.1.0.txt.gz", { QUOTE: 613, TRADE: 91, KLINE: 67, OTHER: 764 }],
  // In its midst is one answer to a request for a whole book, which is no message of a stream.
  [
    "hftbacktest-spot-btcusdt_20240808.txt.gz",
    { QUOTE: 28_040, OTHER: 9_757 + 3_451, GARBAGE: 1 },
  ],
  ["hftbacktest-spot-btcusdt_20240809.txt.gz", { QUOTE: 45_134, OTHER: 10_147 + 3_044 }],
  // Values made up by hand: the bar's times are of 1970.
  ["gct-wsHandleData.json", { OTHER: 7, GARBAGE: 1 }],
];

for (const [file, counts] of RECORDINGS) {
  testWithData(`${file} is read as it was recorded`, [`ws/${file}`], async (path) => {
    assert.deepEqual(countKinds(await recorded(path)), counts);
  });
}

testWithData("one recorded bar is closed", ["ws/polysim-spot_kline_1m.jsonl"], async (path) => {
  const closed: number[] = [];
  for (const text of await recorded(path)) {
    if (reader.read(text) === Message.KLINE && reader.closed) closed.push(reader.openTime);
  }
  assert.deepEqual(closed, [1784410620000]);
});

const SINGLE: readonly (readonly [file: string, kind: MessageKind])[] = [
  ["ws_futures_book_ticker", Message.QUOTE],
  ["ws_futures_depth_update", Message.OTHER],
  ["ws_futures_ticker_24hr", Message.OTHER],
  ["ws_spot_agg_trade", Message.TRADE],
  ["ws_spot_ticker_24hr", Message.OTHER],
  ["ws_spot_ticker_book", Message.QUOTE],
  ["ws_spot_trade", Message.OTHER],
];

for (const [file, kind] of SINGLE) {
  testWithData(`${file} is read, blanks and all`, [`ws/nautilus/${file}.json`], (path) => {
    assert.equal(KINDS[compared(Deno.readTextFileSync(path))], KINDS[kind]);
  });
}
