/** What a runner that trades live does in other places: on the core alone, and in a backtest. */
import assert from "node:assert/strict";
import { BacktestBatch } from "../../engine/backtest/batch.ts";
import {
  DEFAULT_RISK,
  type EngineEvent,
  EVENT_TYPES,
  simpleExecution,
  timeframeMs,
} from "../../engine/domain/mod.ts";
import { windowCapacity } from "../../engine/market/mod.ts";
import { MarketSeries, Runner, runnerSettings } from "../../engine/runner/mod.ts";
import { instrumentOf } from "../../engine/service/terms.ts";
import type { MarketStore, RunnerRecord } from "../../engine/store/mod.ts";
import { createLuaHost } from "../../engine/strategy/lua/mod.ts";
import { writeRows } from "./market_rows.ts";
import { playedBack } from "./played_back.ts";

/** The core alone, fed with the rows that were recorded: no service, no worker, no clock. */
export async function onTheCore(record: RunnerRecord, recording: string): Promise<EngineEvent[]> {
  const { symbol, timeframe, source, parameters, createdAt, windowSize } = record;
  const capacity = windowCapacity(windowSize);
  const asked = { historyBars: capacity };
  const { histories, rows } = await playedBack(recording, symbol, timeframe, asked);
  const instrument = instrumentOf(record);
  const series = new MarketSeries(instrument, timeframe, capacity);
  const events: EngineEvent[] = [];
  const sink = { event: (event: EngineEvent) => void events.push(event) };
  const runner = new Runner(runnerSettings(record, instrument), series, sink, 0, createdAt);
  runner.use(await createLuaHost().load(source, parameters, runner.scope()));
  series.join(runner);
  for (const history of histories) series.warm(history);
  series.apply(writeRows(rows));
  runner.close();
  return events;
}

/**
 * A backtest of the minutes that a live session left in its store, from the first bar that it saw closed
 * up to `end`, warmed up with as many bars as the live window began with.
 */
export async function inBacktest(
  record: RunnerRecord,
  store: MarketStore,
  firstBar: number,
  end: number,
): Promise<EngineEvent[]> {
  const { symbol, timeframe, source, parameters, cash, windowSize } = record;
  const { execution = simpleExecution(record.feeBps, record.spreadBps) } = record;
  const { risk = DEFAULT_RISK } = record;
  const from = firstBar - windowCapacity(windowSize) * timeframeMs(timeframe);
  const series = { source: record.feed, symbol, timeframe: "1m" } as const;
  assert.deepEqual(store.uncovered(series, { from, to: end }), [], "the store has all it takes");
  const columns = store.read(series, { from, to: end });
  const warmUp = columns.time.indexOf(firstBar);
  const market = { instrument: instrumentOf(record), columns, candleMs: 60_000, warmUp };
  const events: EngineEvent[] = [];
  const watch = {
    wanted: new Set(EVENT_TYPES),
    take: (event: EngineEvent) => void events.push(event),
  };
  const settings = { strategy: source, parameters, timeframe, cash, execution, risk, windowSize };
  const account = { ...settings, closeAtEnd: false };
  const batch = await BacktestBatch.prepare([market], [account], createLuaHost(), { watch });
  while (!batch.isDone) batch.slice(1_000);
  batch.finish();
  return events;
}
