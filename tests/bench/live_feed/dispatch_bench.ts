/**
 * Stream messages a second, from the socket's text to the rows that a runner's stream gets: the whole
 * live feed but the socket. `JSON.parse` by itself is the measure; ccxt stands for what a client
 * library makes of the same texts, parsed into its own caches.
 */
import ccxt from "ccxt";
import { BinanceFeed } from "../../../engine/feeds/binance/binance_feed.ts";
import { BINANCE } from "../../../engine/feeds/binance/exchanges.ts";
import { breathe } from "../../../engine/feeds/breathe.ts";
import { FakeTime } from "../../support/fake_time.ts";
import { CannedExchange, type CannedOptions, manyInstruments } from "./canned_exchange.ts";

/** About as many messages each: one busy symbol, and many as they are on average. */
const LOADS: readonly CannedOptions[] = [
  { symbols: 1, tradesPerSecond: 40, ms: 120_000 },
  { symbols: 200, tradesPerSecond: 2.5, ms: 9_000 },
];
const COUNT = 9_000;
const MAX_TURNS = 10_000;

/** A feed that is live, and what it gives. */
class Live {
  readonly feed: BinanceFeed;
  readonly #time: FakeTime;
  readonly #canned: CannedExchange;
  #now: number;
  rows = 0;
  #waiting: number;

  private constructor(canned: CannedExchange, symbols: number) {
    this.#canned = canned;
    this.#now = canned.start;
    this.#time = new FakeTime(canned.start);
    this.#waiting = symbols;
    this.feed = new BinanceFeed({
      exchange: BINANCE,
      network: canned,
      clock: { now: () => this.#now },
      timers: this.#time,
      random: () => 0.5,
      store: null,
      log: { info() {}, warn() {} },
    });
  }

  static async open(canned: CannedExchange, symbols: number): Promise<Live> {
    const live = new Live(canned, symbols);
    for (const instrument of manyInstruments(symbols)) {
      live.feed.open({ instrument, timeframe: "1m", historyBars: 0 }, {
        history() {},
        push: (rows) => void (live.rows += rows.length),
        status: (status) => void (status === "LIVE" && live.#waiting--),
        gap() {},
      });
    }
    for (let turn = 0; live.#waiting > 0; turn++) {
      if (turn > MAX_TURNS) throw new Error("the bench's feed does not become live");
      live.#time.advance(10);
      await breathe();
    }
    return live;
  }

  hear(messages: CannedExchange["heard"]): void {
    for (let i = 0; i < messages.length; i++) {
      const { at, text } = messages[i]!;
      this.#now = at;
      this.#canned.say(text);
    }
  }

  close(): void {
    this.feed.close();
  }
}

/** ccxt's client of the same streams, with markets as the exchange for tests has them. */
function peer(symbols: number): (text: string) => void {
  const client = {
    url: "wss://stream.binance.com:9443/stream",
    subscriptions: {},
    futures: {},
    resolve: (value: unknown) => value,
    reject() {},
  };
  const exchange = new ccxt.pro.binance();
  exchange.setMarkets(
    manyInstruments(symbols).map(({ code }) => ({
      id: code,
      lowercaseId: code.toLowerCase(),
      symbol: `${code.slice(0, -4)}/USDT`,
      base: code.slice(0, -4),
      quote: "USDT",
      type: "spot",
      spot: true,
      active: true,
      precision: { price: 0.01, amount: 0.00001 },
      limits: {},
    })),
  );
  return (text) => exchange.handleMessage(client as never, JSON.parse(text));
}

for (const load of LOADS) {
  const { symbols } = load;
  const canned = await CannedExchange.record(load);
  const messages = canned.heard.slice(0, COUNT);
  const { length } = messages;
  if (length < COUNT) throw new Error(`only ${length} messages of ${symbols} symbols`);
  const group = `${symbols} symbol${symbols > 1 ? "s" : ""}`;
  const named = (what: string) => `${what}, ${COUNT.toLocaleString("en")} messages`;

  Deno.bench(named("JSON.parse"), { group, baseline: true }, () => {
    for (const { text } of messages) JSON.parse(text);
  });
  Deno.bench(named("live feed, from text to rows"), { group }, async (b) => {
    const live = await Live.open(canned, symbols);
    b.start();
    live.hear(messages);
    b.end();
    const { counters } = live.feed.report();
    if (counters.garbage + counters.missedTrades + counters.late > 0 || live.rows === 0) {
      throw new Error(`the bench measures the wrong thing: ${JSON.stringify(counters)}`);
    }
    live.close();
  });
  const handle = peer(symbols);
  Deno.bench(named("ccxt, from text to its caches"), { group }, () => {
    for (const { text } of messages) handle(text);
  });
}
