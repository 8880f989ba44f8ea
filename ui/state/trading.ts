import type { EngineFields, TradingResult } from "../operations/operations.ts";
import { Store } from "./store.ts";

/** What the whole engine may do, with what it holds. */
export type Trading = Pick<
  EngineFields,
  "tradingState" | "tradingStateSince" | "tradingStateReason" | "openOrders" | "openPositions"
>;

/** As last read by whichever page is open; null before the first reading. */
export const trading = new Store<Trading | null>(null);

/** Takes a reading; one that says the same as the last changes nothing. */
export function noteTrading(next: Trading): void {
  const known = trading.value;
  if (known === null || !isSame(known, next)) trading.set(pick(next));
}

function isSame(a: Trading, b: Trading): boolean {
  return a.tradingState === b.tradingState && a.tradingStateSince === b.tradingStateSince &&
    a.tradingStateReason === b.tradingStateReason && a.openOrders === b.openOrders &&
    a.openPositions === b.openPositions;
}

function pick(from: Trading): Trading {
  const { tradingState, tradingStateSince, tradingStateReason, openOrders, openPositions } = from;
  return { tradingState, tradingStateSince, tradingStateReason, openOrders, openPositions };
}

/** What a change of the trading state answered, before the next reading says so. */
export function noteResult({ state, since, reason }: TradingResult): void {
  const known = trading.value;
  if (known === null) return;
  trading.set({
    ...known,
    tradingState: state,
    tradingStateSince: since,
    tradingStateReason: reason,
  });
}
