/**
 * A backtest and a replay of the same file through the whole service, with its feeds, threads, store and
 * clock, give the same trades to the byte.
 */
import { deepEqual, equal, ok } from "node:assert/strict";
import { tradeLine, tradesHash } from "../../engine/backtest/mod.ts";
import { runnerId, type Trade } from "../../engine/domain/mod.ts";
import { openStore } from "../../engine/store/mod.ts";
import { runProcess, ServiceProcess } from "../support/service_process.ts";
import { testWithData } from "../support/shared_data.ts";

/** Bars of finer candles, which tell the way within a bar, and once the candles themselves. */
const RUNS = [
  ["ema_crossover", "15m"],
  ["ema_crossover_ts", "15m"],
  ["rsi_mean_reversion", "15m"],
  ["range_breakout", "1h"],
  ["limit_pullback", "15m"],
  ["pyramid_breakout", "15m"],
  ["ema_crossover", "1m"],
] as const;

const CREATE = `mutation Create($strategy: String!, $timeframe: String!) {
  createRunner(input: { symbol: "BTCUSDT", strategy: $strategy, feed: REPLAY, timeframe: $timeframe }) { id }
}`;

const STATUS = `{ runners { id health { feedStatus } snapshot { stale stats { bars } } } }`;

const RUN = `mutation Run($strategy: String!, $timeframe: String!) {
  runBacktest(input: {
    symbols: ["BTCUSDT"], strategy: $strategy, source: REPLAY, timeframe: $timeframe, bars: 20000
  }) { id }
}`;

const RESULTS = `{ backtests { id status error tradesHash } }`;

interface Replayed {
  readonly strategy: string;
  readonly timeframe: string;
  readonly trades: readonly Trade[];
  /** Of a backtest of the same service; null of more bars than it takes. */
  readonly servedHash: string | null;
}

/** Trades of each strategy, from the journal of a service that has replayed the file. */
async function replay(path: string): Promise<Replayed[]> {
  const dataDir = await Deno.makeTempDir();
  const args = ["start", "--port", "0", "--data-dir", dataDir, "--log-level", "error"];
  const service = await ServiceProcess.start([...args, "--feed", "replay", "--replay", path]);
  const runners: { id: string; strategy: string; timeframe: string }[] = [];
  let hashes: readonly (string | null)[] = [];
  try {
    for (const [strategy, timeframe] of RUNS) {
      const { createRunner } = await service.query(CREATE, { strategy, timeframe });
      runners.push({ id: createRunner.id, strategy, timeframe });
    }
    await ended(service);
    hashes = await served(service);
  } finally {
    await service.stop();
  }
  const store = openStore(`${dataDir}/trading.sqlite`);
  try {
    return runners.map(({ id, ...runner }, i) => {
      const types = ["POSITION_CLOSED" as const];
      const events = store.events({ runnerId: runnerId(id), types, limit: 1_000_000 }).reverse();
      const trades = events.flatMap((e) => e.type === "POSITION_CLOSED" ? [e.trade] : []);
      return { ...runner, trades, servedHash: hashes[i] ?? null };
    });
  } finally {
    store.close();
    await Deno.remove(dataDir, { recursive: true });
  }
}

/** The same runs as backtests of the service, on what it replays. */
async function served(service: ServiceProcess): Promise<(string | null)[]> {
  const ids: (string | null)[] = [];
  for (const [strategy, timeframe] of RUNS) {
    const isLong = timeframe === "1m";
    const run = async () => (await service.query(RUN, { strategy, timeframe })).runBacktest.id;
    ids.push(isLong ? null : await run());
  }
  const { backtests } = await asked(service, RESULTS, ({ backtests }) =>
    // deno-lint-ignore no-explicit-any
    backtests.every(({ status }: any) => status !== "QUEUED" && status !== "RUNNING"));
  // deno-lint-ignore no-explicit-any
  return ids.map((id) => id && backtests.find((one: any) => one.id === id).tradesHash);
}

/** Asks until all rows are worked off; the service has no event for that. */
async function ended(service: ServiceProcess): Promise<void> {
  await asked(service, STATUS, ({ runners }) =>
    // deno-lint-ignore no-explicit-any
    runners.every((r: any) => r.health.feedStatus === "ENDED" && !r.snapshot.stale));
}

// deno-lint-ignore no-explicit-any
async function asked(service: ServiceProcess, query: string, isSo: (data: any) => boolean) {
  for (let i = 0; i < 1_200; i++) {
    const data = await service.query(query);
    if (isSo(data)) return data;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("It did not end within a minute");
}

testWithData(
  "a replay and a backtest of the same file give the same trades to the byte",
  ["klines/BTCUSDT-1m-2023.derived.csv.gz"],
  async (path) => {
    for (const { strategy, timeframe, trades, servedHash } of await replay(path)) {
      const args = ["backtest", "--strategy", strategy, "--data", path, "--timeframe", timeframe];
      const { code, stdout, stderr } = await runProcess([...args, "--json"]);
      equal(code, 0, stderr);
      const backtest = JSON.parse(stdout);
      ok(trades.length > 0, `${strategy} ${timeframe} trades`);
      const lines = (list: readonly Trade[]) => list.map(tradeLine);
      deepEqual(lines(backtest.trades), lines(trades), `${strategy} ${timeframe}`);
      equal(backtest.tradesHash, await tradesHash(trades));
      if (timeframe !== "1m") equal(servedHash, backtest.tradesHash, `${strategy}, served`);
    }
  },
);
