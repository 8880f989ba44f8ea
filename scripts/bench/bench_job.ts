import { fileURLToPath } from "node:url";
import type { BacktestJob } from "../../engine/backtest/mod.ts";
import {
  type CandleColumns,
  DEFAULT_EXECUTION,
  DEFAULT_RISK,
  emptyColumns,
} from "../../engine/domain/mod.ts";
import { Prng } from "../../engine/kernel/mod.ts";
import { SYMBOLS } from "../../engine/market/mod.ts";
import { StrategyLibrary } from "../../engine/mod.ts";
import { resolveParameters, type StrategyHost } from "../../engine/strategy/mod.ts";
import { createLuaHost } from "../../engine/strategy/lua/mod.ts";
import { createTsHost } from "../../engine/strategy/ts/mod.ts";

/** A unit costs some 30,000. */
const CASH = 10_000_000;
const MINUTE = 60_000;
const FOLDERS = ["lua-strategies", "tests/bench/strategies"].map((path) =>
  fileURLToPath(new URL(`../../${path}`, import.meta.url))
);
const HOSTS: readonly StrategyHost[] = [createLuaHost(), createTsHost()];

/** One strategy over one-minute candles of so many symbols, which trade as one portfolio. */
export async function benchJob(name: string, bars: number, symbols = 1): Promise<BacktestJob> {
  const strategy = await new StrategyLibrary(FOLDERS).find(name);
  const host = HOSTS.find(({ language }) => language === strategy.language)!;
  const declared = await host.describe(strategy);
  const settings = {
    strategy,
    parameters: resolveParameters(declared, {}),
    timeframe: "1m" as const,
    cash: CASH,
    execution: DEFAULT_EXECUTION,
    risk: DEFAULT_RISK,
    windowSize: 500,
    closeAtEnd: true,
  };
  const [first] = SYMBOLS;
  const markets = Array.from({ length: symbols }, (_, i) => ({
    // One instrument under many names: all of a portfolio have one currency.
    instrument: { ...first!, code: i === 0 ? first!.code : `${first!.code}${i}` },
    columns: walk(bars, `sweep bench${i === 0 ? "" : i}`),
    candleMs: MINUTE,
  }));
  return { settings, markets };
}

/** A random walk around 30,000, the same every time. */
function walk(bars: number, seed: string): CandleColumns {
  const random = Prng.from(seed);
  const columns = emptyColumns(bars);
  let price = 30_000;
  for (let i = 0; i < bars; i++) {
    const close = Math.round(price * (1 + (random.uniform() - 0.5) * 0.002) * 100) / 100;
    columns.time[i] = Date.UTC(2024, 0, 1) + i * MINUTE;
    columns.open[i] = price;
    columns.high[i] = Math.max(price, close) + 4;
    columns.low[i] = Math.min(price, close) - 4;
    columns.close[i] = price = close;
    columns.volume[i] = 10 * random.uniform();
  }
  return columns;
}
