import type uPlot from "uplot";
import type { CandleSeries } from "../candle_series.ts";
import { drawCandles } from "../draw_candles.ts";
import type { Palette } from "../palette.ts";
import { UNDRAWN } from "../plot_options.ts";
import { clipped, surfaceOf } from "../surface.ts";
import { drawBand, drawTrades } from "./draw_trades.ts";
import type { MarkedTrade } from "./result_trade.ts";
import type { TimeGroup } from "./time_group.ts";
import { rangeOf, timePlot } from "./time_plot.ts";

/** Room above and below the candles; the volume stands in the lower part. */
const ROOM = 0.09;

export interface PricePlotOptions {
  readonly palette: Palette;
  readonly width: number;
  readonly height: number;
  readonly candles: CandleSeries;
  /** Length of a drawn candle in milliseconds. */
  readonly candleMs: number;
  readonly trades: readonly MarkedTrade[];
  /** One of them that stands out. */
  readonly chosen?: MarkedTrade | null;
  /** What came of a trade, written at its exit where there is room. */
  readonly outcome: (trade: MarkedTrade) => string;
  readonly label: (price: number, step: number) => string;
  /** Index of the candle at the pointer, or null. */
  readonly read: (index: number | null) => void;
}

/** Candles with volume, and each trade as a line from its entry to its exit. */
export function pricePlot(host: HTMLElement, group: TimeGroup, options: PricePlotOptions): uPlot {
  const { palette, width, height, candles, candleMs, trades, label, read } = options;
  const { chosen = null, outcome } = options;
  const column = (values: Float64Array) => values.subarray(0, candles.length);
  const [time, high, low] = [column(candles.time), column(candles.high), column(candles.low)];
  return timePlot(host, group, {
    palette,
    width,
    height,
    data: [time, column(candles.close)],
    series: [UNDRAWN],
    range: ({ min, max }) => rangeOf(time, [high, low], { min: min - candleMs, max }, ROOM),
    label,
    read,
    draw(plot) {
      const surface = surfaceOf(plot);
      if (!surface) return;
      const { min, max } = group.shown;
      const barWidth = surface.x(min + candleMs) - surface.x(min);
      clipped(surface, () => {
        const inSight = [candles.indexAt(min), candles.indexAt(max)] as const;
        if (chosen !== null) drawBand(surface, chosen, palette);
        drawCandles(surface, candles, inSight, barWidth, palette);
        drawTrades(surface, trades, group.shown, { palette, outcome });
      });
    },
  });
}
