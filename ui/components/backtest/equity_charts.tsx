import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { drawdownPlot, equityPlot, TimeGroup } from "../../charts/result/mod.ts";
import { money, percent, price } from "../../format/numbers.ts";
import { fullTime } from "../../format/times.ts";
import { BacktestEquity, type BacktestPointFields } from "../../operations/operations.ts";
import { useQuery } from "../../state/use_query.ts";
import { type PlotPlace, PlotView } from "./plot_view.tsx";

/** More than a screen has columns; peaks and troughs are kept by the service. */
const POINTS = 2_000;

export interface EquityChartsProps {
  readonly id: string;
  readonly currency: string;
}

/** Equity against buy and hold, and the drawdown below it, over the same time. */
export function EquityCharts({ id, currency }: EquityChartsProps) {
  const { data, error } = useQuery(BacktestEquity, { id, points: POINTS });
  if (error !== null) return <p class="fault" role="alert">{error.message}</p>;
  const points = data?.backtest?.equity;
  if (points === undefined) return <p class="loading">Loading the curve…</p>;
  if (points.length === 0) return null;
  return <Curves id={id} points={points} currency={currency} />;
}

type CurvesProps = EquityChartsProps & { readonly points: readonly BacktestPointFields[] };

function Curves({ id, points, currency }: CurvesProps) {
  const [withHold, setWithHold] = useState(true);
  const columns = useMemo(() => columnsOf(points), [points]);
  const group = useMemo(() => new TimeGroup(`backtest-${id}`, spanOf(columns.time)), [columns]);
  const drawEquity = useCallback((place: PlotPlace) => {
    const { time, equity, benchmark } = columns;
    return equityPlot(place.host, group, {
      ...place,
      time,
      equity,
      benchmark,
      withBenchmark: withHold,
      label: price,
      read(index) {
        const i = index ?? time.length - 1;
        place.say(
          `${fullTime(time[i]!)} UTC`,
          `Equity ${money(equity[i])} ${currency}`,
          `Buy and hold ${money(benchmark[i])}`,
        );
      },
    });
  }, [columns, group, withHold, currency]);
  const drawDrawdown = useCallback((place: PlotPlace) => {
    const { time, drawdown } = columns;
    return drawdownPlot(place.host, group, {
      ...place,
      time,
      drawdown,
      label: (value, step) => percent(value, step < 0.01 ? 2 : 0),
      read(index) {
        const i = index ?? time.length - 1;
        place.say(`${fullTime(time[i]!)} UTC`, percent(drawdown[i], 2));
      },
    });
  }, [columns, group]);
  return (
    <>
      <PlotView
        title="Equity"
        height={260}
        draw={drawEquity}
        testId="equity-chart"
        aside={
          <>
            <ZoomOut group={group} />
            <button
              type="button"
              class="button small"
              aria-pressed={withHold}
              onClick={() => setWithHold(!withHold)}
              data-testid="toggle-hold"
            >
              Buy and hold
            </button>
          </>
        }
      />
      <PlotView title="Drawdown" height={150} draw={drawDrawdown} testId="drawdown-chart" />
    </>
  );
}

/** Shown once not everything is in sight; a drag on a chart zooms. */
export function ZoomOut({ group }: { readonly group: TimeGroup }) {
  const [isWhole, setWhole] = useState(true);
  useEffect(() => {
    setWhole(group.isWhole);
    group.listen(setWhole);
  }, [group]);
  if (isWhole) return null;
  return (
    <button type="button" class="button small" onClick={() => group.show(null)}>Show all</button>
  );
}

function columnsOf(points: readonly BacktestPointFields[]) {
  const column = (of: (point: BacktestPointFields) => number) => Float64Array.from(points, of);
  return {
    time: column((point) => point.time),
    equity: column((point) => point.equity),
    benchmark: column((point) => point.benchmark),
    drawdown: column((point) => point.drawdown),
  };
}

function spanOf(time: Float64Array) {
  const [min, max] = [time[0] ?? 0, time.at(-1) ?? 1];
  return { min, max: max > min ? max : min + 1 };
}
