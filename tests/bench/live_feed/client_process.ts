/**
 * A program with the live feed, as the service has it: platform sockets, a candle store in a file, and
 * a worker that every row goes to. Runs by itself, so that its CPU is its own and not the exchange's.
 * Says one {@link FromClient} a line, and ends with its standard input.
 */
import { BinanceFeed } from "../../../engine/feeds/binance/binance_feed.ts";
import { BINANCE } from "../../../engine/feeds/binance/exchanges.ts";
import { platformNetwork } from "../../../engine/feeds/binance/platform_network.ts";
import { systemClock, systemTimers, workerShards } from "../../../engine/mod.ts";
import { MarketStream } from "../../../engine/service/feeds/stream.ts";
import { openMarketStore } from "../../../engine/store/mod.ts";
import { ShardHandle } from "../../../engine/workers/shard_handle.ts";
import { manyInstruments } from "./canned_exchange.ts";
import type { ClientPlan, FromClient } from "./messages.ts";
import { UseMeter } from "./use_meter.ts";

/** A window of the usual size. */
const CAPACITY = 500;

const plan: ClientPlan = JSON.parse(Deno.args[0] ?? "");
const folder = await Deno.makeTempDir({ prefix: "bench-" });
const store = openMarketStore(`${folder}/market.sqlite`);
const feed = new BinanceFeed({
  exchange: BINANCE,
  ws: plan.ws,
  rest: plan.rest,
  network: platformNetwork,
  clock: systemClock,
  timers: systemTimers,
  random: Math.random,
  store,
  log: { info() {}, warn: (text) => console.error(text) },
});

let isLive = false;
const streams: MarketStream[] = [];
const byId = new Map<number, MarketStream>();
const worker = new URL("../../../dist/worker.js", import.meta.url);
const shard = new ShardHandle(0, workerShards(worker), {
  batch: (_shard, { done }) => {
    for (const id of done) byId.get(id)?.done();
  },
  vitals() {},
  crashed: (_shard, reason) => {
    throw new Error(reason);
  },
}, systemClock.now);

function say(message: FromClient): void {
  console.log(JSON.stringify(message));
}

/** Says when all streams are live, and when they are not any more. */
function review(): void {
  const now = streams.length === plan.symbols &&
    streams.every(({ feedStatus }) => feedStatus === "LIVE");
  if (now === isLive) return;
  isLive = now;
  say({ live: now, at: Date.now(), backfilled: feed.report().counters.backfilledBars });
}

const owner = {
  market() {},
  status: review,
  gap() {},
  speaks: () => true,
  ready: () => undefined,
  now: systemClock.now,
};

for (const [i, instrument] of manyInstruments(plan.symbols).entries()) {
  const settings = {
    id: i,
    channel: i,
    key: instrument.code,
    feed,
    instrument,
    timeframe: "1m",
    capacity: CAPACITY,
    shard,
  } as const;
  const stream = new MarketStream(settings, owner);
  streams.push(stream);
  byId.set(i, stream);
  stream.start(undefined);
}

const meter = new UseMeter(() => ({
  messages: feed.report().counters.messages,
  rows: streams.reduce((sum, stream) => sum + stream.rows, 0),
}));
for await (const chunk of Deno.stdin.readable) {
  for (const _ of new TextDecoder().decode(chunk).trim().split("\n")) say(meter.read());
}
feed.close();
store.close();
await Deno.remove(folder, { recursive: true });
Deno.exit(0);
