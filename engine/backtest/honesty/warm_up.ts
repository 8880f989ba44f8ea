import type { StrategyHost } from "../../strategy/mod.ts";
import { timeframeMs } from "../../domain/mod.ts";
import type { BatchWorld } from "../evaluation/mod.ts";
import type { BacktestJob } from "../job.ts";
import { cutAt, startAt } from "./cut.ts";
import { type Decision, decisionsOf } from "./decisions.ts";
import { indicatorsAt, type IndicatorValue } from "./indicators_at.ts";

/** The part of the data that all runs are compared on: its end. */
const COMPARED = 1 / 3;
/**
 * Starts before it, as multiples of the window, and some bars more: what goes by the number of bars shall not
 * meet its own beat by chance.
 */
const STARTS = [[0, 0], [0.1, 0], [0.5, 0], [1, 1], [2, 3], [4, 7]] as const;
/** A difference in the first tenth of the compared part is a start, a later one is for good. */
const SETTLING = 0.1;

/** How far an indicator is off at the beginning of what is compared. */
export interface IndicatorDrift extends IndicatorValue {
  /** What it is when all the data before is seen. */
  readonly reference: number;
  /** `|value − reference| ÷ |reference|`; null where it is not warm yet. */
  readonly off: number | null;
}

/** A run that begins so many bars before what is compared. */
export interface WarmUpRow {
  readonly bars: number;
  readonly indicators: readonly IndicatorDrift[];
  /** Orders of the run that sees all the data, those of this one that are the same, and those that are not. */
  readonly orders: number;
  readonly same: number;
  readonly different: number;
  /** When the last order differs; null where none does. */
  readonly lastDifference: number | null;
}

/** What a strategy does depending on where its data begins. Plain data. */
export interface WarmUpReport {
  /** What is compared begins and ends there. */
  readonly from: number;
  readonly to: number;
  readonly rows: readonly WarmUpRow[];
  /** Bars of a start from which on it does what it does with all the data, once it has settled; null for none. */
  readonly enoughBars: number | null;
  readonly verdict: "SETTLES" | "DEPENDS_ON_START" | "NO_ORDERS";
}

/**
 * Runs a strategy from several starts over the same end of the data and holds them against a run over all
 * of it: how far off the indicators are when the common part begins, and which orders differ. Prices and
 * quantities are not compared: they follow the equity.
 *
 * @returns null where it was canceled
 * @throws StrategyFault when the strategy does not load
 */
export async function warmUpCheck(
  job: BacktestJob,
  host: StrategyHost,
  world: BatchWorld,
): Promise<WarmUpReport | null> {
  const span = spanOf(job);
  const starts = startsOf(job, span);
  const worldOf = (run: number) => part(world, run, starts.length + 1);
  const reference = await runFrom(job, span, null, host, worldOf(0));
  if (!reference) return null;
  const rows: WarmUpRow[] = [];
  for (const [i, bars] of starts.entries()) {
    const run = await runFrom(job, span, bars, host, worldOf(i + 1));
    if (!run) return null;
    rows.push(rowOf(bars, run, reference));
  }
  const settled = (row: WarmUpRow) => (row.lastDifference ?? -Infinity) <= span.settledAt;
  const enough = rows.find((_, i) => rows.slice(i).every(settled));
  return {
    from: span.from,
    to: span.to,
    rows,
    enoughBars: enough?.bars ?? null,
    verdict: reference.orders.length === 0 ? "NO_ORDERS" : enough ? "SETTLES" : "DEPENDS_ON_START",
  };
}

interface Span {
  readonly begin: number;
  readonly from: number;
  readonly to: number;
  readonly settledAt: number;
}

interface StartRun {
  readonly indicators: readonly IndicatorValue[];
  readonly orders: readonly Decision[];
}

function spanOf({ settings, markets }: BacktestJob): Span {
  const barMs = timeframeMs(settings.timeframe);
  const begin = Math.min(...markets.map(({ columns }) => columns.time[0] ?? Infinity));
  const to = Math.max(
    ...markets.map(({ columns, candleMs }) => (columns.time.at(-1) ?? -Infinity) + candleMs),
  );
  const bars = Math.floor((to - begin) * (1 - COMPARED) / barMs);
  const from = begin + bars * barMs;
  return { begin, from, to, settledAt: from + (to - from) * SETTLING };
}

function startsOf({ settings: { windowSize, timeframe } }: BacktestJob, span: Span): number[] {
  const there = (span.from - span.begin) / timeframeMs(timeframe);
  return STARTS.map(([times, more]) => Math.round(times * windowSize) + more)
    .filter((bars) => bars < there);
}

/** @param bars before what is compared; null for all there are */
async function runFrom(
  job: BacktestJob,
  { begin, from }: Span,
  bars: number | null,
  host: StrategyHost,
  world: BatchWorld,
): Promise<StartRun | null> {
  const start = bars === null ? begin : from - bars * timeframeMs(job.settings.timeframe);
  const own = startAt(job, start);
  const indicators = await indicatorsAt(cutAt(own, from), host, world);
  const decisions = indicators && await decisionsOf(own, host, world);
  if (!decisions) return null;
  const isOrder = ({ time, kind }: Decision) => time > from && kind !== "opportunity";
  return { indicators, orders: decisions.filter(isOrder) };
}

function rowOf(bars: number, run: StartRun, reference: StartRun): WarmUpRow {
  const keyOf = ({ time, symbol, kind }: Decision) => `${time} ${symbol} ${kind}`;
  const expected = new Set(reference.orders.map(keyOf));
  const made = new Set(run.orders.map(keyOf));
  const differing = [
    ...reference.orders.filter((order) => !made.has(keyOf(order))),
    ...run.orders.filter((order) => !expected.has(keyOf(order))),
  ];
  const last = differing.reduce((latest, { time }) => Math.max(latest, time), -Infinity);
  return {
    bars,
    indicators: reference.indicators.map((one) => driftOf(one, run.indicators)),
    orders: reference.orders.length,
    same: reference.orders.filter((order) => made.has(keyOf(order))).length,
    different: differing.length,
    lastDifference: differing.length > 0 ? last : null,
  };
}

function driftOf(reference: IndicatorValue, values: readonly IndicatorValue[]): IndicatorDrift {
  const { symbol, key, output } = reference;
  const found = values.find((one) =>
    one.symbol === symbol && one.key === key && one.output === output
  );
  const value = found?.value ?? NaN;
  const off = Math.abs(value - reference.value) / Math.abs(reference.value);
  return {
    symbol,
    key,
    output,
    value,
    reference: reference.value,
    off: Number.isNaN(off) ? null : off,
  };
}

function part(world: BatchWorld, run: number, runs: number): BatchWorld {
  return {
    ...world,
    progress: (share, candles) => world.progress((run + share) / runs, candles),
  };
}
