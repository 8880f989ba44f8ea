/** Backtests for tests and benches: a random walk, the same every time, and strategies of the bench. */
import type { BacktestJob, BacktestSettings } from "../../engine/backtest/mod.ts";
import {
  type CandleColumns,
  DEFAULT_EXECUTION,
  DEFAULT_RISK,
  emptyColumns,
} from "../../engine/domain/mod.ts";
import { Prng } from "../../engine/kernel/mod.ts";
import { requireInstrument } from "../../engine/market/mod.ts";
import { loadStrategy } from "../../engine/service/strategies/strategy_library.ts";
import { resolveParameters, type StrategyHost } from "../../engine/strategy/mod.ts";
import { createLuaHost } from "../../engine/strategy/lua/mod.ts";
import { createTsHost } from "../../engine/strategy/ts/mod.ts";

export const MINUTE = 60_000;
export const START = Date.UTC(2024, 0, 1);

/** One-minute candles around 30,000, in cents; the same for the same seed. */
export function walkColumns(bars: number, seed = "walk"): CandleColumns {
  const random = Prng.from(seed);
  const unit = () => random.next() / 2 ** 32;
  const cents = (value: number) => Math.round(value * 100) / 100;
  const columns = emptyColumns(bars);
  let price = 30_000;
  for (let i = 0; i < bars; i++) {
    const close = cents(price * (1 + (unit() - 0.5) * 0.002));
    columns.time[i] = START + i * MINUTE;
    columns.open[i] = price;
    columns.high[i] = cents(Math.max(price, close) + unit() * 8);
    columns.low[i] = cents(Math.min(price, close) - unit() * 8);
    columns.close[i] = close;
    columns.volume[i] = cents(unit() * 50);
    price = close;
  }
  return columns;
}

export const HOSTS: readonly StrategyHost[] = [createLuaHost(), createTsHost()];

/** A job over one market of BTCUSDT. @param file below `tests/bench/strategies/` or a path */
export async function jobOf(
  file: string,
  columns: CandleColumns,
  settings: Partial<BacktestSettings> = {},
  candleMs = MINUTE,
): Promise<BacktestJob> {
  const { source, error } = await loadStrategy(
    file.startsWith("/") ? file : new URL(`../bench/strategies/${file}`, import.meta.url).pathname,
  );
  if (error !== null) throw new Error(error);
  const host = HOSTS.find(({ language }) => language === source.language)!;
  const declared = await host.describe(source);
  return {
    settings: {
      strategy: source,
      parameters: resolveParameters(declared, {}),
      timeframe: "1m",
      cash: 1_000_000,
      execution: DEFAULT_EXECUTION,
      risk: DEFAULT_RISK,
      windowSize: 500,
      closeAtEnd: false,
      ...settings,
    },
    markets: [{ instrument: requireInstrument("BTCUSDT"), columns, candleMs }],
  };
}
