/**
 * One backtest in a process of its own, cold, as a user's is: loads a CSV, runs a strategy over it in the
 * worker, prints what it took as JSON. `backtest_process.ts CSV STRATEGY`
 */
import { basename, dirname, extname, resolve } from "node:path";
import { workerBacktests } from "../../engine/backtest/mod.ts";
import { DEFAULT_EXECUTION, DEFAULT_RISK } from "../../engine/domain/mod.ts";
import { StrategyLibrary, systemTimers } from "../../engine/mod.ts";
import { fileMarket } from "../../engine/service/backtest/mod.ts";
import { resolveParameters } from "../../engine/strategy/mod.ts";
import { peakMb } from "./peak_memory.ts";

/** A unit costs some 30,000. */
const CASH = 10_000_000;

/** What is printed. */
export interface BacktestTimes {
  readonly loadMs: number;
  /** Orders, fees, risk, figures and hashes included. */
  readonly runMs: number;
  readonly bars: number;
  readonly trades: number;
  /** The most memory the process had at any time; null where the system does not tell. */
  readonly peakMb: number | null;
  readonly tradesHash: string;
}

async function measure(csv: string, strategy: string): Promise<BacktestTimes> {
  const backtests = workerBacktests({
    url: new URL("../../dist/backtest_worker.js", import.meta.url),
    version: "bench",
    timers: systemTimers,
  });
  const path = resolve(strategy);
  const source = await new StrategyLibrary([dirname(path)]).find(basename(path, extname(path)));
  const declared = await backtests.describe(source);
  const started = performance.now();
  const files = [{ path: csv }];
  const market = await fileMarket("BTCUSDT", files, { range: {}, skipBad: false });
  const loadMs = performance.now() - started;
  const settings = {
    strategy: source,
    parameters: resolveParameters(declared, {}),
    timeframe: "1m" as const,
    cash: CASH,
    execution: DEFAULT_EXECUTION,
    risk: DEFAULT_RISK,
    windowSize: 500,
    closeAtEnd: false,
  };
  const job = { settings, markets: [market] };
  const result = await backtests.run(job, () => {}, new AbortController().signal);
  const { figures: { bars, trades }, elapsedMs, tradesHash } = result;
  return { loadMs, runMs: elapsedMs, bars, trades, tradesHash, peakMb: peakMb() };
}

const [csv = "", strategy = ""] = Deno.args;
console.log(JSON.stringify(await measure(csv, strategy)));
