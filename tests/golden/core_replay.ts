/** A file of candles through the trading core alone: series, strategy host, runner; no service. */
import type { EngineEvent, Timeframe, Trade } from "../../engine/domain/mod.ts";
import { RowKind, RowWriter, runnerId, timeframeMs } from "../../engine/domain/mod.ts";
import { requireInstrument } from "../../engine/market/mod.ts";
import { MarketSeries, Runner, runnerSettings } from "../../engine/runner/mod.ts";
import { loadStrategy } from "../../engine/service/strategies/strategy_library.ts";
import { resolveParameters } from "../../engine/strategy/mod.ts";
import { createLuaHost } from "../../engine/strategy/lua/mod.ts";
import { readUnpacked } from "../support/shared_data.ts";

/** time, open, high, low, close, volume */
export type Bar = readonly [number, number, number, number, number, number];

/** Enough that no order is ever refused for want of money. */
const CASH = 1_000_000;

/** Reads `time,open,high,low,close,volume` lines below one header line, checking nothing. */
export async function readBars(path: string): Promise<Bar[]> {
  const text = new TextDecoder().decode(await readUnpacked(path));
  return text.trim().split("\n").slice(1).map((line) => {
    const [time, open, high, low, close, volume] = line.split(",").map(Number);
    return [time!, open!, high!, low!, close!, volume!];
  });
}

export interface CoreReplay {
  readonly runner: Runner;
  readonly events: readonly EngineEvent[];
  readonly trades: readonly Trade[];
}

/** Trades `bars` of BTCUSDT at 10 bps a side, with the strategy of a file and its defaults. */
export async function replayCore(
  bars: readonly Bar[],
  timeframe: Timeframe,
  strategyFile: string,
): Promise<CoreReplay> {
  const instrument = requireInstrument("BTCUSDT");
  const series = new MarketSeries(instrument, timeframe, 512);
  const events: EngineEvent[] = [];
  const id = runnerId("r1");
  const terms = { feeBps: 10, spreadBps: 0, decideOn: "CANDLE" as const };
  const settings = runnerSettings({ id, cash: CASH, ...terms }, instrument);
  const runner = new Runner(settings, series, { event: (e) => events.push(e) }, 0, 0);
  const host = createLuaHost();
  const { source } = await loadStrategy(strategyFile);
  const declared = await host.describe(source);
  runner.use(await host.load(source, resolveParameters(declared, {}), runner.scope()));
  series.join(runner);
  const rows = new RowWriter();
  const barMs = timeframeMs(timeframe);
  for (const [time, open, high, low, close, volume] of bars) {
    rows.write(RowKind.OPEN, time, time, open, open, open, open, 0, NaN, NaN);
    rows.write(RowKind.CLOSE, time + barMs, time, open, high, low, close, volume, NaN, NaN);
  }
  series.apply(rows.take());
  const trades = events.flatMap((event) => event.type === "POSITION_CLOSED" ? [event.trade] : []);
  return { runner, events, trades };
}
