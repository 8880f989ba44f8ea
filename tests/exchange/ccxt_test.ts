/** A client library that many use against the real exchange understands this one. */
import ccxt from "ccxt";
import assert from "node:assert/strict";
import type { CandleColumns } from "../../engine/domain/mod.ts";
import { LoopbackExchange } from "./loopback_exchange.ts";

const START = Date.UTC(2024, 0, 15, 12, 0, 30);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The exchange, and the library pointed at it; its market time stands. */
function connected() {
  const exchange = LoopbackExchange.start({ speed: 0, start: START });
  const client = new ccxt.pro.binance({ options: { fetchMarkets: { types: ["spot"] } } });
  const api = client.urls.api as unknown as { public: string; ws: { spot: string } };
  api.public = `${exchange.rest}/api/v3`;
  api.ws.spot = `${exchange.ws}/ws`;
  const close = async () => {
    await client.close();
    await exchange.close();
  };
  /** Resolves once the exchange has taken the subscription. */
  const subscribed = async (stream: string) => {
    while (!exchange.streams.has(stream)) await fetch(`${exchange.rest}/api/v3/ping`);
  };
  return { exchange, client, close, subscribed };
}

function rowsOf({ time, open, high, low, close, volume }: CandleColumns): number[][] {
  return Array.from(time, (at, i) => [at, open[i]!, high[i]!, low[i]!, close[i]!, volume[i]!]);
}

Deno.test("ccxt reads time, symbols and their filters", async () => {
  const { client, close } = connected();
  assert.equal(await client.fetchTime(), START);
  const markets = await client.loadMarkets();
  assert.equal(Object.keys(markets).length, 8);
  const { precision, limits, base, quote, spot, active } = markets["DOGE/USDT"]!;
  assert.deepEqual({ base, quote, spot, active }, {
    base: "DOGE",
    quote: "USDT",
    spot: true,
    active: true,
  });
  assert.deepEqual([precision.price, precision.amount, limits.cost?.min], [0.00001, 1, 5]);
  await close();
});

Deno.test("ccxt fetches the candles that the model knows", async () => {
  const { exchange, client, close } = connected();
  for (const [timeframe, ms] of [["1m", MINUTE], ["15m", 15 * MINUTE], ["4h", 4 * HOUR]] as const) {
    const from = Math.floor(START / ms) * ms - 50 * ms;
    const candles = await client.fetchOHLCV("ETH/USDT", timeframe, from, 40);
    const truth = exchange.model.truth("ETHUSDT", timeframe, from, from + 40 * ms);
    assert.equal(candles.length, 40);
    assert.deepEqual(candles, rowsOf(truth));
  }
  await close();
});

Deno.test("ccxt understands that there is no such symbol", async () => {
  const { client, close } = connected();
  const markets = await client.loadMarkets();
  markets["NO/USDT"] = { ...markets["BTC/USDT"]!, symbol: "NO/USDT", id: "NOUSDT" };
  await assert.rejects(client.fetchOHLCV("NO/USDT", "1m"), ccxt.BadSymbol);
  await close();
});

Deno.test("ccxt watches candles, trades and quotes", async () => {
  const { exchange, client, close, subscribed } = connected();
  const watched = Promise.all([
    client.watchOHLCV("BTC/USDT", "1m"),
    client.watchTrades("BTC/USDT"),
    client.watchBidsAsks(["BTC/USDT"]),
  ]);
  for (const kind of ["kline_1m", "trade", "bookTicker"]) await subscribed(`btcusdt@${kind}`);
  exchange.advance(2 * MINUTE);
  const quotes = (await watched)[2]["BTC/USDT"]!;
  assert.ok(quotes.bid! < quotes.ask!);

  const truth = exchange.model.truth("BTCUSDT", "1m", START + 30_000, START + 90_000);
  const [row] = rowsOf(truth);
  const from = row![0]!;
  const to = from + MINUTE;
  const candles = client.ohlcvs["BTC/USDT"]!["1m"] as unknown as number[][];
  while (candles.at(-1)![0]! < to) await client.watchOHLCV("BTC/USDT", "1m");
  assert.deepEqual(candles.find(([time]) => time === from), row);

  const trades = client.trades["BTC/USDT"] as unknown as { timestamp: number; price: number }[];
  while (trades.at(-1)!.timestamp < to) await client.watchTrades("BTC/USDT");
  const prices = trades.filter(({ timestamp }) => timestamp >= from && timestamp < to)
    .map((trade) => trade.price);
  assert.deepEqual(
    [prices[0], Math.max(...prices), Math.min(...prices), prices.at(-1)],
    row!.slice(1, 5),
  );
  await close();
});
