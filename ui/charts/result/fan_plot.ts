import uPlot from "uplot";
import type { Palette } from "../palette.ts";
import type { FanColumns } from "./fan_columns.ts";

const AXIS_WIDTH = 78;
const FOOT_HEIGHT = 24;
/** A label nearer to the left edge would be cut off. */
const EDGE = 14;
const NO_POINTS = { show: false };

export interface FanPlotOptions {
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  readonly fan: FanColumns;
  /** What a period is called, for the foot: `days`. */
  readonly unit: string;
  readonly label: (value: number, step: number) => string;
  /** Index of the point at the pointer, or null. */
  readonly read: (index: number | null) => void;
}

/** Nine of ten simulations in a pale band, half of them in a darker one, and the run itself as a line. */
export function fanPlot(host: HTMLElement, options: FanPlotOptions): uPlot {
  const { palette, width, height, fan, unit, label, read } = options;
  const look = {
    stroke: palette.muted,
    font: `11px ${palette.font}`,
    grid: { stroke: palette.grid, width: 1 },
    ticks: { show: false },
  };
  const edge = { scale: "y", width: 0, points: NO_POINTS };
  const soft = withAlpha(palette.accent, 0.14);
  const plot = new uPlot(
    {
      width,
      height,
      padding: [8, 0, 0, 0],
      legend: { show: false },
      scales: { x: { time: false }, y: {} },
      axes: [
        {
          ...look,
          size: FOOT_HEIGHT,
          gap: 6,
          label: unit,
          labelSize: 18,
          labelGap: 0,
          labelFont: `11px ${palette.font}`,
          space: 64,
          values: (plot, splits) =>
            splits.map((value) => plot.valToPos(value, "x") < EDGE ? "" : String(value)),
          incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000],
        },
        {
          ...look,
          scale: "y",
          side: 1,
          size: AXIS_WIDTH,
          gap: 6,
          values: (_plot, splits, _axis, _space, step) => splits.map((value) => label(value, step)),
        },
      ],
      cursor: { y: false, points: NO_POINTS, drag: { x: false, y: false } },
      bands: [{ series: [1, 5], fill: soft }, { series: [2, 4], fill: soft }],
      series: [
        {},
        { ...edge },
        { ...edge },
        { scale: "y", stroke: palette.muted, width: 1, dash: [4, 4], points: NO_POINTS },
        { ...edge },
        { ...edge },
        { scale: "y", stroke: palette.accent, width: 2, points: NO_POINTS },
      ],
      hooks: { setCursor: [(drawn) => read(drawn.cursor.idx ?? null)] },
    },
    [fan.period, fan.p95, fan.p75, fan.p50, fan.p25, fan.p5, fan.own].map((
      column,
    ) => [...column]) as [number[], ...number[][]],
    host,
  );
  read(null);
  return plot;
}

/** A resolved CSS colour, `rgb(1, 2, 3)` or `color(…)`, paler. */
function withAlpha(color: string, alpha: number): string {
  return `color-mix(in srgb, ${color} ${alpha * 100}%, transparent)`;
}
