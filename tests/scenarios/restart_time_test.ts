/** What a restart does to the market's time: nothing. */
import assert from "node:assert/strict";
import { openStore } from "../../engine/store/mod.ts";
import { engineBench } from "../support/engine_bench.ts";
import { ManualFeed } from "../support/manual_feed.ts";
import { flat } from "../support/scripted.ts";

const DAY = 86_400_000;

Deno.test("after a restart no stream asks for more market time than has passed", async () => {
  const store = openStore(":memory:");
  const first = await engineBench({ store });
  await first.engine.createRunner({ symbol: "BTCUSDT", strategy: "buy_and_sell" });
  await first.engine.createRunner({
    symbol: "ETHUSDT",
    strategy: "buy_and_sell",
    timeframe: "1d",
  });
  const end = first.feed.time + 3 * 60_000;
  for (const price of [100, 101, 102]) first.feed.bar(flat(price), "BTCUSDT");
  await first.engine.snapshot("r1");
  await first.close();

  const feed = new ManualFeed();
  const second = await engineBench({ store, feed });
  // A stream goes on at the end of the bar that it is told was the last.
  const goesOn = () =>
    feed.opened.map(({ request: { timeframe, after = NaN } }) =>
      after + (timeframe === "1d" ? DAY : 60_000)
    );
  assert.deepEqual(goesOn(), [end, end]);
  await second.engine.createRunner({
    symbol: "SOLUSDT",
    strategy: "buy_and_sell",
    timeframe: "1d",
  });
  assert.deepEqual(goesOn(), [end, end, end]);
  await second.close();
  store.close();
});
