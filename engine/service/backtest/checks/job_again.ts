import { type BacktestJob, textHash } from "../../../backtest/mod.ts";
import { conflict } from "../../../domain/mod.ts";
import type { StrategySource } from "../../../strategy/mod.ts";
import type { BacktestInfo } from "../backtest_api.ts";
import { infoSettings } from "../info_settings.ts";
import type { LoadedMarket } from "../loaded_market.ts";

/**
 * The job that a backtest was.
 *
 * @param source the strategy as it is now
 * @throws InputError CONFLICT where the backtest left no result, or its strategy is another one now
 */
export async function jobAgain(
  info: BacktestInfo,
  source: StrategySource,
  markets: readonly LoadedMarket[],
): Promise<BacktestJob> {
  const { strategy, parameters, timeframe, cash, execution, risk, windowSize, closeAtEnd } =
    infoSettings(info);
  if (
    strategy === undefined || parameters === undefined || timeframe === undefined ||
    cash === undefined || execution === undefined || risk === undefined ||
    windowSize === undefined || closeAtEnd === undefined
  ) throw conflict(`Backtest ${info.id} left no result that could be checked`);
  if (strategy.sha256 !== await textHash(source.text)) {
    throw conflict(
      `The strategy ${source.name} has changed since backtest ${info.id} ran: run it again first`,
    );
  }
  const terms = { parameters, timeframe, cash, execution, risk, windowSize, closeAtEnd };
  return { settings: { strategy: source, ...terms }, markets };
}
