import uPlot from "uplot";
import { CandleSeries, type ChartCandle } from "./candle_series.ts";
import { priceRange } from "./conflate.ts";
import { drawCandles, VOLUME_SHARE } from "./draw_candles.ts";
import { drawLevels, type Level } from "./draw_levels.ts";
import { drawMarks } from "./draw_marks.ts";
import { applyKey, type GestureTarget, listenForGestures } from "./gestures.ts";
import {
  type IndicatorInput,
  IndicatorLines,
  type IndicatorPane,
  type NewestOutcome,
  type NewestValues,
  valueRange,
} from "./indicator_lines.ts";
import { type FillMark, markAt, type PlacedMark } from "./marks.ts";
import { lineColor, type Palette, readPalette } from "./palette.ts";
import { lineSeries, plotOptions } from "./plot_options.ts";
import { clipped, surfaceOf } from "./surface.ts";
import { afterData, type Extent, following, newest, panned, type View, zoomed } from "./view.ts";

/** Height of an indicator's own pane in CSS pixels. */
const PANE_HEIGHT = 104;
/** Width of a bar in CSS pixels when a chart is first shown. */
const FIRST_BAR_WIDTH = 8;

/** What stands under the pointer, or the newest bar when there is none. */
export interface Reading {
  readonly candle: ChartCandle;
  readonly values: readonly { readonly label: string; readonly value: number; color: string }[];
}

export interface PriceChartOptions {
  readonly barMs: number;
  readonly formatPrice: (price: number) => string;
  readonly formatValue: (value: number) => string;
  /** At most once a frame. */
  readonly onReading: (reading: Reading | null) => void;
  readonly onFollowing: (isFollowing: boolean) => void;
  readonly onMark: (mark: PlacedMark | null) => void;
}

let charts = 0;

/**
 * Candles with volume, indicators over and below them, fills and levels. Whatever arrives is only
 * noted; it is drawn once with the browser's next frame.
 */
export class PriceChart {
  readonly #host: HTMLElement;
  readonly #options: PriceChartOptions;
  readonly #syncKey = `chart-${++charts}`;
  readonly #series = new CandleSeries();
  readonly #lines = new IndicatorLines();
  readonly #resize: ResizeObserver;
  readonly #gestures: GestureTarget;
  #palette: Palette;
  #plots: uPlot[] = [];
  #marks: readonly FillMark[] = [];
  #placed: PlacedMark[] = [];
  #levels: readonly Level[] = [];
  #view: View | null = null;
  #isNewestClosed = true;
  #hovered: number | null = null;
  #frame = 0;
  #mustRebuild = true;

