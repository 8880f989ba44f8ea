import { useCallback, useMemo, useState } from "preact/hooks";
import { drawdownPlot, equityPlot, type TimeGroup } from "../../charts/result/mod.ts";
import { money, percent, price } from "../../format/numbers.ts";
import { fullTime } from "../../format/times.ts";
import type { BacktestCurveColumns } from "../../operations/operations.ts";
import { type PlotPlace, PlotView } from "./plot_view.tsx";

export interface EquityPanelsProps {
  readonly curve: BacktestCurveColumns;
  readonly group: TimeGroup;
  readonly currency: string;
}

type Columns = ReturnType<typeof columnsOf>;

/** Equity against buy and hold, and the drawdown below it, over the same time. */
export function EquityPanels({ curve, group, currency }: EquityPanelsProps) {
  const columns = useMemo(() => columnsOf(curve), [curve]);
  return (
    <>
      <Equity columns={columns} group={group} currency={currency} />
      <Drawdown columns={columns} group={group} />
    </>
  );
}

interface CurveProps {
  readonly columns: Columns;
  readonly group: TimeGroup;
}

function Equity({ columns, group, currency }: CurveProps & { readonly currency: string }) {
  const [withHold, setWithHold] = useState(true);
  const draw = useCallback((place: PlotPlace) => {
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
  const toggle = (
    <button
      type="button"
      class="button small"
      aria-pressed={withHold}
      onClick={() => setWithHold(!withHold)}
      data-testid="toggle-hold"
    >
      Buy and hold
    </button>
  );
  return <PlotView title="Equity" height={240} draw={draw} testId="equity-chart" aside={toggle} />;
}

function Drawdown({ columns, group }: CurveProps) {
  const draw = useCallback((place: PlotPlace) => {
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
  return <PlotView title="Drawdown" height={150} draw={draw} testId="drawdown-chart" />;
}

function columnsOf({ time, equity, benchmark, drawdown }: BacktestCurveColumns) {
  return {
    time: Float64Array.from(time),
    equity: Float64Array.from(equity),
    benchmark: Float64Array.from(benchmark),
    drawdown: Float64Array.from(drawdown),
  };
}
