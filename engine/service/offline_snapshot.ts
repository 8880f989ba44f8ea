import { type Instrument, scaleOf } from "../domain/mod.ts";
import {
  MarketSeries,
  Runner,
  type RunnerData,
  runnerSettings,
  type RunnerSnapshot,
} from "../runner/mod.ts";
import type { RunnerRecord, RunnerState } from "../store/store.ts";

/** What a runner looked like when it was last committed, for when its shard cannot be asked. */
export function offlineSnapshot(
  record: RunnerRecord,
  instrument: Instrument,
  state: RunnerState | null,
): RunnerSnapshot {
  const series = new MarketSeries(instrument, record.timeframe, 2);
  const sink = { event() {} };
  const runner = new Runner(runnerSettings(record, instrument), series, sink, 0, record.createdAt);
  if (state) runner.restore(state.data as unknown as RunnerData);
  const { price, bid, ask } = series;
  const known = Number.isNaN(price) ? scaleOf(instrument).priceStep : price;
  return {
    asOf: runner.now,
    stale: true,
    status: record.status,
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
