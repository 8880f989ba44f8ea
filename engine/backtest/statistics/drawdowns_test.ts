import assert from "node:assert/strict";
import fc from "fast-check";
import { drawdownFigures, drawdownSeries } from "./drawdowns.ts";
import { scanEquity } from "./equity_scan.ts";
import type { RunRecord } from "./run_record.ts";
import { BACON, column, DAY, equityOf, near, recordOf } from "./testing.ts";

const drawdownsOf = (record: RunRecord) => drawdownFigures(scanEquity(record));

Deno.test("two drawdowns by hand", () => {
  // Down from 100 to 80 and back in 4 days, up to 120, down to 114 and 108, where the run ends.
  const equity = [100, 90, 80, 95, 100, 120, 114, 108];
  const figures = drawdownsOf(recordOf(equity));
  near(figures.maxDrawdown, -0.2);
  near(figures.averageDrawdown, (-0.2 - 0.1) / 2);
  assert.equal(figures.maxDrawdownMs, 4 * DAY);
  assert.equal(figures.deepestDrawdownMs, 4 * DAY);
  assert.equal(figures.maxDrawdownRecoveryMs, 2 * DAY);
  assert.equal(figures.longestRecoveryMs, 2 * DAY);
  assert.equal(figures.averageDrawdownMs, 3 * DAY);
  // Depths 10, 20, 5, 0, 0, 0, 5, 10 %: squares 100 + 400 + 25 + 25 + 100 = 650, over 8 bars 81.25.
  near(figures.ulcerIndex, Math.sqrt(81.25) / 100);
});

Deno.test("the longest drawdown need not be the deepest", () => {
  const figures = drawdownsOf(recordOf([100, 70, 100, 99, 99, 99, 99]));
  near(figures.maxDrawdown, -0.3);
  assert.equal(figures.deepestDrawdownMs, 2 * DAY);
  assert.equal(figures.maxDrawdownMs, 4 * DAY);
  assert.equal(figures.longestRecoveryMs, DAY);
});

Deno.test("a loss in the first bar is a drawdown from the initial cash", () => {
  const figures = drawdownsOf(recordOf([90, 95], { initialCash: 100 }));
  near(figures.maxDrawdown, -0.1);
  assert.equal(figures.maxDrawdownMs, 2 * DAY);
  assert.equal(figures.maxDrawdownRecoveryMs, null);
});

Deno.test("a run that only rises has no drawdown, an empty one no figures", () => {
  const none = {
    longestRecoveryMs: null,
    maxDrawdownRecoveryMs: null,
    averageDrawdown: null,
    averageDrawdownMs: null,
  };
  assert.deepEqual(drawdownsOf(recordOf([1, 1, 2])), {
    maxDrawdown: 0,
    maxDrawdownMs: 0,
    deepestDrawdownMs: 0,
    ...none,
    ulcerIndex: 0,
  });
  assert.deepEqual(drawdownsOf(recordOf([])), {
    maxDrawdown: null,
    maxDrawdownMs: null,
    deepestDrawdownMs: null,
    ...none,
    ulcerIndex: null,
  });
});

Deno.test("PyAlgoTrade's drawdown tests give the same", () => {
  // Its drawdown_analyzer_test.py: closes, deepest fall, most days below the peak. It does not count the day
  // that is back at the peak: of the third it says 3.
  const cases: [number[], number, number][] = [
    [[10, 10, 10], 0, 0],
    [[10, 9, 8], 0.2, 2],
    [[10, 9.5, 9, 8, 11, 8], 0.27, 3 + 1],
    [[10, 5, 4, 4, 5, 9, 9.9], 0.6, 6],
  ];
  for (const [closes, depth, days] of cases) {
    const { maxDrawdown, maxDrawdownMs } = drawdownsOf(recordOf(closes));
    near(maxDrawdown, -depth, 0.005);
    assert.equal(maxDrawdownMs, days * DAY);
  }
});

