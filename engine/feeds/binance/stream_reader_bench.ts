/**
 * Messages a second: `deno bench -A engine/feeds/binance/stream_reader_bench.ts`.
 *
 * One iteration is {@link COUNT} messages, so that microseconds an iteration read as nanoseconds a
 * message. The mix is that of recordings of one busy symbol: quotes above all. `JSON.parse` by itself
 * is the measure: it is half of the work. A scanner of the exact order of fields was tried for
 * quotes and took 0.30 µs instead of 0.69; it was not worth a second reader of the same texts, as a
 * hundred busy symbols send some thousand messages a second.
 */
import { Message, StreamReader } from "./stream_reader.ts";

const COUNT = 1_000;
const START = 1_784_410_620_000;

const price = (n: number): string => (64_000 + (n * 7919) % 100_000 / 100).toFixed(8);
const quantity = (n: number): string => ((n * 104_729) % 1_000_000 / 100_000).toFixed(8);

function quote(n: number): string {
  const data = { u: 50_093_239_212 + n, s: "BTCUSDT", b: price(n), B: quantity(n) };
  const ask = { a: (Number(price(n)) + 0.01).toFixed(8), A: quantity(n + 1) };
  return JSON.stringify({ stream: "btcusdt@bookTicker", data: { ...data, ...ask } });
}

function trade(n: number): string {
  const [E, T] = [START + n * 13, START + n * 13 - 1];
  const id = 6_516_181_182 + n;
  const data = {
    e: "aggTrade",
    E,
    s: "BTCUSDT",
    a: 4_017_087_871 + n,
    p: price(n),
    q: quantity(n),
  };
  const rest = { f: id, l: id, T, m: n % 2 === 0, M: true };
  return JSON.stringify({ stream: "btcusdt@aggTrade", data: { ...data, ...rest } });
}

function kline(n: number): string {
  const t = START + n * 60_000;
  const [o, h, l, c] = [price(n), "65000.00000000", "64000.00000000", price(n + 1)];
  const head = { t, T: t + 59_999, s: "BTCUSDT", i: "1m", f: 6_516_180_814, L: 6_516_181_177 };
  const rest = {
    v: quantity(n),
    n: 364,
    x: false,
    q: "73116.59388370",
    V: quantity(n),
    Q: "1",
    B: "0",
  };
  const data = { e: "kline", E: t + 30_021, s: "BTCUSDT", k: { ...head, o, c, h, l, ...rest } };
  return JSON.stringify({ stream: "btcusdt@kline_1m", data });
}

/** Of 100 messages 85 are quotes, 12 trades, 3 bars. */
function mixed(n: number): string {
  const part = (n * 37) % 100;
  return part < 85 ? quote(n) : part < 97 ? trade(n) : kline(n);
}

const reader = new StreamReader();

for (const [group, make] of Object.entries({ mixed, quote, trade, kline })) {
  const texts = Array.from({ length: COUNT }, (_, n) => make(n));
  for (const text of texts) {
    if (reader.read(text) === Message.GARBAGE) {
      throw new Error(`The bench has a bad message: ${reader.fault}`);
    }
  }
  Deno.bench("JSON.parse, 1,000 messages", { group, baseline: true }, () => {
    for (const text of texts) JSON.parse(text);
  });
  Deno.bench("StreamReader, 1,000 messages", { group }, () => {
    for (const text of texts) reader.read(text);
  });
}
