/** A service that is started again, not always with all that it had before. */
import assert from "node:assert/strict";
import { openStore } from "../../engine/store/mod.ts";
import { engineBench } from "../support/engine_bench.ts";
import { ManualFeed } from "../support/manual_feed.ts";
import { flat } from "../support/scripted.ts";

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
