import assert from "node:assert/strict";
import { klineStream, quoteStream, tradeStream } from "./stream_names.ts";
import { Message } from "./stream_messages.ts";
import { Topics } from "./stream_topics.ts";

Deno.test("streams are named as the exchange names them", () => {
  assert.equal(klineStream("BTCUSDT", "1m"), "btcusdt@kline_1m");
  assert.equal(tradeStream("BTCUSDT"), "btcusdt@aggTrade");
  assert.equal(quoteStream("BTCUSDT"), "btcusdt@bookTicker");
});

Deno.test("a name tells again what it was made from", () => {
  const topics = new Topics();
  assert.deepEqual(topics.of(klineStream("ETHUSDT", "12h")), {
    kind: Message.KLINE,
    symbol: "ETHUSDT",
    interval: "12h",
  });
  assert.equal(topics.of(tradeStream("ETHUSDT")).kind, Message.TRADE);
  assert.equal(topics.of(quoteStream("ETHUSDT")).kind, Message.QUOTE);
});
