import type { FeedKind } from "../../engine/mod.ts";
import type { CandleSeries } from "../../engine/store/mod.ts";
import { type Gap, type Holding, leadingGap, missingBars } from "./candles_gaps.ts";
import { grouped } from "./progress.ts";

/** Gaps that are shown one by one; the rest is counted. */
const SHOWN_GAPS = 5;

/** `2024-01-31 12:00`, with seconds where there are any; UTC. */
export function momentText(time: number): string {
  const text = new Date(time).toISOString().replace("T", " ");
  return time % 60_000 === 0 ? text.slice(0, 16) : text.slice(0, 19);
}

/** As the options call it: `binance-us`. */
export function sourceText(source: FeedKind): string {
  return source.toLowerCase().replaceAll("_", "-");
}

export function seriesText({ symbol, timeframe }: CandleSeries): string {
  return `${symbol} ${timeframe}`;
}

/** `1 candle`, `2 candles` */
export function counted(count: number, one: string): string {
  return `${grouped(count)} ${one}${count === 1 ? "" : "s"}`;
}

/** What is missing and why, with the first gaps by name; no line when nothing is. */
export function gapLines(holding: Holding): string[] {
  const { series, gaps } = holding;
  const leading = leadingGap(holding);
  const rest = gaps.filter((gap) => gap !== leading);
  return [
    ...(leading
      ? [`${seriesText(series)}: what the exchange has begins ${momentText(leading.to)}.`]
      : []),
    ...gapGroup(series, rest.filter(({ asked }) => asked), () => "that the exchange does not have"),
    ...gapGroup(
      series,
      rest.filter(({ asked }) => !asked),
      (bars) => `that ${bars === 1 ? "is" : "are"} not there yet`,
    ),
  ];
}

function gapGroup(
  series: CandleSeries,
  gaps: readonly Gap[],
  what: (bars: number) => string,
): string[] {
  if (gaps.length === 0) return [];
  const bars = missingBars(gaps);
  const more = gaps.length - SHOWN_GAPS;
  return [
    `${seriesText(series)}: ${counted(bars, "candle")} ${what(bars)}, in ${
      counted(gaps.length, "gap")
    }:`,
    ...gaps.slice(0, SHOWN_GAPS).map((gap) =>
      `  ${momentText(gap.from)} to ${momentText(gap.to)} (${grouped(gap.bars)})`
    ),
    ...(more > 0 ? [`  … and ${grouped(more)} more`] : []),
  ];
}
