import type uPlot from "uplot";
import { lineColor, type Palette } from "../palette.ts";
import type { TimeGroup, TimeSpan } from "./time_group.ts";
import { timePlot } from "./time_plot.ts";

const NO_POINTS = { show: false };
const ROOM = 0.06;

export interface ComparePlotOptions {
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  readonly time: readonly number[];
  /** A row a curve, one value a time; null where the curve has not begun or is over. */
  readonly curves: readonly (readonly (number | null)[])[];
  readonly label: (value: number, step: number) => string;
  /** Index of the time at the pointer, or null. */
  readonly read: (index: number | null) => void;
}

/** Several curves in one plot; curve `n` has the palette's line colour `n`. */
export function comparePlot(
  host: HTMLElement,
  group: TimeGroup,
  { palette, width, height, time, curves, label, read }: ComparePlotOptions,
): uPlot {
  return timePlot(host, group, {
    palette,
    width,
    height,
    data: [[...time], ...curves.map((curve) => [...curve])],
    series: curves.map((_, index) => ({
      scale: "y",
      stroke: lineColor(palette, index),
      width: 1.75,
      points: NO_POINTS,
    })),
    range: (shown) => spanOf(time, curves, shown),
    label,
    read,
  });
}

function spanOf(
  time: readonly number[],
  curves: ComparePlotOptions["curves"],
  { min, max }: TimeSpan,
): [number, number] {
  let [lowest, highest] = [Infinity, -Infinity];
  for (let i = 0; i < time.length; i++) {
    if (time[i]! < min || time[i]! > max) continue;
    for (const curve of curves) {
      const value = curve[i] ?? null;
      if (value === null) continue;
      lowest = Math.min(lowest, value);
      highest = Math.max(highest, value);
    }
  }
  if (!(highest >= lowest)) return [0, 1];
  const margin = (highest - lowest || Math.abs(highest) || 1) * ROOM;
  return [lowest - margin, highest + margin];
}
