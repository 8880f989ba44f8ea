/** A runner over hand-written bars with a strategy that says what the test tells it to. */
import type {
  EngineEvent,
  ExecutionSettings,
  Instrument,
  MarketRows,
  RiskSettings,
  Timeframe,
} from "../../engine/domain/mod.ts";
import {
  DEFAULT_RISK,
  RowKind,
  RowWriter,
  runnerId,
  simpleExecution,
} from "../../engine/domain/mod.ts";
import type { AccountShare } from "../../engine/broker/mod.ts";
import { requireInstrument } from "../../engine/market/mod.ts";
import {
  MarketSeries,
  Runner,
  type RunnerData,
  type RunnerSettings,
} from "../../engine/runner/mod.ts";
import type { FilterIntent, ManageIntent, StrategyInstance } from "../../engine/strategy/mod.ts";
import type { JsonObject } from "../../engine/domain/mod.ts";

/** open, high, low, close */
export type Bar = readonly [number, number, number, number];

/** A bar with what the plain one leaves out. */
export interface FullBar {
  readonly prices: Bar;
  /** 1 where left out. */
  readonly volume?: number;
  /** Bid and ask at the open, and until the bar ends. */
  readonly quote?: readonly [number, number];
  /** Finer candles, one after another, of equal length. */
  readonly inner?: readonly (Bar | FullBar)[];
  /** What the forming candle looked like on the way, at equal distances. */
  readonly updates?: readonly Bar[];
}
export type AnyBar = Bar | FullBar;

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
  /** `1m` where left out. */
  readonly timeframe?: Timeframe;
  /** `r1` where left out. */
  readonly id?: string;
  /** The account, if it is shared. */
  readonly share?: AccountShare;
}

export interface Bench {
  readonly runner: Runner;
  readonly series: MarketSeries;
  readonly events: EngineEvent[];
  readonly strategy: ScriptedStrategy;
  /** Feeds bars one after another; `halfSpread` puts a quote around the open of each. */
  feed(bars: readonly AnyBar[], halfSpread?: number): void;
  /** Feeds one row of the bar that comes next, so many seconds into it; CLOSE and MISSED end the bar. */
  row(kind: keyof typeof RowKind, seconds: number, bar: AnyBar): void;
  /** Another runner that takes up where this one is, in a process of its own; it has no events yet. */
  restarted(): Bench;
  types(): string[];
}

export function scripted(
  script: Script,
  settings: BenchSettings = {},
  symbol = "BTCUSDT",
): Bench {
  return benchFrom(script, settings, symbol, null);
}

interface Former {
  readonly series: MarketSeries;
  readonly time: number;
  readonly bars: number;
  readonly data: RunnerData;
  readonly sequence: number;
}

const WINDOW = 64;

function benchFrom(
  script: Script,
  settings: BenchSettings,
  symbol: string,
  former: Former | null,
): Bench {
  const { timeframe = "1m" } = settings;
  const instrument = { ...requireInstrument(symbol), ...settings.instrument };
  const series = new MarketSeries(instrument, timeframe, WINDOW);
  const events: EngineEvent[] = [];
  const runner = new Runner(
    runnerSettings(settings, instrument),
    series,
    { event: (event) => events.push(event) },
    former?.sequence ?? 0,
    START,
    settings.share,
  );
  let time = former?.time ?? START;
  if (former) series.warm(former.series.window.tail(WINDOW));
  const before = (former?.bars ?? 0) - series.window.total;
  const strategy = new ScriptedStrategy(script, () => before + series.window.total - 1);
  if (former) runner.restore(former.data);
  runner.use(strategy);
  series.join(runner);
  return {
    runner,
    series,
    events,
    strategy,
    types: () => events.map((event) => event.type),
    feed(bars, halfSpread) {
      const rows = new RowWriter();
      for (const bar of bars) time = writeBar(rows, full(bar, halfSpread), time, series.barMs);
      series.apply(rows.take());
    },
    row(kind, seconds, bar) {
      const rows = new RowWriter();
      writeRow(rows, RowKind[kind], time + seconds * 1_000, time, full(bar));
      if (kind === "CLOSE" || kind === "MISSED") time += series.barMs;
      series.apply(rows.take());
    },
    restarted() {
      const data: RunnerData = JSON.parse(JSON.stringify(runner.toData()));
      const bars = before + series.window.total;
      const { sequence } = runner;
      return benchFrom(script, settings, symbol, { series, time, bars, data, sequence });
    },
  };
}

function runnerSettings(settings: BenchSettings, instrument: Instrument): RunnerSettings {
  const { cash = 10_000, decideOn = "CANDLE", feeBps = 10, spreadBps = 0, id = "r1" } = settings;
  return {
    id: runnerId(id),
    instrument,
    cash,
    execution: { ...simpleExecution(feeBps, spreadBps), ...settings.execution },
    risk: { ...DEFAULT_RISK, ...settings.risk },
    decideOn,
  };
}

/** The rows of bars one after another, for tests that cut them up. */
export function rowsOf(bars: readonly AnyBar[], start: number, barMs: number): MarketRows {
  const rows = new RowWriter();
  let time = start;
  for (const bar of bars) time = writeBar(rows, full(bar), time, barMs);
  return rows.take();
}

/** Rows of a whole bar. @returns its end */
function writeBar(rows: RowWriter, bar: FullBar, time: number, barMs: number): number {
  const end = time + barMs;
  const [open] = bar.prices;
  writeRow(rows, RowKind.OPEN, time, time, { ...bar, prices: flat(open), volume: 0 });
  const inner = bar.inner ?? [];
  const innerMs = barMs / inner.length;
  inner.forEach((finer, i) => {
    const from = time + i * innerMs;
    const { quote } = bar;
    writeRow(
      rows,
      RowKind.INNER,
      from + innerMs,
      from,
      quote ? { quote, ...full(finer) } : full(finer),
    );
  });
  const updates = bar.updates ?? [];
  updates.forEach((prices, i) => {
    const at = time + barMs * (i + 1) / (updates.length + 1);
    writeRow(rows, RowKind.UPDATE, at, time, { ...bar, prices });
  });
  writeRow(rows, RowKind.CLOSE, end, time, bar);
  return end;
}

function writeRow(rows: RowWriter, kind: number, at: number, time: number, bar: FullBar): void {
  const [bid, ask] = bar.quote ?? [NaN, NaN];
  rows.write(kind, at, time, ...bar.prices, bar.volume ?? 1, bid, ask);
}

function full(bar: AnyBar, halfSpread?: number): FullBar {
  const whole = "prices" in bar ? bar : { prices: bar };
  if (halfSpread === undefined) return whole;
  const [open] = whole.prices;
  return { ...whole, quote: [open - halfSpread, open + halfSpread] };
}

export const flat = (price: number): Bar => [price, price, price, price];
