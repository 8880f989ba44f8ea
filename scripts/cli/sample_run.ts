import { type EngineEvent, runnerId, type StrategyLog, type Trade } from "../../engine/mod.ts";
import { requireInstrument } from "../../engine/market/mod.ts";
import { MarketSeries, Runner, runnerSettings } from "../../engine/runner/mod.ts";
import {
  resolveParameters,
  type StrategyDescription,
  type StrategyHost,
  type StrategyInstance,
  type StrategySource,
} from "../../engine/strategy/mod.ts";
import { rowsOf, sampleBars } from "./sample_market.ts";

export const SAMPLE = {
  symbol: "BTCUSDT",
  timeframe: "1m",
  bars: 2_000,
  cash: 10_000,
  feeBps: 10,
} as const;

export interface SampleReport {
  readonly bars: number;
  readonly detections: number;
  readonly trades: readonly Trade[];
  readonly rejections: readonly string[];
  readonly errors: readonly string[];
  /** Why it was stopped before the last bar; null when it was not. */
  readonly stopped: string | null;
  readonly log: readonly StrategyLog[];
  /** Calls of the strategy's functions, and what one took on average in microseconds. */
  readonly calls: number;
  readonly callUs: number;
  /** Profit or loss in the quote currency, open position included. */
  readonly profit: number;
  readonly currency: string;
}

/**
 * Runs a strategy with its default parameters over simulated candles, by the same core that trades live.
 *
 * @throws StrategyFault when it does not load
 */
export async function runSample(
  host: StrategyHost,
  source: StrategySource,
  description: StrategyDescription,
): Promise<SampleReport> {
  const { symbol, timeframe, bars, cash, feeBps } = SAMPLE;
  const instrument = requireInstrument(symbol);
  const columns = await sampleBars(instrument, timeframe, bars);
  const series = new MarketSeries(instrument, timeframe, 500);
  const events: EngineEvent[] = [];
  const runner = new Runner(
    runnerSettings(
      { id: runnerId("sample"), cash, feeBps, spreadBps: 0, decideOn: "CANDLE" },
      instrument,
    ),
    series,
    { event: (event) => void events.push(event) },
    0,
    columns.time[0] ?? 0,
  );
  const timing = { calls: 0, ms: 0 };
  const values = resolveParameters(description, {});
  runner.use(timed(await host.load(source, values, runner.scope()), timing));
  series.join(runner);
  series.apply(rowsOf(columns, timeframe));
  const account = runner.desk.accounts.accountView(series.price, series.bid, series.ask);
  runner.close();
  return {
    ...reportOf(events),
    bars: columns.time.length,
    calls: timing.calls,
    callUs: timing.calls === 0 ? 0 : timing.ms * 1_000 / timing.calls,
    profit: account.equity - account.initialCash,
    currency: account.currency,
  };
}

function reportOf(events: readonly EngineEvent[]) {
  return {
    detections: events.filter(({ type }) => type === "OPPORTUNITY_DETECTED").length,
    trades: events.flatMap((event) => event.type === "POSITION_CLOSED" ? [event.trade] : []),
    rejections: events.flatMap((event) => event.type === "ORDER_REJECTED" ? [event.reason] : []),
    errors: events.flatMap((event) => event.type === "STRATEGY_ERROR" ? [event.message] : []),
    stopped: events.flatMap((event) => event.type === "RUNNER_STATUS_CHANGED" ? [event.reason] : [])
      .at(-1) ?? null,
    log: events.filter((event) => event.type === "STRATEGY_LOG"),
  };
}

/** The instance, with a stopwatch around what is called bar by bar. */
function timed(inner: StrategyInstance, timing: { calls: number; ms: number }): StrategyInstance {
  const measure = <T>(call: () => T): T => {
    const started = performance.now();
    try {
      return call();
    } finally {
      timing.calls++;
      timing.ms += performance.now() - started;
    }
  };
  return {
    detect: () => measure(() => inner.detect()),
    filter: () => measure(() => inner.filter()),
    manage: () => measure(() => inner.manage()),
    context: () => inner.context(),
    setContext: (context) => inner.setContext(context),
    setParameters: (parameters) => inner.setParameters(parameters),
    close: () => inner.close(),
  };
}
