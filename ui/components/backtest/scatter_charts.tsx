import { useCallback, useMemo } from "preact/hooks";
import { scatterPlot } from "../../charts/result/mod.ts";
import { count, price, signed } from "../../format/numbers.ts";
import { DAY, duration, fullTime, HOUR, MINUTE } from "../../format/times.ts";
import { reasonWords } from "../../format/words.ts";
import { type BacktestDot, BacktestDots } from "../../operations/operations.ts";
import { useQuery } from "../../state/use_query.ts";
import { type PlotPlace, PlotView } from "./plot_view.tsx";

/** More dots than this only hide each other. */
const MOST_DOTS = 1_000;
const HEIGHT = 240;
/** What trades may last from tick to tick. */
const DURATIONS = [
  ...[1, 5, 15, 30].map((n) => n * MINUTE),
  ...[1, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 5, 10, 30, 90, 365].map((n) => n * DAY),
];

export interface ScatterChartsProps {
  readonly id: string;
  readonly trades: number;
  readonly currency: string;
}

/** Each trade as a dot: what came of it against how long it lasted and how far it went wrong. */
export function ScatterCharts({ id, trades, currency }: ScatterChartsProps) {
  const offset = Math.max(0, trades - MOST_DOTS);
  const { data, error } = useQuery(BacktestDots, { id, limit: MOST_DOTS, offset });
  if (error !== null) return <p class="fault" role="alert">{error.message}</p>;
  const dots = data?.backtest?.trades;
  if (dots === undefined) return <p class="loading">Loading trades…</p>;
  return (
    <div class="plot-pair">
      <Scatter
        dots={dots}
        all={trades}
        currency={currency}
        title="P&L by duration"
        testId="scatter-duration"
        axis={BY_DURATION}
      />
      <Scatter
        dots={dots}
        all={trades}
        currency={currency}
        title="P&L by worst point"
        testId="scatter-adverse"
        axis={BY_ADVERSE}
      />
    </div>
  );
}

/** What stands along the foot. */
interface Axis {
  readonly of: (dot: BacktestDot) => number;
  readonly name: (currency: string) => string;
  readonly label: (value: number, step: number) => string;
  readonly steps?: readonly number[];
}

const BY_DURATION: Axis = {
  of: ({ entryTime, exitTime }) => exitTime - entryTime,
  name: () => "time in the market",
  label: (value) => value < 0 ? "" : value === 0 ? "0" : duration(value).replace(/ 0 \w$/, ""),
  steps: DURATIONS,
};
const BY_ADVERSE: Axis = {
  of: ({ maxAdverse }) => maxAdverse,
  name: (currency) => `furthest against the position, ${currency}`,
  label: (value, step) => value < 0 ? "" : price(value, step),
};

interface ScatterProps {
  readonly dots: readonly BacktestDot[];
  /** How many trades there are; only the last are drawn. */
  readonly all: number;
  readonly currency: string;
  readonly title: string;
  readonly testId: string;
  readonly axis: Axis;
}

function Scatter({ dots, all, currency, title, testId, axis }: ScatterProps) {
  const x = useMemo(() => Float64Array.from(dots, axis.of), [dots, axis]);
  const y = useMemo(() => Float64Array.from(dots, ({ pnl }) => pnl), [dots]);
  const draw = useCallback((place: PlotPlace) =>
    scatterPlot(place.host, {
      ...place,
      x,
      y,
      xName: axis.name(currency),
      xLabel: axis.label,
      yLabel: price,
      ...(axis.steps === undefined ? {} : { xSteps: axis.steps }),
      read: (index) => place.say(...dotWords(dots, all, index, currency)),
    }), [x, y, axis, currency, all]);
  return <PlotView title={title} height={HEIGHT} draw={draw} testId={testId} />;
}

function dotWords(
  dots: readonly BacktestDot[],
  all: number,
  index: number | null,
  currency: string,
): string[] {
  const dot = index === null ? undefined : dots[index];
  if (dot === undefined) {
    return [all > dots.length ? `the last ${count(dots.length)} of ${count(all)}` : ""];
  }
  const { entryTime, exitTime, side, pnl, reason } = dot;
  return [
    `${fullTime(entryTime)} UTC`,
    `${side.toLowerCase()} ${signed(pnl)} ${currency} in ${duration(exitTime - entryTime)}`,
    reasonWords(reason),
  ];
}