Deno.test("Bacon's returns have the drawdowns that PerformanceAnalytics gives", () => {
  const record = recordOf(equityOf([...BACON.returns]), { initialCash: 1 });
  const { maxDrawdown, averageDrawdown, ulcerIndex } = drawdownsOf(record);
  near(maxDrawdown, -0.144672955739218);
  near(averageDrawdown, -0.0434182389348045);
  // Its Martin ratio is the yearly growth (two years: a square root) over the ulcer index: 1.6945.
  near((Math.sqrt(record.columns.equity.at(-1)!) - 1) / ulcerIndex!, 1.6945, 5e-5);
});

Deno.test("depths of Bacon's third edition, bar by bar", () => {
  // The same book, 3rd edition, 2023: 36 monthly returns and their falls from the peak, to 4 decimals.
  // deno-fmt-ignore
  const returns = [
    0.003, 0.026, 0.011, -0.009, 0.014, 0.024, 0.015, 0.066, -0.014, 0.039, -0.005, 0.081,
    0.040, -0.037, -0.061, 0.014, -0.049, -0.021, 0.062, 0.058, -0.064, 0.017, -0.004, -0.002,
    -0.021, 0.011, 0.047, 0.024, 0.033, -0.007, 0.047, 0.006, 0.010, -0.002, 0.034, 0.010,
  ];
  // deno-fmt-ignore
  const depths = [
    0, 0, 0, -0.0090, 0, 0, 0, 0, -0.0140, 0, -0.0050, 0,
    0, -0.0370, -0.0957, -0.0831, -0.1280, -0.1463, -0.0934, -0.0408, -0.1022, -0.0869, -0.0906, -0.0924,
    -0.1115, -0.1017, -0.0595, -0.0369, -0.0051, -0.0121, 0, 0, 0, -0.0020, 0, 0,
  ];
  const series = drawdownSeries(Float64Array.from(equityOf(returns)), 1);
  for (const [i, depth] of depths.entries()) near(series[i], depth, 5e-5 + 1e-12);
});

Deno.test("depths are never positive, and the figures are those of the plain definition", () => {
  const values = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 60 });
  fc.assert(fc.property(values, (equity) => {
    const record = recordOf(equity);
    const series = drawdownSeries(record.columns.equity, record.initialCash);
    const plain = equity.map((value, i) => value / Math.max(...equity.slice(0, i + 1)) - 1);
    assert.deepEqual([...series], plain);
    assert.ok(series.every((depth) => depth <= 0));
    const figures = drawdownsOf(record);
    assert.equal(figures.maxDrawdown, Math.min(0, ...plain));
    near(figures.ulcerIndex, Math.sqrt(plain.reduce((sum, d) => sum + d * d, 0) / equity.length));
    const { depths, lengths } = plainEpisodes(plain);
    assert.equal(figures.maxDrawdownMs, Math.max(0, ...lengths) * DAY);
    if (depths.length === 0) assert.equal(figures.averageDrawdown, null);
    else near(figures.averageDrawdown, depths.reduce((sum, d) => sum + d) / depths.length);
  }));
});

/** Depth and bars from peak to peak of each stretch below 0. */
function plainEpisodes(series: readonly number[]): { depths: number[]; lengths: number[] } {
  const peaks = series.flatMap((depth, i) => depth === 0 ? [i] : []);
  const ends = [...peaks.slice(1), series.length - 1];
  const stretches = peaks.map((from, i) => ({ from, to: ends[i]! }))
    .filter(({ from, to }) => series.slice(from, to + 1).some((depth) => depth < 0));
  return {
    depths: stretches.map(({ from, to }) => Math.min(...series.slice(from, to + 1))),
    lengths: stretches.map(({ from, to }) => to - from),
  };
}

Deno.test("the series of no bars is empty", () => {
  assert.deepEqual(drawdownSeries(column(), 1), column());
});
