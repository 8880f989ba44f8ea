/** What commits cost, on a file, with 100 runners: one iteration writes as many rows as its name says. */
import type { EngineEvent } from "../../engine/domain/mod.ts";
import { openStore, type StoreBatch } from "../../engine/store/mod.ts";
import {
  closed,
  filled,
  log,
  record,
  state,
  submitted,
  transition,
} from "../contracts/store_samples.ts";

const RUNNERS = 100;
const ids = Array.from({ length: RUNNERS }, (_, i) => `r${i + 1}`);
const folder = await Deno.makeTempDir({ prefix: "bench-" });
const store = openStore(`${folder}/bench.sqlite`);
store.commit({ runners: ids.map((id) => record(id)), events: [] });

/** What a runner with a position hands over, in size and shape. */
const DATA = {
  status: "RUNNING",
  state: "IN_POSITION",
  context: { signal: "bullish", gap: 12.345678, rest: 3, rest_bar: 1_704_067_200_000 },
  desk: { cash: 1_000_000_000, fees: 12_345, realized: -3_210, position: [1, 0.1, 42_000, 41_000] },
  counters: { bars: 12_345, ticks: 123_450, trades: 123, wins: 60, losses: 63, orders: 246 },
  lastError: null,
  candle: { time: 1_704_067_200_000, open: 42_000, high: 42_100, low: 41_900, close: 42_050 },
};

let sequence = 0;

/** `count` events, the runners in turn, each with its own numbers without a hole. */
function events(count: number, make: (id: string, sequence: number) => EngineEvent): EngineEvent[] {
  return Array.from({ length: count }, () => {
    const number = sequence++;
    return make(ids[number % RUNNERS]!, Math.floor(number / RUNNERS) + 1);
  });
}

const LOG = "a line of some length, as strategies write them: fast 42012.34 slow 42001.23";
const trading = [submitted, filled, closed, transition, (id: string, n: number) => log(id, n, LOG)];

function commits(name: string, batches: (n: number) => StoreBatch[], baseline = false): void {
  Deno.bench(name, { group: "store", baseline }, (b) => {
    const prepared = batches(sequence);
    b.start();
    for (const batch of prepared) store.commit(batch);
    b.end();
  });
}

const logs = (count: number) => ({ events: events(count, (id, n) => log(id, n, LOG)) });

commits("1,000 log events, one commit", () => [logs(1_000)], true);
commits("1,000 log events, 100 commits", () => Array.from({ length: 100 }, () => logs(10)));
commits("1,000 log events, 1,000 commits", () => Array.from({ length: 1_000 }, () => logs(1)));
commits("1,000 orders, fills, trades, transitions and logs, one commit", () => [{
  events: events(1_000, (id, n) => trading[n % trading.length]!(id, n, n)),
}]);
commits(
  "1,000 states of 100 runners, ten commits",
  (n) => Array.from({ length: 10 }, () => ({ states: ids.map((id) => state(id, n, DATA)) })),
);

globalThis.addEventListener("unload", () => {
  store.close();
  Deno.removeSync(folder, { recursive: true });
});
