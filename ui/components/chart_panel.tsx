import { useCallback, useEffect, useMemo, useRef } from "preact/hooks";
import {
  type IndicatorInput,
  LiveChart,
  type NewestValues,
  type PriceChart,
} from "../charts/mod.ts";
import { anyNumber, price, volume } from "../format/numbers.ts";
import { fullTime } from "../format/times.ts";
import type { Json } from "../operations/operation.ts";
import {
  type CandleFields,
  RunnerChart,
  type RunnerChartData,
  type SnapshotFields,
  type SymbolFields,
} from "../operations/operations.ts";
import { useAtMostEvery } from "../state/at_most_every.ts";
import { chartLevels } from "../state/chart_levels.ts";
import { fillMarks } from "../state/fill_marks.ts";
import type { RunnerFeed } from "../state/runner_feed.ts";
import { timeframeSeconds } from "../state/runner_list.ts";
import type { LiveRunner, RunnerDetail } from "../state/runner_live.ts";
import { useStore } from "../state/store.ts";
import { colorsChanged } from "../state/theme.ts";
import { useQuery } from "../state/use_query.ts";

/** Bars asked for: what the strategy looks back on, within reason for one answer. */
const [FEWEST_BARS, MOST_BARS] = [300, 5_000];
/** A hole in an indicator's line is filled by reading all lines again, at most so often. */
const REREAD_MS = 2_000;

export interface ChartPanelProps {
  readonly detail: RunnerDetail;
  readonly live: LiveRunner;
  readonly feed: RunnerFeed;
}

export function ChartPanel({ detail, live, feed }: ChartPanelProps) {
  const { id, symbol, timeframe, windowSize } = detail;
  const limit = Math.min(MOST_BARS, Math.max(FEWEST_BARS, windowSize));
  const { data, error, refetch } = useQuery(RunnerChart, { id, limit });
  const chart = useRef<PriceChart | null>(null);
  const latest = useRef(data);
  latest.current = data;
  const reread = useAtMostEvery(REREAD_MS, refetch);
  const colors = useStore(colorsChanged);
  const formatPrice = useCallback((value: number) => price(value, symbol.priceStep), [symbol]);

  const onChart = useCallback((made: PriceChart | null) => {
    chart.current = made;
    feed.listen(made === null ? null : listenerFor(made, symbol, reread));
    if (made !== null && latest.current !== null) fill(made, latest.current, feed);
  }, []);
  useEffect(() => {
    if (chart.current !== null && data !== null) fill(chart.current, data, feed);
  }, [data]);
  const marks = useMemo(() => fillMarks(live.orders, live.parts, live.trades, symbol), [
    live.orders,
    live.parts,
    live.trades,
  ]);
  useEffect(() => chart.current?.setMarks(marks), [marks]);
  useEffect(() => {
    chart.current?.setLevels(chartLevels(live.snapshot, symbol));
  }, [data]);

  return (
    <section class="panel chart-panel" data-testid="chart-panel">
      {error !== null && <p class="fault" role="alert">{error.message}</p>}
      <LiveChart
        barMs={timeframeSeconds(timeframe) * 1_000}
        formatPrice={formatPrice}
        formatValue={anyNumber}
        formatVolume={volume}
        formatTime={fullTime}
        colors={colors}
        onChart={onChart}
      />
    </section>
  );
}

function fill(chart: PriceChart, { runner }: RunnerChartData, feed: RunnerFeed): void {
  if (runner === null) return;
  const isNewestClosed = runner.history.at(-1)?.closed ?? true;
  chart.setHistory(runner.history, isNewestClosed);
  chart.setIndicators(runner.indicatorSeries satisfies readonly IndicatorInput[]);
  feed.repeat();
}

function listenerFor(
  chart: PriceChart,
  symbol: SymbolFields,
  reread: () => void,
) {
  return {
    candle: (candle: CandleFields) => chart.put(candle, candle.closed),
    snapshot(snapshot: SnapshotFields) {
      const { candle, indicators } = snapshot;
      chart.setLevels(chartLevels(snapshot, symbol));
      if (candle === null) return;
      const outcome = chart.putIndicators(newestValues(indicators), candle.time, candle.closed);
      if (outcome !== "written") reread();
    },
  };
}

/** The snapshot's indicators as far as they are numbers. */
function newestValues(indicators: Json): NewestValues {
  const values: Record<string, NewestValues[string]> = {};
  if (typeof indicators !== "object" || indicators === null) return values;
  for (const [key, value] of Object.entries(indicators)) {
    if (typeof value === "number" || value === null) values[key] = value;
    else if (typeof value === "object") {
      values[key] = Object.fromEntries(
        Object.entries(value).flatMap(([output, part]) =>
          typeof part === "number" || part === null ? [[output, part]] : []
        ),
      );
    }
  }
  return values;
}
