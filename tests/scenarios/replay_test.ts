/**
 * Real history through the whole service: the same file gives the same events to the byte, also when
 * the service is killed in the middle and started again.
 */
import assert from "node:assert/strict";
import { runnerId } from "../../engine/mod.ts";
import { openStore } from "../../engine/store/mod.ts";
import { ServiceProcess } from "../support/service_process.ts";
import { sharedData } from "../support/shared_data.ts";

const FILE = sharedData("klines/BTCUSDT-1m-2023.derived.csv.gz");

const CREATE = `mutation Create($strategy: String!) {
  createRunner(input: { symbol: "BTCUSDT", strategy: $strategy, feed: REPLAY, timeframe: "15m" }) { id }
}`;

const STATUS = `query Status($id: ID!) {
  runner(id: $id) { health { feedStatus } snapshot { stale stats { bars trades errors } account { equity } } }
}`;

function start(dataDir: string, path: string, speed = "max"): Promise<ServiceProcess> {
  const args = ["start", "--port", "0", "--data-dir", dataDir, "--log-level", "error"];
  return ServiceProcess.start([...args, "--feed", "replay", "--replay", path, "--speed", speed]);
}

/** Asks until the answer fits; the service has no event for "all rows are worked off". */
async function until<T>(ask: () => Promise<T>, fits: (answer: T) => boolean): Promise<T> {
  for (let i = 0; i < 600; i++) {
    const answer = await ask();
    if (fits(answer)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("It did not come to that within 30 s");
}

const ended = (service: ServiceProcess, id: string) =>
  until(
    () => service.query(STATUS, { id }),
    ({ runner }) => runner.health.feedStatus === "ENDED" && !runner.snapshot.stale,
  );

/** All committed events of a run but the one that a user's clock stamped, oldest first. */
function journal(dataDir: string, id: string): string {
  const store = openStore(`${dataDir}/trading.sqlite`);
  try {
    const events = store.events({ runnerId: runnerId(id), limit: 1_000_000 }).reverse();
    const traded = events.filter((event) => event.type !== "RUNNER_ADDED");
    assert.ok(traded.length > 100, `only ${traded.length} events`);
    assert.deepEqual(events.map((event) => event.sequence), events.map((_, i) => i + 1));
    return JSON.stringify(traded);
  } finally {
    store.close();
  }
}

async function wholeRun(path: string, strategy: string): Promise<string> {
  const dataDir = await Deno.makeTempDir();
  const service = await start(dataDir, path);
  let id = "";
  try {
    ({ createRunner: { id } } = await service.query(CREATE, { strategy }));
    const { runner } = await ended(service, id);
    // 66,087 one-minute bars with a hole of 80 minutes are 4,402 quarters of an hour.
    assert.ok(runner.snapshot.stats.bars > 4_300, String(runner.snapshot.stats.bars));
    assert.ok(runner.snapshot.stats.trades > 10);
    assert.equal(runner.snapshot.stats.errors, 0);
  } finally {
    await service.stop();
  }
  const events = journal(dataDir, id);
  await Deno.remove(dataDir, { recursive: true });
  return events;
}

Deno.test({
  name: "real history, replayed twice, gives the same events to the byte",
  ignore: FILE === null,
  async fn() {
    const path = FILE ?? "";
    const once = await wholeRun(path, "ema_crossover");
    assert.equal(await wholeRun(path, "ema_crossover"), once);
    // The same rules as a TypeScript module make the same trades.
    const trades = (text: string) => text.match(/"trade":\{[^}]*\}/g);
    assert.deepEqual(trades(await wholeRun(path, "ema_crossover_ts")), trades(once));
  },
});

// One whose orders trade at once, and one whose orders rest.
for (const strategy of ["rsi_mean_reversion", "limit_pullback"]) {
  Deno.test({
    name: `a service killed in the middle of a replay ends with the same events: ${strategy}`,
    ignore: FILE === null,
    async fn() {
      const path = FILE ?? "";
      const expected = await wholeRun(path, strategy);
      const dataDir = await Deno.makeTempDir();
      // Slow enough to be caught in the middle: 46 days in about seven seconds.
      const first = await start(dataDir, path, "600000");
      const { createRunner: { id } } = await first.query(CREATE, { strategy });
      const seen = await until(
        () => first.query(STATUS, { id }),
        ({ runner }) => runner.snapshot.stats.trades > 0,
      );
      await first.stop("SIGKILL");
      assert.ok(seen.runner.snapshot.stats.bars < 4_000, "it was killed before the end");
      const second = await start(dataDir, path);
      try {
        const back = await second.query(STATUS, { id });
        assert.ok(back.runner.snapshot.stats.trades >= seen.runner.snapshot.stats.trades);
        await ended(second, id);
      } finally {
        await second.stop();
      }
      assert.equal(journal(dataDir, id), expected);
      await Deno.remove(dataDir, { recursive: true });
    },
  });
}
