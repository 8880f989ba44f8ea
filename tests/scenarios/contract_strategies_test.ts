/** Strategy files as users leave them lying about. */
import assert from "node:assert/strict";
import type { StrategyHost } from "../../engine/strategy/mod.ts";
import { createTsHost } from "../../engine/strategy/ts/mod.ts";
import { engineBench } from "../support/engine_bench.ts";

Deno.test("a module that hangs at its top level spoils no other strategy", async () => {
  const real = createTsHost();
  const hanging = Promise.withResolvers<void>();
  const host: StrategyHost = {
    language: real.language,
    async describe(source) {
      if (source.name !== "a_hanging") return await real.describe(source);
      hanging.resolve();
      return await new Promise<never>(() => {});
    },
    load: (...given) => real.load(...given),
  };
  const bench = await engineBench({
    hosts: () => [host],
    shards: 1,
    strategies: { a_hanging: "for (;;) {}" },
  });
  const { engine, time, shards } = bench;
  const asked = engine.strategies();
  await hanging.promise;
  // What a shard does that is stuck: nothing more, until it is missed.
  const stuck = shards.listeners.length - 1;
  shards.deaf.add(stuck);
  time.advance(7_000);
  const errors = (await asked).map(({ name, error }) => [name, error]);
  assert.deepEqual(errors.map(([name]) => name), ["a_hanging", "buy_and_sell"]);
  assert.match(String(errors[0]?.[1]), /^a_hanging\.ts: shard \d+ did not answer for \d+ ms$/);
  assert.equal(errors[1]?.[1], null);
  const { status } = await engine.createRunner({ symbol: "BTCUSDT", strategy: "buy_and_sell" });
  assert.equal(status, "RUNNING");
  await bench.close();
});
