import assert from "node:assert/strict";
import { Message } from "./stream_messages.ts";
import { isSymbol, MAX_TOPICS, Topics } from "./stream_topics.ts";

Deno.test("streams that are not read have no symbol", () => {
  const topics = new Topics();
  const names = [
    "",
    "@aggTrade",
    "btcusdt",
    "btcusdt@trade",
    "btcusdt@depth@100ms",
    "btcusdt@kline_",
    "btcusdt@kline_1M",
    "btcusdt@kline_3d",
    "btcusdt@kline_1d@+08:00",
    "btcusdt@kline_constructor",
    "btcusdt@aggTrade2",
    "btc usdt@aggTrade",
    "__proto__@aggTrade",
    "!ticker@arr",
    `${"a".repeat(33)}@aggTrade`,
    `btcusdt@${"a".repeat(100_000)}`,
  ];
  for (const name of names) {
    assert.deepEqual(
      topics.of(name),
      { kind: Message.OTHER, symbol: "", interval: undefined },
      name.slice(0, 40),
    );
  }
  assert.equal(topics.size, 0, "and are not remembered");
});

Deno.test("a stream is looked into once", () => {
  const topics = new Topics();
  assert.equal(topics.of("bnbbtc@aggTrade"), topics.of("bnbbtc@aggTrade"));
  assert.equal(topics.of("BNBBTC@aggTrade").symbol, "BNBBTC");
});

Deno.test("no more streams are remembered than the limit", () => {
  const topics = new Topics();
  for (let n = 0; n <= 2 * MAX_TOPICS; n++) {
    assert.equal(topics.of(`x${n}usdt@bookTicker`).symbol, `X${n}USDT`);
    assert.ok(topics.size <= MAX_TOPICS);
  }
});

Deno.test("a symbol is one word in upper case, in any script", () => {
  for (const symbol of ["BTCUSDT", "1INCHUSDT", "BTCUSD_PERP", "BRK.B", "币安人生USDT"]) {
    assert.ok(isSymbol(symbol), symbol);
  }
  for (
    const text of ["", "btcusdt", "BTC/USDT", "BTC USDT", "_BTC", "A".repeat(33), "BTC\n", "𝐚BTC"]
  ) {
    assert.ok(!isSymbol(text), text);
  }
});
