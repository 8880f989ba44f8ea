/** What the tests of indicators share: bars, one indicator run over them, and published numbers. */
import assert from "node:assert/strict";
import { CandleWindow } from "../market/mod.ts";
import { IndicatorSet } from "./mod.ts";

export interface Bar {
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly volume: number;
}

/** Bars whose four prices are the close, for indicators that look at nothing else. */
export function closesOnly(closes: readonly number[]): Bar[] {
  return closes.map((close) => ({ open: close, high: close, low: close, close, volume: 1 }));
}

/** A window of all the bars, and the indicators over it. */
export function openWindow(bars: number): { window: CandleWindow; set: IndicatorSet } {
  const window = new CandleWindow(bars);
  return { window, set: new IndicatorSet(window) };
}

export function push(window: CandleWindow, bar: Bar, time = 0): void {
  window.push(time, bar.open, bar.high, bar.low, bar.close, bar.volume);
}

/** Every value of every output, bar by bar; NaN until warm. */
export function run(name: string, parameters: number[], bars: readonly Bar[]): number[][] {
  const { window, set } = openWindow(bars.length);
  const series = set.acquire(name, parameters);
  for (const bar of bars) {
    push(window, bar);
    set.update();
  }
  return series.columns.map((_, output) => [...series.tail(output, bars.length)]);
}

/** As `run`, for the closes and the first output alone. */
export function runCloses(name: string, parameters: number[], closes: readonly number[]): number[] {
  return run(name, parameters, closesOnly(closes))[0]!;
}

/** NaN where NaN is expected, else within `tolerance` of the expectation (relative above 1). */
export function assertClose(
  actual: readonly number[],
  expected: readonly number[],
  tolerance: number,
): void {
  assert.equal(actual.length, expected.length, "number of values");
  expected.forEach((value, i) => {
    const got = actual[i]!;
    if (Number.isNaN(value)) assert.ok(Number.isNaN(got), `value ${i} is ${got}, not NaN`);
    else {
      const off = Math.abs(got - value) / Math.max(1, Math.abs(value));
      assert.ok(off <= tolerance, `value ${i} is ${got}, not ${value}`);
    }
  });
}

/** Steps of a small congruential generator: the same prices every time. */
export function walk(bars: number, seed = 1): Bar[] {
  let state = seed;
  const next = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
  let close = 100;
  return Array.from({ length: bars }, () => {
    const open = close;
    close = Math.max(1, open + next() - 0.5);
    const high = Math.max(open, close) + next() / 4;
    const low = Math.min(open, close) - next() / 4;
    return { open, high, low, close, volume: 1 + next() };
  });
}

const SHARED_DATA = new URL("../../../shared/data/", import.meta.url);

function isThere(): boolean {
  try {
    return Deno.statSync(SHARED_DATA).isDirectory;
  } catch {
    return false;
  }
}

/** A test that reads published tables from beside the project; skipped, and says so, without. */
export function referenceTest(name: string, test: () => void): void {
  const ignore = !isThere();
  Deno.test({ name: ignore ? `${name} (skipped: no ../shared/data)` : name, ignore, fn: test });
}

export function readText(path: string): string {
  return Deno.readTextFileSync(new URL(path, SHARED_DATA));
}

/** Rows of a comma-separated file by column name. */
export function readTable(path: string): Record<string, string>[] {
  const [header, ...rows] = readText(path).trim().split(/\r?\n/);
  const names = header!.split(",").map((name) => name.trim());
  return rows.map((row) => {
    const cells = row.split(",");
    return Object.fromEntries(names.map((name, i) => [name, (cells[i] ?? "").trim()]));
  });
}

/** One column as numbers; NaN where it is empty. */
export function column(rows: readonly Record<string, string>[], name: string): number[] {
  return rows.map((row) => row[name] ? Number(row[name]) : NaN);
}

export function readBars(path: string): Bar[] {
  return readTable(path).map((row) => {
    const lower = Object.fromEntries(Object.entries(row).map(([k, v]) => [k.toLowerCase(), v]));
    const { open, high, low, close, volume } = lower;
    return {
      open: Number(open),
      high: Number(high),
      low: Number(low),
      close: Number(close),
      volume: Number(volume ?? 0),
    };
  });
}

/** SPY daily 2017 and 2018, the input of the tables that `skender` reads. */
export function skenderBars(): Bar[] {
  return readBars("stocks/skender-default.csv");
}

/** One column of a result of Skender.Stock.Indicators over `skenderBars`. */
export function skender(table: string, name: string): number[] {
  const rows = JSON.parse(readText(`indicators/skender-results/${table}.standard.json`));
  return rows.map((row: Record<string, number | null>) => row[name] ?? NaN);
}

/** The 252 bars of TA-Lib's own regression tests. */
export function talibBars(): Bar[] {
  return readBars("indicators/talib-ref-252.csv");
}

/** 2006 in daily bars, the input of backtrader's own tests. */
export function backtraderBars(): Bar[] {
  return readBars("stocks/backtrader-2006-day-001.txt");
}
