/** What a runner says of its latency: of its own ticks only, and of those it decided on. */
import assert from "node:assert/strict";
import { MAX_REHEARSAL_BAR_MS } from "../../engine/runner/rehearsal.ts";
import type { StrategyHost } from "../../engine/strategy/mod.ts";
import { createLuaHost } from "../../engine/strategy/lua/mod.ts";
import { createTsHost } from "../../engine/strategy/ts/mod.ts";
import { type EngineBench, engineBench } from "../support/engine_bench.ts";
import { flat } from "../support/scripted.ts";

const BTC = { symbol: "BTCUSDT", strategy: "buy_and_sell" } as const;

/** Feeds bars and lets the shards hand in their figures. */
async function feedBars({ engine, feed, time }: EngineBench, id: string, bars: number) {
  for (let i = 0; i < bars; i++) feed.bar(flat(100));
  time.advance(1_000);
  // Pings and questions reach the shard in order, and so do the answers the engine.
  await engine.snapshot(id);
  return engine.runnerHealth(id).latency.samples;
}

Deno.test("a runner's latency counts its own ticks, and none that came while it was paused", async () => {
  const bench = await engineBench({ shards: 1 });
  const { engine } = bench;
  const early = await engine.createRunner(BTC);
  assert.equal(await feedBars(bench, early.id, 3), 3);
  const late = await engine.createRunner(BTC);
  assert.equal(await feedBars(bench, late.id, 2), 2);
  assert.equal(engine.runnerHealth(early.id).latency.samples, 5);

  await engine.pauseRunner(early.id);
  await feedBars(bench, early.id, 4);
  await engine.resumeRunner(early.id);
  assert.equal(await feedBars(bench, early.id, 1), 1);
  assert.equal(engine.runnerHealth(late.id).latency.samples, 7);
  await bench.close();
});

/** A host whose strategies take `ms` for a bar on the clock that `pass` moves. */
function slowHost(ms: number, pass: (ms: number) => void): StrategyHost {
  const host = createLuaHost();
  return {
    language: host.language,
    describe: (source) => host.describe(source),
    async load(source, parameters, scope) {
      const instance = await host.load(source, parameters, scope);
      const detect = instance.detect.bind(instance);
      instance.detect = () => {
        pass(ms);
        return detect();
      };
      return instance;
    },
  };
}

Deno.test("a strategy that is slow but within its budgets is kept apart from the quick ones", async () => {
  for (const [over, apart] of [[0, false], [1, true]] as const) {
    const ms = MAX_REHEARSAL_BAR_MS + over;
    let now = 0;
    const bench = await engineBench({
      shards: 1,
      wallClock: () => now,
      hosts: () => [createTsHost(), slowHost(ms, (more) => (now += more))],
      lua: {
        slow: `
          function detect_opportunity() end
          function filter_commitment() end
          function manage_position() end`,
      },
    });
    const { engine } = bench;
    const quick = await engine.createRunner(BTC);
    const alike = await engine.createRunner(BTC);
    const slow = await engine.createRunner({ symbol: "BTCUSDT", strategy: "slow" });
    const shardOf = ({ id }: { id: string }) => engine.runnerHealth(id).shard;
    assert.equal(shardOf(alike), shardOf(quick));
    assert.equal(shardOf(slow) !== shardOf(quick), apart, `${ms} ms a bar`);
    await bench.close();
  }
});
