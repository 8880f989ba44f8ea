/** A service that is started again, not always with all that it had before. */
import assert from "node:assert/strict";
import {
  DEFAULT_RISK,
  emptyColumns,
  RowKind,
  RowWriter,
  runnerId,
} from "../../engine/domain/mod.ts";
import { openStore } from "../../engine/store/mod.ts";
import { record } from "../contracts/store_samples.ts";
import { BUY_AND_SELL, engineBench } from "../support/engine_bench.ts";
import { HOLDING } from "../support/legacy_state.ts";
import { ManualFeed } from "../support/manual_feed.ts";
import { flat, scripted, START } from "../support/scripted.ts";

const BTC = { symbol: "BTCUSDT", strategy: "buy_and_sell" } as const;

Deno.test("a runner whose feed is not offered waits, and does not pass for another feed's", async () => {
  const store = openStore(":memory:");
  const first = await engineBench({ store, feed: new ManualFeed("REPLAY", false) });
  const { id } = await first.engine.createRunner({ ...BTC, parameters: { bars: 9 } });
  for (const price of [100, 101, 102]) first.feed.bar(flat(price));
  await first.until((event) => event.type === "POSITION_OPENED");
  const before = await first.engine.snapshot(id);
  await first.close();

  const second = await engineBench({ store });
  const { engine, feed } = second;
  const simulated = await engine.createRunner(BTC);
  const statuses = engine.events({ types: ["FEED_STATUS_CHANGED"], limit: 10 });
  const down = statuses.find((e) => e.type === "FEED_STATUS_CHANGED" && e.status === "DOWN");
  assert.equal(down?.type === "FEED_STATUS_CHANGED" && down.feed, "REPLAY");
  assert.equal(engine.channelFor("BTCUSDT", "1m", "SIMULATED"), engine.channelOf(simulated.id));
  feed.bar(flat(50));
  const after = await engine.snapshot(id);
  assert.deepEqual(after.position, before.position);
  assert.deepEqual(after.account, before.account);
  const health = engine.runnerHealth(id);
  assert.deepEqual([health.healthy, health.feedStatus], [false, "DOWN"]);
  await second.close();

  const third = await engineBench({ store, feed: new ManualFeed("REPLAY", false) });
  assert.equal(third.engine.runnerHealth(id).feedStatus, "LIVE");
  await third.close();
  store.close();
});

Deno.test("a runner of the version before orders could rest comes back, and is protected", async () => {
  const store = openStore(":memory:");
  const id = runnerId("r1");
  const text = BUY_AND_SELL.replace("max: 10", "max: 99");
  const path = "strategies/buy_and_sell.ts";
  const source = {
    name: "buy_and_sell",
    language: "ts",
    file: "buy_and_sell.ts",
    path,
    text,
  } as const;
  store.commit({
    runners: [record("r1", { source, parameters: { bars: 99 }, feeBps: 10, spreadBps: 0 })],
    states: [{ runnerId: id, sequence: 9, lastBarTime: HOLDING.lastBarTime, data: HOLDING }],
  });
  const feed = new ManualFeed();
  feed.time = HOLDING.lastTime;
  const bench = await engineBench({ store, feed });
  const { engine } = bench;
  const back = await engine.snapshot(id);
  assert.deepEqual(
    [back.position?.quantity, back.position?.stopLoss, back.position?.takeProfit, back.state],
    [0.2, 95, 110, "IN_POSITION"],
  );
  assert.deepEqual(
    back.orders.map(({ purpose, status, stopPrice, limitPrice }) => [
      purpose,
      status,
      stopPrice ?? limitPrice,
    ]),
    [["STOP_LOSS", "ACCEPTED", 95], ["TAKE_PROFIT", "ACCEPTED", 110]],
  );
  assert.deepEqual(engine.runner(id)?.execution.fees, { makerBps: 10, takerBps: 10, tiers: [] });
  assert.deepEqual(engine.runner(id)?.risk, DEFAULT_RISK);
  feed.bar([103, 111, 102, 108]);
  await bench.until((event) => event.type === "POSITION_CLOSED");
  assert.deepEqual(
    engine.trades(id, 9).map(({ exitPrice, reason }) => [exitPrice, reason]),
    [[110, "take_profit"]],
  );
  await bench.close();
  store.close();
});

