import { useEffect, useRef, useState } from "preact/hooks";
import type { ChartCandle } from "./candle_series.ts";
import type { Reading } from "./chart_model.ts";
import type { PlacedMark } from "./marks.ts";
import { lineColor } from "./palette.ts";
import { PriceChart } from "./price_chart.ts";

export interface LiveChartProps {
  readonly barMs: number;
  readonly formatPrice: (price: number) => string;
  readonly formatValue: (value: number) => string;
  readonly formatVolume: (volume: number) => string;
  readonly formatTime: (time: number) => string;
  /** Changes whenever the page's colours do. */
  readonly colors: number;
  /** Gets the chart once it stands, and null when it goes. */
  readonly onChart: (chart: PriceChart | null) => void;
}

const RANGES = [100, 300] as const;

/** A chart with its legend and buttons. Data goes to the {@link PriceChart} directly, past drawing of components. */
export function LiveChart(props: LiveChartProps) {
  const host = useRef<HTMLDivElement>(null);
  const [chart, setChart] = useState<PriceChart | null>(null);
  const [reading, setReading] = useState<Reading | null>(null);
  const [isFollowing, setFollowing] = useState(true);
  const [mark, setMark] = useState<PlacedMark | null>(null);

  useEffect(() => {
    if (host.current === null) return;
    const made = new PriceChart(host.current, {
      barMs: props.barMs,
      formatPrice: props.formatPrice,
      formatValue: props.formatValue,
      onReading: setReading,
      onFollowing: setFollowing,
      onMark: setMark,
    });
    setChart(made);
    props.onChart(made);
    return () => {
      props.onChart(null);
      made.destroy();
    };
  }, []);
  useEffect(() => chart?.repaint(), [props.colors]);

  return (
    <div class="chart">
      <div class="chart-head">
        <Legend reading={reading} chart={chart} {...props} />
        <div class="segments" role="group" aria-label="Range">
          {RANGES.map((bars) => (
            <button
              key={bars}
              type="button"
              onClick={() => chart?.showNewest(bars)}
            >
              {bars}
            </button>
          ))}
          <button type="button" onClick={() => chart?.showNewest()}>All</button>
          <button
            type="button"
            aria-pressed={isFollowing}
            title="Keep the newest candle in sight (End)"
            onClick={() => chart?.follow()}
            data-testid="follow"
          >
            Follow
          </button>
        </div>
      </div>
      <div
        ref={host}
        class="chart-host"
        tabIndex={0}
        role="img"
        aria-label="Price chart. Arrow keys pan, plus and minus zoom, End follows the newest candle."
        data-testid="chart"
      >
        {mark !== null && <MarkTip placed={mark} />}
      </div>
    </div>
  );
}

type LegendProps = LiveChartProps & {
  readonly reading: Reading | null;
  readonly chart: PriceChart | null;
};

function Legend(
  { reading, chart, formatPrice, formatValue, formatVolume, formatTime }: LegendProps,
) {
  if (reading === null) return <div class="legend" data-testid="legend" />;
  const { candle, values } = reading;
  const direction = candle.close >= candle.open ? "is-up" : "is-down";
  const prices: readonly (readonly [string, keyof ChartCandle])[] = [
    ["O", "open"],
    ["H", "high"],
    ["L", "low"],
    ["C", "close"],
  ];
  return (
    <div class="legend number" data-testid="legend">
      <time>{formatTime(candle.time)} UTC</time>
      {prices.map(([letter, key]) => (
        <span key={key}>
          {letter} <b class={direction} data-testid={`legend-${key}`}>{formatPrice(candle[key])}</b>
        </span>
      ))}
      <span>
        V <b>{formatVolume(candle.volume)}</b>
      </span>
      {values.map(({ label, value, color }) => (
        <span key={label} style={{ color: chart === null ? "" : lineColor(chart.palette, color) }}>
          {label} <b>{formatValue(value)}</b>
        </span>
      ))}
    </div>
  );
}

/** Above its mark, or below where there is no room above. */
const TIP_ROOM = 110;

function MarkTip({ placed: { mark, x, y } }: { readonly placed: PlacedMark }) {
  const [title, ...rest] = mark.text;
  const place = { "--x": `${x}px`, top: `${y}px` };
  return (
    <div class={y < TIP_ROOM ? "mark-tip is-below" : "mark-tip"} style={place} role="tooltip">
      <b>{title}</b>
      {rest.map((line) => <span key={line}>{line}</span>)}
    </div>
  );
}
