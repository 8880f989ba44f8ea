/** What the tests of the honesty tools share. */
import { HOSTS, jobOf, walkColumns } from "./backtests.ts";
import type { StrategyHost } from "../../engine/strategy/mod.ts";
import type { BatchWorld } from "../../engine/backtest/evaluation/mod.ts";
import type { BacktestJob, BacktestSettings } from "../../engine/backtest/mod.ts";

export const WORLD: BatchWorld = {
  stopwatch: () => 0,
  breathe: () => Promise.resolve(),
  isCanceled: () => false,
  progress() {},
};

export const hostOf = ({ settings }: BacktestJob): StrategyHost =>
  HOSTS.find(({ language }) => language === settings.strategy.language)!;

/** A job of one of the strategies that cheat on purpose. */
export function dishonest(
  file: string,
  bars: number,
  settings: Partial<BacktestSettings> = {},
): Promise<BacktestJob> {
  const folder = new URL("../strategies/dishonest/", import.meta.url).pathname;
  return jobOf(folder + file, walkColumns(bars), settings);
}

/** The job with another text in the place of its strategy's. */
export function withText(job: BacktestJob, change: (text: string) => string): BacktestJob {
  const { settings } = job;
  const strategy = { ...settings.strategy, text: change(settings.strategy.text) };
  return { ...job, settings: { ...settings, strategy } };
}
