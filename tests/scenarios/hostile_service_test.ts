/** Two dozen scripts that try to do harm run in the service beside a good one. */
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { ServiceProcess } from "../support/service_process.ts";

const HOSTILE = fileURLToPath(new URL("../hostile", import.meta.url));
const COUNT = 24;
/** Answers that may come to nothing on a busy machine, ten seconds each. */
const MAX_TRIES = 10;
/** Bars that the good runner has to see in company. */
const BARS = 60;
/**
 * What half of its ticks may take: a hundred times the usual, and a tenth of what a shard
 * would need that has a dozen endless loops to stop on every bar.
 */
const MAX_MEDIAN_MS = 50;

const CREATE = `mutation Create($symbol: String!, $strategy: String!) {
  createRunner(input: { symbol: $symbol, strategy: $strategy, timeframe: "1s" }) { id }
}`;
const LOOK = `query Look($id: ID!) {
  runner(id: $id) {
    status
    snapshot { stale stats { bars errors } }
    health { healthy restarts latency { p50 p99 samples } }
  }
}`;

/** Each script is tried out first, and on a busy machine all of them take longer than an answer may. */
async function allStrategies(service: ServiceProcess) {
  for (let tries = 1;; tries++) {
    try {
      return (await service.query("{ strategies { name error } }")).strategies;
    } catch (error) {
      if (tries === MAX_TRIES || !String(error).includes('"TIMEOUT"')) throw error;
    }
  }
}

/** Scripts that can be loaded: they do their harm later, when they are called. */
async function harmful(service: ServiceProcess): Promise<string[]> {
  const own = [...Deno.readDirSync(HOSTILE)].map(({ name }) => name.replace(/\.lua$/, ""));
  const strategies = await allStrategies(service);
  return strategies
    .filter(({ name, error }: { name: string; error: string | null }) =>
      error === null && own.includes(name)
    )
    .map(({ name }: { name: string }) => name);
}

Deno.test("two dozen hostile scripts leave a good runner alone", async () => {
  const dataDir = await Deno.makeTempDir();
  const service = await ServiceProcess.start([
    ...["start", "--port", "0", "--data-dir", dataDir, "--log-level", "error"],
    ...["--strategies", HOSTILE, "--speed", "10"],
  ]);
  try {
    const { createRunner: good } = await service.query(CREATE, {
      symbol: "BTCUSDT",
      strategy: "ema_crossover",
    });
    const names = (await harmful(service)).slice(0, COUNT);
    assert.equal(names.length, COUNT);
    const ids = await Promise.all(names.map(async (strategy) => {
      const { createRunner } = await service.query(CREATE, { symbol: "BTCUSDT", strategy });
      return createRunner.id;
    }));
    let look = (await service.query(LOOK, { id: good.id })).runner;
    const before = look.snapshot.stats.bars;
    while (look.snapshot.stats.bars < before + BARS) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      look = (await service.query(LOOK, { id: good.id })).runner;
    }
    assert.equal(look.status, "RUNNING");
    assert.equal(look.snapshot.stats.errors, 0);
    assert.deepEqual([look.health.healthy, look.health.restarts], [true, 0]);
    assert.ok(look.health.latency.p50 < MAX_MEDIAN_MS, `median ${look.health.latency.p50} ms`);
    // Whoever did harm was told, and the process is the same as ever.
    const errors = await Promise.all(
      ids.map(async (id) => (await service.query(LOOK, { id })).runner.snapshot.stats.errors),
    );
    assert.ok(errors.filter((count) => count > 0).length >= COUNT / 3, String(errors));
    assert.equal((await fetch(`${service.url}/health`)).status, 200);
    console.log(
      `good runner: p50 ${look.health.latency.p50} ms, p99 ${look.health.latency.p99} ms`,
    );
  } finally {
    await service.stop();
    await Deno.remove(dataDir, { recursive: true });
  }
});
