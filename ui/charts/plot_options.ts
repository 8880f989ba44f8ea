import type uPlot from "uplot";
import type { IndicatorLine } from "./indicator_lines.ts";
import { lineColor, type Palette } from "./palette.ts";
import { timeLabels } from "./time_axis.ts";

/** Width of the axis at the right, in CSS pixels; the same for all plots so that they line up. */
const AXIS_WIDTH = 78;
const TIME_AXIS_HEIGHT = 26;
/** A label nearer to the left edge would be cut off. */
const EDGE = 18;
const [S, M, H, D] = [1_000, 60_000, 3_600_000, 86_400_000];
const TIME_STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * S),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * M),
  ...[1, 2, 3, 6, 12].map((n) => n * H),
  ...[1, 2, 7, 14, 30, 90, 180, 365].map((n) => n * D),
];

export interface PlotRequest {
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  /** Plots of one chart share their crosshair under this name. */
  readonly syncKey: string;
  readonly hasTimeAxis: boolean;
  readonly yRange: () => [number, number];
  readonly yLabel: (value: number) => string;
  readonly series: uPlot.Series[];
  readonly hooks: uPlot.Hooks.Arrays;
}

export function plotOptions(request: PlotRequest): uPlot.Options {
  const { width, height, palette, hasTimeAxis, yLabel } = request;
  const look = {
    stroke: palette.muted,
    font: `11px ${palette.font}`,
    grid: { stroke: palette.grid, width: 1 },
    ticks: { show: false },
  };
  return {
    width,
    height,
    padding: [8, 0, hasTimeAxis ? 0 : 4, 0],
    legend: { show: false },
    scales: { x: { time: false, auto: false }, y: { range: request.yRange } },
    axes: [
      {
        ...look,
        size: hasTimeAxis ? TIME_AXIS_HEIGHT : 0,
        gap: 6,
        space: 78,
        incrs: TIME_STEPS,
        values: (plot, splits, _axis, _space, step) =>
          hasTimeAxis
            ? timeLabels(splits, step).map((text, index) =>
              plot.valToPos(splits[index] ?? 0, "x") < EDGE ? "" : text
            )
            : splits.map(() => ""),
      },
      {
        ...look,
        scale: "y",
        side: 1,
        size: AXIS_WIDTH,
        gap: 6,
        space: height < 150 ? 24 : 34,
        values: (_plot, splits) => splits.map(yLabel),
      },
    ],
    cursor: {
      drag: { x: false, y: false, setScale: false },
      points: { show: false },
      sync: { key: request.syncKey, setSeries: false, scales: ["x", null] },
    },
    series: [{}, ...request.series],
    hooks: request.hooks,
  };
}

/** A histogram has its place on the scale, but is not drawn by uPlot. */
export function lineSeries(lines: readonly IndicatorLine[], palette: Palette): uPlot.Series[] {
  return lines.map((line, index) =>
    line.isHistogram
      ? UNDRAWN
      : { scale: "y", stroke: lineColor(palette, index), width: 1.5, points: NO_POINTS }
  );
}

const NO_POINTS = { show: false };

/** Values that uPlot knows for the scale and the pointer, while we draw them. */
export const UNDRAWN: uPlot.Series = { scale: "y", paths: () => null, points: NO_POINTS };
