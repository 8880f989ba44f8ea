import uPlot from "uplot";
import type { Palette } from "../palette.ts";
import { dateLabels } from "./date_labels.ts";
import type { TimeGroup, TimeSpan } from "./time_group.ts";
import { MONTH, timeSplits } from "./time_splits.ts";

const AXIS_WIDTH = 78;
const TIME_AXIS_HEIGHT = 26;
/** A label nearer to the left edge would be cut off. */
const EDGE = 22;
/** A drag shorter than this, in CSS pixels, is a click. */
const LEAST_DRAG = 6;
const [S, M, H, D] = [1_000, 60_000, 3_600_000, 86_400_000];
const STEPS = [
  ...[1, 5, 15, 30].map((n) => n * S),
  ...[1, 5, 15, 30].map((n) => n * M),
  ...[1, 2, 4, 6, 12].map((n) => n * H),
  ...[1, 2, 7, 14].map((n) => n * D),
  ...[1, 2, 3, 6, 12, 24, 60].map((n) => n * MONTH),
];

/** What a plot over time shows, in a colour scheme. */
export interface TimePlotSpec {
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  readonly data: uPlot.AlignedData;
  readonly series: readonly uPlot.Series[];
  /** What is in sight on the value axis, for a stretch of time. */
  readonly range: (shown: TimeSpan) => [number, number];
  /** A value on the axis; `step` is how far apart two of them are. */
  readonly label: (value: number, step: number) => string;
  readonly draw?: (plot: uPlot) => void;
  /** What is known at the pointer, or at the end for null. */
  readonly read: (index: number | null) => void;
}

/** A plot of a group: drag to zoom, a double click shows everything again. */
export function timePlot(host: HTMLElement, group: TimeGroup, spec: TimePlotSpec): uPlot {
  const { palette, width, height, data, series, label } = spec;
  const look = {
    stroke: palette.muted,
    font: `11px ${palette.font}`,
    grid: { stroke: palette.grid, width: 1 },
    ticks: { show: false },
  };
  const plot = new uPlot(
    {
      width,
      height,
      padding: [8, 0, 0, 0],
      legend: { show: false },
      scales: {
        x: { time: false, auto: false, ...group.shown },
        y: { range: () => spec.range(group.shown) },
      },
      axes: [
        {
          ...look,
          size: TIME_AXIS_HEIGHT,
          gap: 6,
          space: 72,
          incrs: STEPS,
          splits: (_plot, _axis, min, max, step) => timeSplits(min, max, step),
          values: (drawn, splits, _axis, _space, step) =>
            dateLabels(splits, step).map((text, i) =>
              drawn.valToPos(splits[i] ?? 0, "x") < EDGE ? "" : text
            ),
        },
        {
          ...look,
          scale: "y",
          side: 1,
          size: AXIS_WIDTH,
          gap: 6,
          space: 34,
          values: (_plot, splits, _axis, _space, step) => splits.map((value) => label(value, step)),
        },
      ],
      cursor: {
        y: false,
        points: { show: false },
        drag: { x: true, y: false, setScale: false, dist: LEAST_DRAG },
        // Double clicks are ours: uPlot would show what the data spans rather than the group.
        bind: { dblclick: () => () => (group.show(null), null) },
        sync: { key: group.key, setSeries: false, scales: ["x", null] },
      },
      series: [{}, ...series],
      hooks: {
        draw: [(drawn) => spec.draw?.(drawn)],
        setCursor: [(drawn) => spec.read(drawn.cursor.idx ?? null)],
        setSelect: [(drawn) => zoom(drawn, group)],
        destroy: [(drawn) => group.leave(drawn)],
      },
    },
    data,
    host,
  );
  group.join(plot);
  spec.read(null);
  return plot;
}

/** Shows what was dragged over. */
function zoom(plot: uPlot, group: TimeGroup): void {
  const { left, width } = plot.select;
  // The same drag is told to every plot of the group, but only one was dragged on.
  if (plot.cursor.event && width > 0) {
    group.show({ min: plot.posToVal(left, "x"), max: plot.posToVal(left + width, "x") });
  }
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
}

/**
 * Lowest and highest of the columns within a stretch of time, and of the points on either side that lines go
 * on to, with some room; for a range function.
 */
export function rangeOf(
  time: ArrayLike<number>,
  columns: readonly ArrayLike<number>[],
  { min, max }: TimeSpan,
  room = 0.06,
): [number, number] {
  let [lowest, highest] = [Infinity, -Infinity];
  const last = time.length - 1;
  for (let i = 0; i <= last; i++) {
    if (time[Math.min(i + 1, last)]! < min || time[Math.max(i - 1, 0)]! > max) continue;
    for (const column of columns) {
      const value = column[i]!;
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
  }
  if (!(highest >= lowest)) return [0, 1];
  const margin = (highest - lowest || Math.abs(highest) || 1) * room;
  return [lowest - margin, highest + margin];
}
