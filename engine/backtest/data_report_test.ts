import { deepEqual, equal } from "node:assert/strict";
import { emptyColumns } from "../domain/mod.ts";
import { walkColumns } from "../../tests/support/backtests.ts";
import { dataReport, dataReportInTurns, REPORT_PIECE } from "./data_report.ts";

const MINUTE = 60_000;

/** Candles of a minute at these minutes, all of 100 ± 0.05. */
function candles(minutes: readonly number[]) {
  const columns = emptyColumns(minutes.length);
  minutes.forEach((minute, i) => {
    columns.time[i] = minute * MINUTE;
    columns.open[i] = columns.close[i] = 100;
    columns.high[i] = 100.05;
    columns.low[i] = 99.95;
    columns.volume[i] = 1;
  });
  return columns;
}

const upTo = (end: number) => Array.from({ length: end }, (_, i) => i);

Deno.test("good candles have nothing to report", () => {
  const report = dataReport("BTCUSDT", candles(upTo(100)), MINUTE);
  equal(report.candles, 100);
  deepEqual([report.from, report.to], [0, 100 * MINUTE]);
  deepEqual([report.gaps, report.missing, report.outliers, report.zeroVolume, report.flat], [
    0,
    0,
    0,
    0,
    0,
  ]);
  // High 100.05 to low 99.95 of a close of 100.
  equal(report.usualMove.toFixed(6), "0.001000");
});

Deno.test("gaps are counted, and the longest come first", () => {
  const minutes = upTo(40).filter((minute) => minute !== 7 && !(minute > 20 && minute < 25));
  const { gaps, missing, longestGaps, outliers } = dataReport("X", candles(minutes), MINUTE);
  deepEqual([gaps, missing, outliers], [2, 5, 0]);
  deepEqual(longestGaps, [
    { from: 21 * MINUTE, to: 25 * MINUTE, candles: 4 },
    { from: 7 * MINUTE, to: 8 * MINUTE, candles: 1 },
  ]);
});

Deno.test("a spike is an outlier, a jump over a gap is none", () => {
  const columns = candles([...upTo(50), 60, 61]);
  columns.high[30] = 110;
  columns.open[50] =
    columns.high[50] =
    columns.low[50] =
    columns.close[50] =
      150;
  columns.open[51] =
    columns.high[51] =
    columns.low[51] =
    columns.close[51] =
      150;
  const { outliers, largestOutliers, flat } = dataReport("X", columns, MINUTE);
  equal(outliers, 1);
  // 99.95 to 110 of the close of 100.
  deepEqual(largestOutliers.map(({ time, move }) => [time, move.toFixed(4)]), [[
    30 * MINUTE,
    "0.1005",
  ]]);
  equal(flat, 2);
});

Deno.test("of many the ten worst are named, of none nothing", () => {
  const columns = candles(upTo(200));
  for (let i = 1; i < 200; i += 2) columns.volume[i] = 0;
  for (let i = 10; i < 30; i++) columns.low[i] = 90 - i / 10;
  const report = dataReport("X", columns, MINUTE);
  equal(report.zeroVolume, 100);
  equal(report.outliers, 20);
  deepEqual(report.largestOutliers.map(({ time }) => time / MINUTE), upTo(10).map((i) => 29 - i));
  equal(dataReport("X", candles([]), MINUTE).candles, 0);
  equal(dataReport("X", candles([5]), MINUTE).candles, 1);
});

Deno.test("in turns or at a stretch, the report is the same", async () => {
  const columns = walkColumns(2 * REPORT_PIECE + 1);
  // A gap and a spike where two pieces meet.
  for (let i = REPORT_PIECE; i < columns.time.length; i++) columns.time[i]! += 5 * MINUTE;
  columns.high[2 * REPORT_PIECE] = 1e9;
  let turns = 0;
  const report = await dataReportInTurns("X", columns, MINUTE, () => {
    turns++;
    return Promise.resolve();
  });
  deepEqual(report, dataReport("X", columns, MINUTE));
  deepEqual([turns, report.gaps, report.missing, report.outliers], [3, 1, 5, 1]);
});
