/**
 * One measured service, in a process of its own so that loads do not see each other's heap:
 * `deno run -A --v8-flags=--expose-gc scripts/bench/load_process.ts '{"runners":100,…}'`.
 * Prints one {@link FromLoad} a line.
 */
import process from "node:process";
import { setTimeout as delay } from "node:timers/promises";
import { DeskBacktests } from "./desk_backtests.ts";
import { type Latency, LoadedService } from "./loaded_service.ts";
import type { FromLoad, LoadPlan, LoadResult, Spread } from "./messages.ts";
import { quantile } from "./quantile.ts";
import { TurnWatch } from "./turn_watch.ts";

/** How long the code warms up before anything counts, with the market at {@link WARM_UP_SPEED}. */
const WARM_UP_MS = 4_000;
const WARM_UP_SPEED = 10;
/** How long the warm-up's last commits may take. */
const CALM_MS = 500;
/** How long hostile scripts run before it is measured what they still do. */
const SETTLE_MS = 12_000;
/** How long each shard has a runner first, so that what a shard costs is not taken for a runner's. */
const FIRST_MS = 1_500;

async function measure(plan: LoadPlan): Promise<LoadResult> {
  await using service = await LoadedService.open();
  await service.trade(service.shards, FIRST_MS);
  const before = service.settledRss();
  const ids = await service.create(plan.runners);
  service.feed.run(WARM_UP_SPEED);
  await delay(WARM_UP_MS);
  service.feed.pause();
  if (!plan.hostileArrive) await settleHostile(service, plan.hostile);
  const rssBytes = service.settledRss();
  await service.restartLatencies(ids);
  await delay(CALM_MS);
  const { candlesPerSecond, ...rates } = await run(service, plan, ids);
  const latencies = await service.latencies(ids);
  const { symbols, shards } = service.engine.summary();
  return {
    plan,
    symbols,
    shards,
    ...rates,
    backtestBarsPerSecond: candlesPerSecond,
    ticks: Math.min(...latencies.map(({ samples }) => samples)),
    decision: across(latencies, 0.5),
    worstDecision: across(latencies, 1),
    committed: {
      p50: quantile(service.probe.samples, 0.5),
      p99: quantile(service.probe.samples, 0.99),
    },
    bytesPerRunner: (rssBytes - before) / plan.runners,
    rssBytes,
    errors: ids.reduce((sum, id) => sum + service.engine.runnerHealth(id).errors, 0),
  };
}

/** Puts the hostile scripts to work until each has shown what it is. */
async function settleHostile(service: LoadedService, count: number): Promise<void> {
  if (count === 0) return;
  service.feed.run();
  await service.createHostile(count);
  await delay(SETTLE_MS);
  service.feed.pause();
}

/** The measurement proper. @returns CPU and what happened a second */
async function run(service: LoadedService, plan: LoadPlan, ids: readonly string[]) {
  const { engine, feed, counts } = service;
  await using backtests = plan.backtests
    ? await DeskBacktests.open(service.folder, plan.liveFirst ? service.rightOfWay : undefined)
    : null;
  backtests?.start();
  say({ ready: { url: service.url, ids } });
  service.reset();
  const rowsBefore = engine.summary().ticks;
  const candlesBefore = backtests?.candles ?? 0;
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  const watch = new TurnWatch();
  feed.run();
  const hostile = plan.hostileArrive ? service.createHostile(plan.hostile) : null;
  await delay(plan.seconds * 1_000);
  const turns = watch.stop();
  const seconds = (performance.now() - started) / 1_000;
  const { user, system } = process.cpuUsage(cpuBefore);
  const rates = {
    turns,
    cores: (user + system) / 1e6 / seconds,
    rowsPerSecond: (engine.summary().ticks - rowsBefore) / seconds,
    eventsPerSecond: counts.events / seconds,
    commitsPerSecond: counts.commits / seconds,
    candlesPerSecond: ((backtests?.candles ?? 0) - candlesBefore) / seconds,
  };
  say({ over: true });
  feed.pause();
  await hostile;
  return rates;
}

function across(latencies: readonly Latency[], q: number): Spread {
  return {
    p50: quantile(latencies.map(({ p50 }) => p50), q),
    p99: quantile(latencies.map(({ p99 }) => p99), q),
  };
}

function say(message: FromLoad): void {
  console.log(JSON.stringify(message));
}

const plan: LoadPlan = JSON.parse(Deno.args[0] ?? "");
say({ result: await measure(plan) });
Deno.exit(0);
