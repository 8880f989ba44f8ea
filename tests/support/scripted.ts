/** A runner over hand-written bars with a strategy that says what the test tells it to. */
import type {
  EngineEvent,
  ExecutionSettings,
  Instrument,
  RiskSettings,
} from "../../engine/domain/mod.ts";
import {
  DEFAULT_RISK,
  RowKind,
  RowWriter,
  runnerId,
  simpleExecution,
} from "../../engine/domain/mod.ts";
import { requireInstrument } from "../../engine/market/mod.ts";
import { MarketSeries, Runner, type RunnerSettings } from "../../engine/runner/mod.ts";
import type { FilterIntent, ManageIntent, StrategyInstance } from "../../engine/strategy/mod.ts";
import type { JsonObject } from "../../engine/domain/mod.ts";

/** open, high, low, close */
export type Bar = readonly [number, number, number, number];

/** What the strategy answers on bar `n` (counted from 0); anything left out is nothing. */
export interface Script {
  detect?: (bar: number) => boolean;
  filter?: (bar: number) => FilterIntent | null;
  manage?: (bar: number) => ManageIntent | null;
}

export const START = Date.UTC(2024, 0, 1);
export const MINUTE = 60_000;

export class ScriptedStrategy implements StrategyInstance {
  readonly #script: Script;
  readonly #bar: () => number;
  held: JsonObject = {};
  closed = false;

  constructor(script: Script, bar: () => number) {
    this.#script = script;
    this.#bar = bar;
  }
  detect(): boolean {
    return this.#script.detect?.(this.#bar()) ?? false;
  }
  filter(): FilterIntent | null {
    return this.#script.filter?.(this.#bar()) ?? null;
  }
  manage(): ManageIntent | null {
    return this.#script.manage?.(this.#bar()) ?? null;
  }
  context(): JsonObject {
    return this.held;
  }
  setContext(context: JsonObject): void {
    this.held = context;
  }
  setParameters(): void {}
  close(): void {
    this.closed = true;
  }
}

/** What differs from 10,000 of cash, 10 bps a fill, and everything else as by default. */
export interface BenchSettings {
  readonly cash?: number;
  readonly decideOn?: RunnerSettings["decideOn"];
  readonly feeBps?: number;
  readonly spreadBps?: number;
  readonly execution?: Partial<ExecutionSettings>;
  readonly risk?: Partial<RiskSettings>;
  readonly instrument?: Partial<Instrument>;
}

export interface Bench {
  readonly runner: Runner;
  readonly series: MarketSeries;
  readonly events: EngineEvent[];
  readonly strategy: ScriptedStrategy;
  /** Feeds bars one after another, a minute each; `quote` is the half spread around the open. */
  feed(bars: readonly Bar[], halfSpread?: number): void;
  types(): string[];
}

export function scripted(
  script: Script,
  settings: BenchSettings = {},
  symbol = "BTCUSDT",
): Bench {
  const { feeBps = 10, spreadBps = 0, execution, risk, instrument: terms, ...others } = settings;
  const instrument: Instrument = { ...requireInstrument(symbol), ...terms };
  const series = new MarketSeries(instrument, "1m", 64);
  const events: EngineEvent[] = [];
  const runner = new Runner(
    {
      id: runnerId("r1"),
      instrument,
      cash: 10_000,
      execution: { ...simpleExecution(feeBps, spreadBps), ...execution },
      risk: { ...DEFAULT_RISK, ...risk },
      decideOn: "CANDLE",
      ...others,
    },
    series,
    { event: (event) => events.push(event) },
    0,
    START,
  );
  const strategy = new ScriptedStrategy(script, () => series.window.total - 1);
  runner.use(strategy);
  series.join(runner);
  let time = START;
  return {
    runner,
    series,
    events,
    strategy,
    types: () => events.map((event) => event.type),
    feed(bars, halfSpread) {
      const rows = new RowWriter();
      for (const [open, high, low, close] of bars) {
        const bid = halfSpread === undefined ? NaN : open - halfSpread;
        const ask = halfSpread === undefined ? NaN : open + halfSpread;
        rows.write(RowKind.OPEN, time, time, open, open, open, open, 0, bid, ask);
        const end = time + MINUTE;
        rows.write(RowKind.CLOSE, end, time, open, high, low, close, 1, bid, ask);
        time = end;
      }
      series.apply(rows.take());
    },
  };
}

export const flat = (price: number): Bar => [price, price, price, price];
