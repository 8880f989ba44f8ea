import type { DataReport } from "../../../engine/backtest/mod.ts";
import type { DataOrigin } from "../../../engine/service/backtest/mod.ts";
import { originWords } from "../../../ui/format/backtest_words.ts";
import { inWords } from "../../../engine/feeds/candle_files/mod.ts";
import { count, counted, duration, moment, percent } from "./words.ts";

/** Rows left out that are named one by one; the rest is counted. */
const SHOWN_ROWS = 5;

/** What there is and what is wrong with it, on one line. */
export function dataLine(report: DataReport, { origin, repeated, skipped }: DataOrigin): string {
  const { symbol, candles, candleMs, from, to, gaps, missing, outliers, zeroVolume } = report;
  const faults = [
    gaps > 0 ? `${counted(gaps, "gap")} with ${counted(missing, "candle")} missing` : "",
    repeated > 0 ? `${count(repeated)} repeated` : "",
    skipped.length > 0 ? `${counted(skipped.length, "bad row")} left out` : "",
    outliers > 0 ? counted(outliers, "outlier") : "",
    zeroVolume > 0 ? `${count(zeroVolume)} without volume` : "",
  ].filter((text) => text !== "");
  return `${symbol}: ${counted(candles, "candle")} of ${inWords(candleMs)}, ${moment(from)} to ` +
    `${moment(to)} UTC (${originWords(origin)}); ${
      faults.length > 0 ? faults.join(", ") : "no gaps, no outliers"
    }`;
}

/** The worst of it one by one. */
export function dataDetails(report: DataReport, { skipped }: DataOrigin): string[] {
  const { longestGaps, gaps, largestOutliers, outliers, usualMove, flat } = report;
  return [
    ...longestGaps.map(({ from, to, candles }) =>
      `  gap ${moment(from)} to ${moment(to)}: ${counted(candles, "candle")}, ${
        duration(to - from)
      }`
    ),
    ...more(gaps - longestGaps.length, "shorter gap"),
    ...(outliers > 0
      ? [`  half of the candles move ${percent(usualMove)} or less; 30 times that is an outlier:`]
      : []),
    ...largestOutliers.map(({ time, move }) => `  ${moment(time)} moved ${percent(move)}`),
    ...more(outliers - largestOutliers.length, "smaller outlier"),
    ...(flat > 0 ? [`  ${counted(flat, "candle")} with one price only`] : []),
    ...skipped.slice(0, SHOWN_ROWS).map((text) => `  left out ${text}`),
    ...more(skipped.length - SHOWN_ROWS, "more row"),
  ];
}

function more(rest: number, what: string): string[] {
  return rest > 0 ? [`  … and ${counted(rest, what)}`] : [];
}
