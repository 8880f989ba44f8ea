import uPlot from "uplot";
import type { ChartCandle } from "./candle_series.ts";
import { ChartModel, type Reading } from "./chart_model.ts";
import { addCursorTag } from "./cursor_tag.ts";
import { drawCandles } from "./draw_candles.ts";
import { drawHistogram } from "./draw_histogram.ts";
import { drawLevels, type Level } from "./draw_levels.ts";
import { drawMarks } from "./draw_marks.ts";
import { applyKey, type GestureTarget, listenForGestures } from "./gestures.ts";
import type {
  IndicatorInput,
  IndicatorPane,
  NewestOutcome,
  NewestValues,
} from "./indicator_lines.ts";
import { type FillMark, markAt, type PlacedMark } from "./marks.ts";
import { type Palette, readPalette, rotated } from "./palette.ts";
import { lineSeries, plotOptions, type PlotRequest, UNDRAWN } from "./plot_options.ts";
import { clipped, type Surface, surfaceOf } from "./surface.ts";
import { afterData, type Extent, following, newest, panned, type View, zoomed } from "./view.ts";

/** Height of an indicator's own pane in CSS pixels. */
const PANE_HEIGHT = 104;
const LEAST_PRICE_HEIGHT = 220;
/** Width of a bar in CSS pixels when a chart is first shown. */
const FIRST_BAR_WIDTH = 8;
const FEWEST_BARS = 10;

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
  readonly #model: ChartModel;
  readonly #syncKey = `chart-${++charts}`;
  readonly #resize: ResizeObserver;
  readonly #gestures: GestureTarget;
  #palette: Palette;
  #plots: uPlot[] = [];
  #placed: PlacedMark[] = [];
  #view: View | null = null;
  #hovered: number | null = null;
  #frame = 0;
  #mustRebuild = true;

  constructor(host: HTMLElement, options: PriceChartOptions) {
    this.#host = host;
    this.#options = options;
    this.#model = new ChartModel(options.barMs);
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

  get palette(): Palette {
    return this.#palette;
  }

  /** All bars anew; the view stays where the user has it. */
  setHistory(candles: readonly ChartCandle[], isNewestClosed: boolean): void {
    this.#model.setHistory(candles, isNewestClosed);
    this.#moveOn();
  }

  /** Values that end at the newest closed bar. */
  setIndicators(inputs: readonly IndicatorInput[]): void {
    this.#model.setIndicators(inputs);
    this.#rebuild();
  }

  put(candle: ChartCandle, isClosed: boolean): void {
    if (this.#model.put(candle, isClosed)) this.#moveOn();
  }

  /** The newest values, of the last closed bar at or before the one that opens at `time`. */
  putIndicators(values: NewestValues, time: number, isClosed: boolean): NewestOutcome {
    const outcome = this.#model.putIndicators(values, time, isClosed);
    this.#draw();
    return outcome;
  }

  setMarks(marks: readonly FillMark[]): void {
    this.#model.marks = marks;
    this.#draw();
  }

  setLevels(levels: readonly Level[]): void {
    this.#model.levels = levels;
    this.#draw();
  }

  follow(): void {
    this.#look(following);
  }

  /** The newest `bars` bars; all without a number. */
  showNewest(bars: number = this.#model.series.length): void {
    this.#look((_, extent) => newest(extent, Math.max(FEWEST_BARS, bars)));
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

  #moveOn(): void {
    const { extent } = this.#model;
    if (extent !== null && this.#view !== null) this.#view = afterData(this.#view, extent);
    this.#draw();
  }

  #look(change: (view: View, extent: Extent) => View): void {
    const { extent } = this.#model;
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
    const { extent } = this.#model;
    if (width === 0 || extent === null) return;
    const started = performance.now();
    this.#view ??= newest(extent, Math.round(width / FIRST_BAR_WIDTH));
    if (this.#mustRebuild) this.#build(width);
    this.#show(this.#view);
    this.#report(performance.now() - started, this.#view);
    this.#read();
  }

  /** Figures for whoever watches from outside: tests, and a developer in the inspector. */
  #report(drawMs: number, view: View): void {
    const { series, lines, newest, marks, levels } = this.#model;
    Object.assign(this.#host.dataset, {
      bars: series.length,
      lastTime: series.lastTime,
      lastClose: newest?.close ?? "",
      indicators: lines.count,
      marks: marks.length,
      levels: levels.map(({ kind, price }) => `${kind} ${price}`).join(", "),
      following: view.isFollowing,
      from: view.min,
      to: view.max,
      drawMs: drawMs.toFixed(2),
    });
  }

  #show(view: View): void {
    const { series, lines } = this.#model;
    const times = series.time.subarray(0, series.length);
    const closes = series.close.subarray(0, series.length);
    const { panes } = lines;
    this.#plots.forEach((plot, index) => {
      const shown = index === 0 ? lines.overlays : panes[index - 1]?.lines ?? [];
      const values = shown.map((line) => line.values);
      plot.batch(() => {
        plot.setData(index === 0 ? [times, closes, ...values] : [times, ...values], false);
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
    const { panes } = this.#model.lines;
    const below = panes.length * PANE_HEIGHT;
    const height = Math.max(LEAST_PRICE_HEIGHT, this.#host.clientHeight - below);
    this.#plots.push(this.#pricePlot(width, height, panes.length === 0));
    panes.forEach((pane, index) => {
      this.#plots.push(this.#panePlot(pane, index, width, index === panes.length - 1));
    });
    for (const plot of this.#plots) listenForGestures(plot.over, this.#gestures);
  }

  #pricePlot(width: number, height: number, hasTimeAxis: boolean): uPlot {
    const { overlays } = this.#model.lines;
    const plot = this.#plot({
      width,
      height,
      palette: this.#palette,
      hasTimeAxis,
      yRange: () => this.#view === null ? [0, 1] : this.#model.priceScale(this.#view),
      yLabel: this.#options.formatPrice,
      series: [UNDRAWN, ...lineSeries(overlays, this.#palette)],
      hooks: {
        drawAxes: [(drawn) => this.#drawCandles(drawn)],
        draw: [(drawn) => this.#drawOverlays(drawn)],
      },
    });
    this.#listenForMarks(plot.over);
    return plot;
  }

  #panePlot(pane: IndicatorPane, index: number, width: number, hasTimeAxis: boolean): uPlot {
    const palette = rotated(this.#palette, this.#model.lines.overlays.length + index);
    const plot = this.#plot({
      width,
      height: PANE_HEIGHT,
      palette,
      hasTimeAxis,
      yRange: () => this.#view === null ? [0, 1] : this.#model.paneScale(index, this.#view),
      yLabel: this.#options.formatValue,
      series: lineSeries(pane.lines, palette),
      hooks: { drawAxes: [(drawn) => this.#drawHistograms(drawn, index)] },
    });
    addTitle(plot, pane.key);
    return plot;
  }

  #plot(request: Omit<PlotRequest, "syncKey">): uPlot {
    let showTag = () => {};
    const onCursor = (plot: uPlot) => {
      showTag();
      this.#onCursor(plot);
    };
    const options = plotOptions({
      ...request,
      syncKey: this.#syncKey,
      hooks: { ...request.hooks, setCursor: [onCursor] },
    });
    const plot = new uPlot(options, [[], ...request.series.map(() => [])], this.#host);
    showTag = addCursorTag(plot, request.yLabel);
    return plot;
  }

  #drawCandles(plot: uPlot): void {
    const surface = surfaceOf(plot);
    const view = this.#view;
    if (surface === null || view === null) return;
    const sight = this.#model.inSight(view);
    const barWidth = this.#barWidth(surface, view);
    clipped(surface, () => {
      drawCandles(surface, this.#model.series, sight, barWidth, this.#palette);
    });
  }

  #drawHistograms(plot: uPlot, pane: number): void {
    const surface = surfaceOf(plot);
    const view = this.#view;
    if (surface === null || view === null) return;
    const { lines, series } = this.#model;
    const sight = this.#model.inSight(view);
    const barWidth = this.#barWidth(surface, view);
    clipped(surface, () => {
      for (const line of lines.panes[pane]?.lines ?? []) {
        if (!line.isHistogram) continue;
        drawHistogram(surface, line, series.time, sight, barWidth, this.#palette);
      }
    });
  }

  /** In device pixels. */
  #barWidth({ width }: Surface, { min, max }: View): number {
    return (width * this.#options.barMs) / (max - min);
  }

  #drawOverlays(plot: uPlot): void {
    const surface = surfaceOf(plot);
    const { newest, levels, series } = this.#model;
    if (surface === null || newest === null || this.#view === null) return;
    drawLevels(surface, [...levels, this.#lastLevel(newest)], this.#palette);
    const marks = this.#model.marksInSight(this.#view);
    this.#placed = drawMarks(surface, series, marks, this.#palette);
  }

  #lastLevel({ open, close }: ChartCandle): Level {
    const kind = close >= open ? "last up" : "last down";
    return { kind, price: close, name: "", text: this.#options.formatPrice(close) };
  }

  #onCursor({ cursor: { left = -1, idx } }: uPlot): void {
    const hovered = left < 0 ? null : idx ?? null;
    if (hovered === this.#hovered) return;
    this.#hovered = hovered;
    this.#read();
  }

  #read(): void {
    this.#options.onReading(this.#model.reading(this.#hovered));
  }

  #listenForMarks(over: HTMLElement): void {
    over.addEventListener("pointermove", (event) => {
      const box = over.getBoundingClientRect();
      const found = markAt(this.#placed, event.clientX - box.left, event.clientY - box.top);
      this.#options.onMark(found);
    });
    over.addEventListener("pointerleave", () => this.#options.onMark(null));
  }
}

function addTitle(plot: uPlot, text: string): void {
  const title = document.createElement("div");
  title.className = "pane-title";
  title.textContent = text;
  plot.over.append(title);
}