  constructor(host: HTMLElement, options: PriceChartOptions) {
    this.#host = host;
    this.#options = options;
    this.#palette = readPalette(host);
    this.#gestures = {
      pan: (share) =>
        this.#look((view, extent) => panned(view, extent, share * (view.max - view.min))),
      zoom: (factor, anchor) =>
        this.#look((view, extent) =>
          zoomed(view, extent, factor, view.min + anchor * (view.max - view.min))
        ),
      follow: () => this.follow(),
    };
    this.#resize = new ResizeObserver(() => this.#rebuild());
    this.#resize.observe(host);
    host.addEventListener("keydown", (event) => {
      if (applyKey(event.key, this.#gestures)) event.preventDefault();
    });
  }

  /** All bars anew; the view stays where the user has it. */
  setHistory(candles: readonly ChartCandle[], isNewestClosed: boolean): void {
    this.#series.replace(candles);
    this.#isNewestClosed = isNewestClosed;
    this.#lines.replace([], 0, 0);
    this.#moveOn();
  }

  /** Values that end at the newest closed bar. */
  setIndicators(inputs: readonly IndicatorInput[]): void {
    this.#lines.replace(inputs, this.#series.length, this.#closedBars());
    this.#rebuild();
  }

  put(candle: ChartCandle, isClosed: boolean): void {
    const arrival = this.#series.put(candle);
    if (arrival === "late") return;
    this.#isNewestClosed = isClosed;
    if (arrival === "appended") this.#lines.append();
    this.#lines.dropOldest(this.#series.trim());
    this.#moveOn();
  }

  /** The newest values, of the last closed bar at or before the one that opens at `time`. */
  putIndicators(values: NewestValues, time: number, isClosed: boolean): NewestOutcome {
    const index = this.#series.indexAt(time) - (isClosed ? 0 : 1);
    const outcome = this.#lines.writeNewest(values, index);
    this.#draw();
    return outcome;
  }

  setMarks(marks: readonly FillMark[]): void {
    this.#marks = marks;
    this.#draw();
  }

  setLevels(levels: readonly Level[]): void {
    this.#levels = levels;
    this.#draw();
  }

  follow(): void {
    this.#look(following);
  }

  /** The newest `bars` bars; all without a number. */
  showNewest(bars: number = this.#series.length): void {
    this.#look((_, extent) => newest(extent, Math.max(10, bars)));
  }

  /** The page's colours have changed. */
  repaint(): void {
    this.#palette = readPalette(this.#host);
    this.#rebuild();
  }

  destroy(): void {
    cancelAnimationFrame(this.#frame);
    this.#resize.disconnect();
    this.#removePlots();
  }

  #closedBars(): number {
    return Math.max(0, this.#series.length - (this.#isNewestClosed ? 0 : 1));
  }

  #extent(): Extent | null {
    const first = this.#series.at(0);
    if (first === null) return null;
    return { first: first.time, last: this.#series.lastTime, barMs: this.#options.barMs };
  }

  #moveOn(): void {
    const extent = this.#extent();
    if (extent !== null && this.#view !== null) this.#view = afterData(this.#view, extent);
    this.#draw();
  }

  #look(change: (view: View, extent: Extent) => View): void {
    const extent = this.#extent();
    if (extent === null || this.#view === null) return;
    const view = change(this.#view, extent);
    if (view.isFollowing !== this.#view.isFollowing) this.#options.onFollowing(view.isFollowing);
    this.#view = view;
    this.#draw();
  }

  #rebuild(): void {
    this.#mustRebuild = true;
    this.#draw();
  }

  #draw(): void {
    if (this.#frame === 0) this.#frame = requestAnimationFrame(() => this.#onFrame());
  }

  #onFrame(): void {
    this.#frame = 0;
    const width = this.#host.clientWidth;
    const extent = this.#extent();
    if (width === 0 || extent === null) return;
    const started = performance.now();
    this.#view ??= newest(extent, Math.round((width - 80) / FIRST_BAR_WIDTH));
    if (this.#mustRebuild) this.#build(width);
    this.#show(this.#view);
    this.#report(performance.now() - started);
  }

  /** Figures for whoever watches from outside: tests, and a developer in the inspector. */
  #report(drawMs: number): void {
    const data = this.#host.dataset;
    data["bars"] = String(this.#series.length);
    data["lastTime"] = String(this.#series.lastTime);
    data["lastClose"] = String(this.#series.at(this.#series.length - 1)?.close ?? "");
    data["indicators"] = String(this.#lines.count);
    data["marks"] = String(this.#marks.length);
    data["following"] = String(this.#view?.isFollowing ?? true);
    data["from"] = String(this.#view?.min ?? "");
    data["drawMs"] = drawMs.toFixed(2);
    this.#read();
  }

  #show(view: View): void {
    const { time, close, length } = this.#series;
    const times = time.subarray(0, length);
    const panes = this.#lines.panes;
    const overlays = this.#lines.overlays.map((line) => line.values);
    this.#plots.forEach((plot, index) => {
      const pane = panes[index - 1];
      const rest = index === 0
        ? [close.subarray(0, length), ...overlays]
        : (pane?.lines ?? []).map((line) => line.values);
      plot.batch(() => {
        plot.setData([times, ...rest], false);
        plot.setScale("x", { min: view.min, max: view.max });
      });
    });
  }

  #removePlots(): void {
    for (const plot of this.#plots) plot.destroy();
    this.#plots = [];
  }

  #build(width: number): void {
    this.#mustRebuild = false;
    this.#removePlots();
    const panes = this.#lines.panes;
    const height = Math.max(220, this.#host.clientHeight - panes.length * PANE_HEIGHT);
    this.#plots.push(this.#pricePlot(width, height, panes.length === 0));
    panes.forEach((pane, index) =>
      this.#plots.push(this.#panePlot(pane, index, width, index === panes.length - 1))
    );
    for (const plot of this.#plots) listenForGestures(plot.over, this.#gestures);
  }

  #pricePlot(width: number, height: number, hasTimeAxis: boolean): uPlot {
    const palette = this.#palette;
    const overlays = lineSeries(this.#lines.overlays, palette, HISTOGRAM);
    const options = plotOptions({
      width,
      height,
      palette,
      hasTimeAxis,
      syncKey: this.#syncKey,
      yRange: () => this.#priceRange(),
      yLabel: this.#options.formatPrice,
      series: [{ scale: "y", paths: () => null, points: { show: false } }, ...overlays],
      hooks: {
        drawAxes: [(plot) => this.#drawCandles(plot)],
        draw: [(plot) => this.#drawOverlays(plot)],
        setCursor: [(plot) => this.#onCursor(plot)],
        ready: [(plot) => this.#listenForMarks(plot)],
      },
    });
    return new uPlot(options, [[], []], this.#host);
  }

  #panePlot(pane: IndicatorPane, index: number, width: number, hasTimeAxis: boolean): uPlot {
    const palette = this.#palette;
    const offset = this.#lines.overlays.length + index;
    const options = plotOptions({
      width,
      height: PANE_HEIGHT,
      palette: { ...palette, lines: rotated(palette.lines, offset) },
      hasTimeAxis,
      syncKey: this.#syncKey,
      yRange: () => this.#paneRange(index),
      yLabel: this.#options.formatValue,
      series: lineSeries(
        pane.lines,
        { ...palette, lines: rotated(palette.lines, offset) },
        HISTOGRAM,
      ),
      hooks: {
        setCursor: [(plot) => this.#onCursor(plot)],
        ready: [(plot) => addTitle(plot, pane.key)],
      },
    });
    return new uPlot(options, [[], ...pane.lines.map(() => [])], this.#host);
  }

  /** Indexes of the bars in sight. */
  #inSight(): [number, number] {
    const { min, max } = this.#view ?? { min: 0, max: 0 };
    return [Math.max(0, this.#series.indexAt(min)), this.#series.indexAt(max)];
  }

  #priceRange(): [number, number] {
    const [from, to] = this.#inSight();
    const range = priceRange(this.#series, from, to);
    if (range === null) return [0, 1];
    const lines = valueRange(this.#lines.overlays, from, to) ?? range;
    let min = Math.min(range.min, lines.min);
    let max = Math.max(range.max, lines.max);
    // A level that is far away must not flatten the candles.
    const reach = (max - min) * 0.6;
    for (const { price } of this.#levels) {
      if (price < min && price > range.min - reach) min = price;
      if (price > max && price < range.max + reach) max = price;
    }
    const span = max - min || Math.abs(max) * 0.001 || 1;
    return [min - span * (VOLUME_SHARE + 0.1), max + span * 0.08];
  }

  #paneRange(index: number): [number, number] {
    const [from, to] = this.#inSight();
    const range = valueRange(this.#lines.panes[index]?.lines ?? [], from, to);
    if (range === null) return [0, 1];
    const pad = (range.max - range.min || Math.abs(range.max) * 0.1 || 1) * 0.12;
    return [range.min - pad, range.max + pad];
  }

  #drawCandles(plot: uPlot): void {
    const surface = surfaceOf(plot);
    const view = this.#view;
    if (surface === null || view === null) return;
    const [from, to] = this.#inSight();
    const barWidth = (surface.width * this.#options.barMs) / (view.max - view.min);
    clipped(surface, () => {
      drawCandles(surface, this.#series, from, to, barWidth, this.#palette);
    });
  }

  #drawOverlays(plot: uPlot): void {
    const surface = surfaceOf(plot);
    const last = this.#series.at(this.#series.length - 1);
    const view = this.#view;
    if (surface === null || last === null || view === null) return;
    drawLevels(surface, [...this.#levels, this.#lastLevel(last)], this.#palette);
    const { barMs } = this.#options;
    const inSight = this.#marks.filter(({ time }) =>
      time >= view.min - barMs && time <= view.max + barMs
    );
    this.#placed = drawMarks(surface, this.#series, inSight, this.#palette);
  }

  #lastLevel({ open, close }: ChartCandle): Level {
    return {
      kind: close >= open ? "last up" : "last down",
      price: close,
      text: this.#options.formatPrice(close),
    };
  }

  #onCursor(plot: uPlot): void {
    const { left = -1, idx } = plot.cursor;
    const hovered = left < 0 || idx === undefined || idx === null ? null : idx;
    if (hovered === this.#hovered) return;
    this.#hovered = hovered;
    this.#read();
  }

  #read(): void {
    const index = this.#hovered ?? this.#series.length - 1;
    const candle = this.#series.at(index) ?? this.#series.at(this.#series.length - 1);
    this.#options.onReading(candle === null ? null : { candle, values: this.#valuesAt(index) });
  }

  /** The lines' values at a bar; at the newest, the newest there are. */
  #valuesAt(index: number): Reading["values"] {
    const at = this.#hovered === null ? this.#closedBars() - 1 : index;
    const groups = [this.#lines.overlays, ...this.#lines.panes.map((pane) => pane.lines)];
    return groups.flatMap((lines, group) =>
      lines.flatMap((line, k) => {
        const value = line.values[at];
        if (value === null || value === undefined) return [];
        const place = group === 0 ? k : this.#lines.overlays.length + group - 1 + k;
        const color = line.isHistogram ? this.#palette.muted : lineColor(this.#palette, place);
        return [{ label: labelOf(line.key, line.output), value, color }];
      })
    );
  }

  #listenForMarks(plot: uPlot): void {
    const { over } = plot;
    over.addEventListener("pointermove", (event) => {
      const box = over.getBoundingClientRect();
      const found = markAt(this.#placed, event.clientX - box.left, event.clientY - box.top);
      this.#options.onMark(found);
    });
    over.addEventListener("pointerleave", () => this.#options.onMark(null));
  }
}

const HISTOGRAM = uPlot.paths.bars?.({ size: [0.6, 20, 1] }) ?? (() => null);

function rotated(colors: readonly string[], by: number): string[] {
  return colors.map((_, index) => colors[(index + by) % colors.length] ?? "");
}

function labelOf(key: string, output: string): string {
  return output === "value" ? key : `${key} ${output}`;
}

function addTitle(plot: uPlot, text: string): void {
  const title = document.createElement("div");
  title.className = "pane-title";
  title.textContent = text;
  plot.over.append(title);
}
