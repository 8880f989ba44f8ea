import { CandleSeries, type ChartCandle } from "./candle_series.ts";
import { priceRange } from "./conflate.ts";
import { VOLUME_SHARE } from "./draw_candles.ts";
import type { Level } from "./draw_levels.ts";
import {
  type IndicatorInput,
  type IndicatorLine,
  IndicatorLines,
  type NewestOutcome,
  type NewestValues,
  valueRange,
} from "./indicator_lines.ts";
import type { FillMark } from "./marks.ts";
import type { Extent, View } from "./view.ts";

/** A line's value at one bar; `color` counts the lines as they are coloured, −1 for a histogram. */
export interface LineReading {
  readonly label: string;
  readonly value: number;
  readonly color: number;
}

/** What stands under the pointer, or the newest bar when there is none. */
export interface Reading {
  readonly candle: ChartCandle;
  readonly values: readonly LineReading[];
}

/** How far beyond the candles a level may stretch the scale, as a share of their range. */
const LEVEL_REACH = 0.6;

/** Everything a chart shows, without a pixel of it. */
export class ChartModel {
  readonly series = new CandleSeries();
  readonly lines = new IndicatorLines();
  readonly #barMs: number;
  marks: readonly FillMark[] = [];
  levels: readonly Level[] = [];
  #isNewestClosed = true;

  constructor(barMs: number) {
    this.#barMs = barMs;
  }

  /** Null before there are bars. */
  get extent(): Extent | null {
    const first = this.series.at(0);
    if (first === null) return null;
    return { first: first.time, last: this.series.lastTime, barMs: this.#barMs };
  }

  get newest(): ChartCandle | null {
    return this.series.at(this.series.length - 1);
  }

  get #closedBars(): number {
    return Math.max(0, this.series.length - (this.#isNewestClosed ? 0 : 1));
  }

  /** All bars anew. */
  setHistory(candles: readonly ChartCandle[], isNewestClosed: boolean): void {
    this.series.replace(candles);
    this.#isNewestClosed = isNewestClosed;
    this.lines.replace([], 0, 0);
  }

  /** Values that end at the newest closed bar. */
  setIndicators(inputs: readonly IndicatorInput[]): void {
    this.lines.replace(inputs, this.series.length, this.#closedBars);
  }

  /** @returns false for a bar that comes too late */
  put(candle: ChartCandle, isClosed: boolean): boolean {
    const arrival = this.series.put(candle);
    if (arrival === "late") return false;
    this.#isNewestClosed = isClosed;
    if (arrival === "appended") this.lines.append();
    this.lines.dropOldest(this.series.trim());
    return true;
  }

  /** The newest values, of the last closed bar at or before the one that opens at `time`. */
  putIndicators(values: NewestValues, time: number, isClosed: boolean): NewestOutcome {
    return this.lines.writeNewest(values, this.series.indexAt(time) - (isClosed ? 0 : 1));
  }

  /** Indexes of the first and last bar in sight. */
  inSight({ min, max }: View): [number, number] {
    return [Math.max(0, this.series.indexAt(min)), this.series.indexAt(max)];
  }

  marksInSight({ min, max }: View): readonly FillMark[] {
    return this.marks.filter(({ time }) => time >= min - this.#barMs && time <= max + this.#barMs);
  }

  /** What the price scale spans: candles, lines and near levels, with room for the volume below. */
  priceScale(view: View): [number, number] {
    const [from, to] = this.inSight(view);
    const range = priceRange(this.series, from, to);
    if (range === null) return [0, 1];
    const lines = valueRange(this.lines.overlays, from, to) ?? range;
    let min = Math.min(range.min, lines.min);
    let max = Math.max(range.max, lines.max);
    const reach = (max - min) * LEVEL_REACH;
    for (const { price } of this.levels) {
      if (price < min && price > range.min - reach) min = price;
      if (price > max && price < range.max + reach) max = price;
    }
    const span = max - min || Math.abs(max) * 0.001 || 1;
    return [min - span * (VOLUME_SHARE + 0.1), max + span * 0.08];
  }

  /** What the scale of an indicator's own pane spans. */
  paneScale(pane: number, view: View): [number, number] {
    const [from, to] = this.inSight(view);
    const range = valueRange(this.lines.panes[pane]?.lines ?? [], from, to);
    if (range === null) return [0, 1];
    const pad = (range.max - range.min || Math.abs(range.max) * 0.1 || 1) * 0.12;
    return [range.min - pad, range.max + pad];
  }

  /** @param index a bar, or null for the newest, beside which the newest values are read */
  reading(index: number | null): Reading | null {
    const candle = (index === null ? null : this.series.at(index)) ?? this.newest;
    if (candle === null) return null;
    const at = index ?? this.#closedBars - 1;
    const panes = this.lines.panes.map((pane) => pane.lines);
    const values = [this.lines.overlays, ...panes].flatMap((lines, group) =>
      lines.flatMap((line, k) => lineReading(line, at, colorNumber(this.lines, group, k)))
    );
    return { candle, values };
  }
}

/** Overlays take the colours in order; each pane goes on one colour after the one before. */
function colorNumber(lines: IndicatorLines, group: number, index: number): number {
  return group === 0 ? index : lines.overlays.length + group - 1 + index;
}

function lineReading(line: IndicatorLine, at: number, color: number): LineReading[] {
  const value = line.values[at];
  if (value === null || value === undefined) return [];
  const label = line.output === "value" ? line.key : `${line.key} ${line.output}`;
  return [{ label, value, color: line.isHistogram ? -1 : color }];
}
