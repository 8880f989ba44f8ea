import uPlot from "uplot";
import type { Palette } from "../palette.ts";
import { clipped, surfaceOf } from "../surface.ts";

const AXIS_WIDTH = 78;
const FOOT_HEIGHT = 24;
/** A label nearer to the left edge would be cut off. */
const EDGE = 14;
/** Radius of a dot in CSS pixels; smaller where there are many. */
const DOT = 3.5;
const SMALL_DOT = 2;
const MANY = 1_000;
/** How near the pointer has to be, in CSS pixels. */
const REACH = 12;

export interface ScatterOptions {
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  /** One dot an index; any order. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly xName: string;
  readonly xLabel: (value: number, step: number) => string;
  readonly yLabel: (value: number, step: number) => string;
  /** Steps that the x axis may have, where tens look odd. */
  readonly xSteps?: readonly number[];
  /** The dot at the pointer, or null. */
  readonly read: (index: number | null) => void;
}

/** Trades as dots, green above zero. */
export function scatterPlot(host: HTMLElement, options: ScatterOptions): uPlot {
  const { palette, width, height, xName, xLabel, yLabel, read } = options;
  const order = Uint32Array.from(options.x, (_, i) => i)
    .sort((a, b) => options.x[a]! - options.x[b]!);
  const x = Float64Array.from(order, (i) => options.x[i]!);
  const y = Float64Array.from(order, (i) => options.y[i]!);
  const look = {
    stroke: palette.muted,
    font: `11px ${palette.font}`,
    grid: { stroke: palette.grid, width: 1 },
    ticks: { show: false },
  };
  return new uPlot(
    {
      width,
      height,
      padding: [8, 8, 0, 0],
      legend: { show: false },
      scales: { x: { time: false, range: (_, min, max) => around(min, max) }, y: {} },
      axes: [
        {
          ...look,
          size: FOOT_HEIGHT,
          gap: 6,
          label: xName,
          labelSize: 18,
          labelGap: 0,
          labelFont: `11px ${palette.font}`,
          space: 64,
          values: (plot, splits, _axis, _space, step) =>
            splits.map((value) => plot.valToPos(value, "x") < EDGE ? "" : xLabel(value, step)),
          ...(options.xSteps ? { incrs: [...options.xSteps] } : {}),
        },
        {
          ...look,
          scale: "y",
          side: 1,
          size: AXIS_WIDTH,
          gap: 6,
          values: (_plot, splits, _axis, _space, step) =>
            splits.map((value) => yLabel(value, step)),
        },
      ],
      cursor: { x: false, y: false, points: { show: false }, drag: { x: false, y: false } },
      series: [{}, { scale: "y", paths: () => null, points: { show: false } }],
      hooks: {
        draw: [(plot) => drawDots(plot, x, y, palette)],
        setCursor: [(plot) => {
          const near = nearest(plot, x, y);
          read(near === null ? null : order[near]!);
        }],
      },
    },
    [x, y],
    host,
  );
}

function around(min: number, max: number): [number, number] {
  const room = (max - min || Math.abs(max) || 1) * 0.04;
  return [min - room, max + room];
}

function drawDots(plot: uPlot, x: Float64Array, y: Float64Array, palette: Palette): void {
  const surface = surfaceOf(plot);
  if (!surface) return;
  const { ctx, ratio, left, width } = surface;
  const radius = (x.length > MANY ? SMALL_DOT : DOT) * ratio;
  clipped(surface, () => {
    ctx.fillStyle = palette.muted;
    ctx.fillRect(left, Math.round(surface.y(0)), width, Math.max(1, Math.round(ratio)));
    for (const isWin of [false, true]) {
      ctx.fillStyle = isWin ? palette.up : palette.down;
      ctx.globalAlpha = 0.6;
      for (let i = 0; i < x.length; i++) {
        if (y[i]! > 0 !== isWin) continue;
        ctx.beginPath();
        ctx.arc(surface.x(x[i]!), surface.y(y[i]!), radius, 0, Math.PI * 2);
        ctx.fill();
      }
    }
  });
}

function nearest(plot: uPlot, x: Float64Array, y: Float64Array): number | null {
  const { left = -1, top = -1 } = plot.cursor;
  if (left < 0 || top < 0) return null;
  let best: number | null = null;
  let least = REACH * REACH;
  for (let i = 0; i < x.length; i++) {
    const distance = (plot.valToPos(x[i]!, "x") - left) ** 2 +
      (plot.valToPos(y[i]!, "y") - top) ** 2;
    if (distance > least) continue;
    least = distance;
    best = i;
  }
  return best;
}
