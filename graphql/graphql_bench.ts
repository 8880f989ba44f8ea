/** What the API itself costs, over an engine that answers at once, with 100 runners. */
import type { EngineEvent } from "../engine/mod.ts";
import { createApi } from "../tests/support/api.ts";
import { positionUpdated, tick } from "../tests/support/events.ts";
import { PubSub } from "./pubsub/mod.ts";

const RUNNERS = 100;

const api = createApi({ logger: { info() {}, error() {} } });
const runners = Array.from({ length: RUNNERS }, () => api.engine.add());

const SNAPSHOT = `query Snapshot($id: ID!) {
  runner(id: $id) {
    status
    snapshot { asOf stale state candle { time open high low close volume } position { side quantity entryPrice }
      account { cash equity realizedPnl } indicators stats { bars trades winRate } }
  }
}`;

Deno.bench(
  "snapshot of one runner of 100, through the HTTP handler",
  { group: "query" },
  async () => {
    const answer = await api.query(SNAPSHOT, { id: "r50" });
    if (answer.data?.runner.snapshot.stale !== false) throw new Error("no snapshot");
  },
);

Deno.bench("snapshots of all 100 in one query", { group: "query" }, async () => {
  const answer = await api.query("{ runners { id status snapshot { state account { equity } } } }");
  if (answer.data?.runners.length !== RUNNERS) throw new Error("not all");
});

Deno.bench("GET /health", { group: "query" }, async () => {
  await (await api.fetch("/health")).text();
});

const first = runners[0];
if (first === undefined) throw new Error("no runner");

/** Emits 1,000 events while `subscribers` of other runners, or of the same market, are open. */
function benchEvents(name: string, subscribers: number, event: EngineEvent, baseline = false) {
  Deno.bench(name, { group: "1,000 events", baseline }, (b) => {
    for (const { id } of runners) api.engine.channels.set(id, 1);
    const pubsub = new PubSub(api.engine);
    for (let i = 0; i < subscribers; i++) pubsub.events({ runnerId: `r${i % (RUNNERS - 1) + 2}` });
    b.start();
    for (let i = 0; i < 1_000; i++) api.engine.emit(event);
    b.end();
    pubsub.close();
  });
}

benchEvents("of a runner, one subscriber elsewhere", 1, positionUpdated(first, 101), true);
benchEvents("of a runner, 100 subscribers elsewhere", 100, positionUpdated(first, 101));
benchEvents("of a market with 100 slow subscribers", 100, tick(first, 1, 101));
