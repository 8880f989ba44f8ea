import type uPlot from "uplot";
import type { Palette } from "../palette.ts";
import type { TimeGroup } from "./time_group.ts";
import { rangeOf, timePlot } from "./time_plot.ts";

const NO_POINTS = { show: false };

export interface LinePlotOptions {
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  readonly time: Float64Array;
  readonly label: (value: number, step: number) => string;
  /** Index of the point at the pointer, or null. */
  readonly read: (index: number | null) => void;
}

/** The account's equity, and behind it what holding would have been worth. */
export function equityPlot(
  host: HTMLElement,
  group: TimeGroup,
  options: LinePlotOptions & {
    readonly equity: Float64Array;
    readonly benchmark: Float64Array;
    /** Whether the benchmark is drawn; where it ran away, the equity is a flat line beside it. */
    readonly withBenchmark: boolean;
  },
): uPlot {
  const { palette, width, height, time, equity, benchmark, withBenchmark, label, read } = options;
  return timePlot(host, group, {
    palette,
    width,
    height,
    data: [time, benchmark, equity],
    series: [
      { scale: "y", stroke: palette.muted, width: 1, points: NO_POINTS, show: withBenchmark },
      { scale: "y", stroke: palette.accent, width: 2, points: NO_POINTS },
    ],
    range: (shown) => rangeOf(time, withBenchmark ? [equity, benchmark] : [equity], shown),
    label,
    read,
  });
}

/** How far below its peak the equity is, hanging from 0. */
export function drawdownPlot(
  host: HTMLElement,
  group: TimeGroup,
  options: LinePlotOptions & { readonly drawdown: Float64Array },
): uPlot {
  const { palette, width, height, time, drawdown, label, read } = options;
  return timePlot(host, group, {
    palette,
    width,
    height,
    data: [time, drawdown],
    series: [
      {
        scale: "y",
        stroke: palette.down,
        fill: palette.downSoft,
        // From the line up to 0, not down to the foot of the plot.
        fillTo: () => 0,
        width: 1.25,
        points: NO_POINTS,
      },
    ],
    range: (shown) => [Math.min(rangeOf(time, [drawdown], shown)[0], -0.0001), 0],
    label,
    read,
  });
}
