/** What a subscriber of a runner is told, in which order, and when it ends. */
import assert from "node:assert/strict";
import type { EventStream } from "../support/sse.ts";
import { flat } from "../support/scripted.ts";
import { contractBench } from "./contract_bench.ts";

/** In on the first bar, out on the second after. */
const ROUND_TRIP = `
function detect_opportunity(m) log.info("looking") return { n = 1 } end
function filter_commitment(m) return { action = "enter_short", quantity = 0.1, reason = "try" } end
function manage_position(m, context)
  if context.position.bars_held >= 2 then return { action = "exit", reason = "held" } end
end`;

const FIELDS = `type sequence time runnerId symbol
  ... on StateTransitionEvent { transition { from to trigger reason } }
  ... on OrderFilledEvent { fill { price side } }
  ... on PositionClosedEvent { trade { pnl } reason position { quantity } }
  ... on StrategyLogEvent { level message }`;

async function take(stream: EventStream, until: (event: { type: string }) => boolean) {
  const events = [];
  for (;;) {
    const answer = await stream.next();
    if (answer === null) return events;
    assert.equal(answer.errors, undefined);
    events.push(answer.data.events);
    if (until(answer.data.events)) return events;
  }
}

Deno.test("a runner's events come whole, in order, as they are kept", async () => {
  const bench = await contractBench({ round_trip: ROUND_TRIP });
  const id = await bench.create({ strategy: "round_trip" });
  const stream = await bench.api.subscribe(
    `subscription Watch($id: ID!) { events(runnerId: $id) { ${FIELDS} } }`,
    { id },
  );
  const began = bench.feed.time;
  for (const price of [100, 101, 102, 103]) bench.feed.bar(flat(price));
  const all = await take(stream, ({ type }) => type === "POSITION_CLOSED");
  const own = all.filter(({ runnerId }) => runnerId === id);
  // POSITION_UPDATED is shown and forgotten: it repeats a number instead of taking one.
  const kept = own.filter(({ type }) => type !== "POSITION_UPDATED");
  assert.deepEqual(kept.map(({ type, sequence }) => `${sequence} ${type}`), [
    "2 STRATEGY_LOG",
    "3 OPPORTUNITY_DETECTED",
    "4 STATE_TRANSITION",
    "5 ORDER_SUBMITTED",
    "6 ORDER_FILLED",
    "7 POSITION_OPENED",
    "8 STATE_TRANSITION",
    "9 ORDER_SUBMITTED",
    "10 ORDER_FILLED",
    "11 POSITION_CLOSED",
  ]);
  const times = kept.map(({ time }) => (time - began) / 60_000);
  assert.deepEqual(times, [1, 1, 1, 1, 1, 1, 1, 3, 3, 3]);
  const closed = kept.at(-1);
  // Sold at 101, bought back at 103: −0.2 less 0.1 % of 10.1 and of 10.3.
  assert.deepEqual([closed.trade.pnl, closed.reason, closed.position], [-0.2204, "held", null]);
  const market = all.filter(({ runnerId }) => runnerId === null);
  assert.deepEqual(
    market.filter(({ type }) => type === "CANDLE_CLOSED").map(({ symbol }) => symbol),
    ["BTCUSDT", "BTCUSDT", "BTCUSDT", "BTCUSDT"],
  );
  const { events } = await bench.runner(id, `events(limit: 1000) { ${FIELDS} }`);
  const journal = events.toReversed().slice(1);
  assert.deepEqual(journal.slice(0, kept.length), kept);
  assert.equal(events.at(-1).type, "RUNNER_ADDED");
  await stream.cancel();
  await bench.end();
});

Deno.test("removing a runner ends what watches it, while its market goes on", async () => {
  const bench = await contractBench({ round_trip: ROUND_TRIP });
  const id = await bench.create({ strategy: "round_trip" });
  const other = await bench.create({ strategy: "round_trip" });
  const watch = (text: string) =>
    bench.api.subscribe(`subscription Watch($id: ID!) { ${text} }`, { id });
  const events = await watch("events(runnerId: $id) { type runnerId }");
  const snapshots = await watch("runnerSnapshot(id: $id) { asOf }");
  bench.feed.bar(flat(100));
  await bench.ask(`mutation Remove($id: ID!) { removeRunner(id: $id) }`, { id });
  bench.feed.bar(flat(101));
  const seen = await take(events, () => false);
  assert.deepEqual(seen.at(-1), { type: "RUNNER_REMOVED", runnerId: id });
  for (let answer = await snapshots.next(); answer !== null;) answer = await snapshots.next();
  const { snapshot } = await bench.runner(other, `snapshot { state stats { bars } }`);
  assert.deepEqual(snapshot, { state: "IN_POSITION", stats: { bars: 2 } });
  assert.equal(bench.feed.live.length, 1);
  const late = await watch("events(runnerId: $id) { type }");
  assert.equal((await late.next())?.errors?.[0]?.extensions.code, "NOT_FOUND");
  await late.cancel();
  await bench.end();
});

Deno.test("two strategies on one symbol share its stream and nothing else", async () => {
  const seller = ROUND_TRIP.replace("enter_short", "enter_long");
  const bench = await contractBench({ round_trip: ROUND_TRIP, seller });
  const short = await bench.create({ strategy: "round_trip", cash: 500 });
  const long = await bench.create({ strategy: "seller", feeBps: 0 });
  for (const price of [100, 100, 110]) bench.feed.bar(flat(price));
  const shown = `snapshot { position { side unrealizedPnl } account { equity } context }`;
  assert.deepEqual(await bench.runner(short, shown), {
    snapshot: {
      position: { side: "SHORT", unrealizedPnl: -1 },
      account: { equity: 498.99 },
      context: { n: 1 },
    },
  });
  assert.deepEqual(await bench.runner(long, shown), {
    snapshot: {
      position: { side: "LONG", unrealizedPnl: 1 },
      account: { equity: 10_001 },
      context: { n: 1 },
    },
  });
  assert.equal(bench.feed.opened.length, 1);
  const { runners } = await bench.ask(`{ runners(strategy: "seller", symbol: "BTCUSDT") { id } }`);
  assert.deepEqual(runners, [{ id: long }]);
  await bench.end();
});
