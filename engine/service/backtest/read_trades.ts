import { type Trade, TRADES_A_PAGE } from "../../domain/mod.ts";
import type { BacktestStore } from "../../store/mod.ts";
import { breathe } from "../breathe.ts";

/** Trades of a backtest, as many at a stretch as a page of the store has. */
export async function readTrades(
  store: Pick<BacktestStore, "trades">,
  id: string,
  limit: number,
  offset: number,
): Promise<Trade[]> {
  const all: Trade[] = [];
  while (all.length < limit) {
    const at = offset + all.length;
    // Up to the end of a page: no page is read twice.
    const wanted = Math.min(limit - all.length, TRADES_A_PAGE - at % TRADES_A_PAGE);
    const trades = store.trades(id, wanted, at);
    all.push(...trades);
    if (trades.length < wanted || all.length >= limit) break;
    await breathe();
  }
  return all;
}
