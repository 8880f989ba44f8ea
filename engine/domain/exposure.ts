import type { AccountId, RunnerId } from "./ids.ts";
import type { EngineExposure } from "./risk_settings.ts";

/** What one runner holds, as limits over the whole engine count it. */
export interface RunnerExposure {
  readonly runnerId: RunnerId;
  readonly symbol: string;
  readonly currency: string;
  /** The account it shares; null for one of its own. */
  readonly account: AccountId | null;
  /** Worth of its position and of its orders that would open one or add to it, in the currency. */
  readonly notional: number;
  /** A position is open, or an order would open one. */
  readonly isOpen: boolean;
}

/**
 * What several runners hold together.
 *
 * @param others what is added to
 * @param account whose runners count by symbol only: rules add the rest of their own account themselves
 */
export function sumExposure(
  runners: Iterable<RunnerExposure>,
  others: EngineExposure,
  account: AccountId | null = null,
): EngineExposure {
  let { openPositions } = others;
  const byCurrency = { ...others.byCurrency };
  const bySymbol = { ...others.bySymbol };
  for (const runner of runners) {
    if (!runner.isOpen) continue;
    const { symbol, currency, notional } = runner;
    bySymbol[symbol] = (bySymbol[symbol] ?? 0) + notional;
    if (account !== null && runner.account === account) continue;
    byCurrency[currency] = (byCurrency[currency] ?? 0) + notional;
    openPositions++;
  }
  return { openPositions, byCurrency, bySymbol };
}
