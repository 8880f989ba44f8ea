import type { AccountShare } from "../../broker/mod.ts";
import { scaleOf } from "../../domain/mod.ts";
import {
  MarketSeries,
  Runner,
  runnerSettings,
  type RunnerSnapshot,
  storedState,
} from "../../runner/mod.ts";
import type { RunnerFigures } from "../../workers/mod.ts";
import type { RunnerEntry } from "../fleet/mod.ts";

/** A runner as it was last committed, without a market or a strategy. */
function offlineRunner({ record, instrument, state }: RunnerEntry, share?: AccountShare) {
  const series = new MarketSeries(instrument, record.timeframe, 2);
  const settings = runnerSettings(record, instrument);
  const runner = new Runner(settings, series, { event() {} }, 0, record.createdAt, share);
  if (state) runner.restore(storedState(state.data, instrument));
  return { runner, series };
}

/**
 * What a runner looked like when it was last committed, for when its shard cannot be asked.
 *
 * @param share its account, if it shares one
 */
export function offlineSnapshot(entry: RunnerEntry, share?: AccountShare): RunnerSnapshot {
  const { runner, series } = offlineRunner(entry, share);
  const { price, bid, ask } = series;
  const known = Number.isNaN(price) ? scaleOf(entry.instrument).priceStep : price;
  return {
    asOf: runner.now,
    stale: true,
    status: entry.record.status,
    state: runner.state,
    candle: series.candle(),
    position: runner.position(),
    account: runner.desk.accounts.accountView(known, bid, ask),
    context: runner.context(),
    indicators: {},
    stats: runner.counters.view(),
    pendingOrder: runner.desk.pendingView(),
    orders: runner.desk.orderViews(),
    risk: runner.riskStatus(),
  };
}

/** What a stored runner holds, before a shard says so; null where nobody has to know that. */
export function storedFigures(entry: RunnerEntry): RunnerFigures | null {
  const { state, instrument, account, id } = entry;
  if (!state) return null;
  const { books, working } = storedState(state.data, instrument).desk;
  if (account === null && books.position === null && working.length === 0) return null;
  const { runner } = offlineRunner(entry);
  return { runnerId: id, holding: runner.holding(), openOrders: working.length };
}