Deno.test("the service starts with runners that an older program took and this one refuses, and says what is wrong", async () => {
  const store = openStore(":memory:");
  const declaring = (constraints: string) => ({
    name: "buy_and_sell",
    language: "ts" as const,
    file: "buy_and_sell.ts",
    path: "strategies/buy_and_sell.ts",
    text: `${BUY_AND_SELL}\nexport const constraints = ${constraints};`,
  });
  const broken = { source: declaring('["bars < 5"]'), parameters: { bars: 9 } };
  store.commit({
    runners: [
      record("r1", broken),
      record("r2", { ...broken, parameters: { bars: 4 } }),
      record("r3", { ...broken, source: declaring("{ most: 5 }") }),
      record("r4", { ...broken, status: "STOPPED" }),
    ],
  });
  const warnings: (readonly [unknown, unknown])[] = [];
  const log = {
    info() {},
    warn: ({ runner, error }: Readonly<Record<string, unknown>>) =>
      void warnings.push([runner, error]),
  };
  const bench = await engineBench({ store, log });
  const { engine, feed } = bench;
  const words = 'constraints cannot be {"most":5}: it has to be a list such as "fast < slow"';
  assert.deepEqual(warnings.sort(), [
    ["r1", "Parameter bars cannot be 9: bars < 5 has to hold"],
    ["r3", `buy_and_sell.ts: ${words}`],
  ]);
  for (const price of [100, 101, 102]) feed.bar(flat(price));
  await bench.until(({ type, runnerId }) => type === "POSITION_OPENED" && runnerId === "r1");
  assert.equal(engine.runner("r3")?.status, "FAILED");
  const [failed] = engine.events({ types: ["RUNNER_STATUS_CHANGED"], limit: 10 });
  assert.ok(failed?.type === "RUNNER_STATUS_CHANGED" && failed.runnerId === "r3");
  assert.equal(failed.reason, `buy_and_sell.ts: ${words}`, "its text cannot even be loaded");
  await assert.rejects(engine.updateRunner("r1", {}), { field: "parameters.bars" });
  assert.deepEqual((await engine.updateRunner("r1", { bars: 4 })).parameters, { bars: 4 });
  await bench.close();
  store.close();
});

/** Rows of one bar that opens at START: OPEN, then an UPDATE for each `[seconds, price]`. */
function forming(open: number, updates: readonly (readonly [number, number])[]): Float64Array {
  const rows = new RowWriter();
  rows.write(RowKind.OPEN, START, START, open, open, open, open, 0, NaN, NaN);
  let [high, low] = [open, open];
  for (const [seconds, price] of updates) {
    [high, low] = [Math.max(high, price), Math.min(low, price)];
    const at = START + seconds * 1_000;
    rows.write(RowKind.UPDATE, at, START, open, high, low, price, 1, NaN, NaN);
  }
  return rows.take();
}

/** Buys at the first update with a stop at 95, and holds. */
const tickRunner = () =>
  scripted({
    detect: () => true,
    filter: () => ({ action: "ENTER", side: "LONG", quantity: 0.1, order: "MARKET", stopLoss: 95 }),
  }, { decideOn: "TICK" });

Deno.test("an order is not filled at a price from before its decision", () => {
  const before = tickRunner();
  before.series.apply(forming(90, [[30, 100]]));
  assert.equal(before.runner.toData().desk.working[0]?.submittedAt, START + 30_000);
  // Started again within the minute, the feed tells the whole bar: its open, and where it stands.
  const after = tickRunner();
  after.runner.restore(structuredClone(before.runner.toData()));
  after.series.apply(forming(90, [[33, 101]]));
  const [filled] = after.events.filter((event) => event.type === "ORDER_FILLED");
  assert.deepEqual(
    [filled?.fill.price, filled?.fill.time],
    [101, START + 33_000],
  );
});

Deno.test("a stop is not touched by what the bar did before the position was there", () => {
  const before = tickRunner();
  before.series.apply(forming(90, [[30, 100], [40, 102]]));
  assert.equal(before.runner.state, "IN_POSITION");
  const after = tickRunner();
  after.runner.restore(structuredClone(before.runner.toData()));
  after.series.apply(forming(90, [[50, 101]]));
  assert.equal(after.runner.state, "IN_POSITION");
  const next = new RowWriter();
  next.write(RowKind.UPDATE, START + 51_000, START, 90, 102, 90, 94.5, 2, NaN, NaN);
  after.series.apply(next.take());
  assert.equal(after.runner.state, "IDLE");
});

Deno.test("a bar that was forming is still forming after a restart", () => {
  const before = tickRunner();
  before.series.apply(forming(90, [[30, 100]]));
  assert.equal(before.series.candle()?.closed, false);
  const after = tickRunner();
  after.runner.restore(structuredClone(before.runner.toData()));
  assert.deepEqual(after.series.candle(), before.series.candle());
  const columns = emptyColumns(1);
  columns.time[0] = START;
  after.series.warm(columns);
  assert.equal(after.series.candle()?.closed, true);
});
