import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { TimeGroup, type TimeSpan } from "../../charts/result/mod.ts";
import type { BacktestTrade } from "../../operations/operations.ts";
import { around } from "../../state/backtest/marks.ts";
import { type BacktestSettings, marketOf } from "../../state/backtest/settings.ts";
import { type ChartData, useChart } from "../../state/backtest/use_chart.ts";
import { EquityPanels } from "./equity_panels.tsx";
import { PricePanel } from "./price_panel.tsx";

/** A trade of the table, by its place among all. */
export interface ChosenTrade {
  readonly index: number;
  readonly trade: Pick<BacktestTrade, "symbol" | "entryTime" | "exitTime">;
}

export interface TimeChartsProps {
  readonly id: string;
  readonly symbols: readonly string[];
  readonly settings: BacktestSettings;
  readonly currency: string;
  readonly chosen: ChosenTrade | null;
}

/** Price, equity and drawdown over the same time; a closer look brings finer candles and curves. */
export function TimeCharts(props: TimeChartsProps) {
  const { symbols, chosen } = props;
  const [symbol, setSymbol] = useState(symbols[0] ?? "");
  const [span, setSpan] = useState<TimeSpan | null>(null);
  const { data, error } = useChart(props.id, symbol, span);
  useEffect(() => {
    if (chosen !== null) setSymbol(chosen.trade.symbol);
  }, [chosen]);
  if (error !== null && data === null) return <p class="fault" role="alert">{error.message}</p>;
  if (data === null) return <p class="loading charts-loading">Loading the charts…</p>;
  if (data.curve.time.length === 0) return null;
  return <Charts {...props} data={data} onSymbol={setSymbol} onSpan={setSpan} />;
}

type ChartsProps = TimeChartsProps & {
  readonly data: ChartData;
  readonly onSymbol: (symbol: string) => void;
  readonly onSpan: (span: TimeSpan | null) => void;
};

function Charts(props: ChartsProps) {
  const { id, data, symbols, settings, currency, chosen, onSymbol, onSpan } = props;
  // What came first is all of it; what comes later are parts.
  const [whole] = useState(() => spanOf(data));
  const group = useMemo(() => new TimeGroup(`backtest-${id}`, whole), [id, whole]);
  const top = useRef<HTMLDivElement>(null);
  useEffect(
    () => group.listen((isWhole) => onSpan(isWhole ? null : group.shown)),
    [group, onSpan],
  );
  useEffect(() => {
    if (chosen === null) return;
    group.show(around(chosen.trade, data.candles?.ownMs ?? 0));
    top.current?.scrollIntoView({ block: "nearest", behavior: "smooth" });
    // Where the trade is does not change with what is drawn.
  }, [chosen, group]);
  const market = useMemo(
    () => marketOf(settings, data.candles?.symbol ?? ""),
    [settings, data.candles?.symbol],
  );
  return (
    <div class="time-charts" ref={top}>
      <PricePanel
        data={data}
        group={group}
        market={market}
        symbols={symbols}
        onSymbol={onSymbol}
        chosen={chosen?.index ?? null}
      />
      <EquityPanels curve={data.curve} group={group} currency={currency} />
    </div>
  );
}

function spanOf({ curve: { time } }: ChartData): TimeSpan {
  const [min, max] = [time[0] ?? 0, time.at(-1) ?? 1];
  return { min, max: max > min ? max : min + 1 };
}
