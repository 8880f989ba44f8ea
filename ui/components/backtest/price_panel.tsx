import { useCallback, useMemo } from "preact/hooks";
import { CandleSeries, pricePlot, type TimeGroup } from "../../charts/result/mod.ts";
import { candleWords } from "../../format/backtest_words.ts";
import { count, price, signed, volume } from "../../format/numbers.ts";
import { duration, fullTime } from "../../format/times.ts";
import { SIDE_WORDS } from "../../format/words.ts";
import type { BacktestCandleColumns, BacktestMark } from "../../operations/operations.ts";
import { markNear } from "../../state/backtest/marks.ts";
import type { TradedMarket } from "../../state/backtest/settings.ts";
import type { ChartData } from "../../state/backtest/use_chart.ts";
import { type PlotPlace, PlotView } from "./plot_view.tsx";
import { ZoomOut } from "./zoom_out.tsx";

export interface PricePanelProps {
  readonly data: ChartData;
  readonly group: TimeGroup;
  readonly market: TradedMarket;
  /** All of the backtest's. */
  readonly symbols: readonly string[];
  readonly onSymbol: (symbol: string) => void;
  /** Which trade stands out, by its index. */
  readonly chosen: number | null;
}

/** Candles with the trades in them; of a portfolio one symbol at a time. */
export function PricePanel(props: PricePanelProps) {
  const { data, group, market, symbols, onSymbol, chosen } = props;
  const { candles, tradeMarks: { marks, total } } = data;
  const series = useMemo(() => candles === null ? null : seriesOf(candles), [candles]);
  const draw = useCallback((place: PlotPlace) => {
    if (series === null || candles === null) return { destroy() {} };
    return pricePlot(place.host, group, {
      ...place,
      candles: series,
      candleMs: candles.candleMs,
      trades: marks,
      chosen: marks.find(({ index }) => index === chosen) ?? null,
      outcome: ({ pnl }) => signed(pnl),
      label: price,
      read(index) {
        const i = index ?? series.length - 1;
        const near = index === null
          ? null
          : markNear(marks, series.time[i] ?? NaN, candles.candleMs);
        const words = near === null ? [] : [tradeWords(near, market)];
        place.say(...readings(series, i, market), ...words);
      },
    });
  }, [series, candles, marks, group, market, chosen]);
  if (candles === null) return null;
  const length = candleWords(candles.candleMs);
  return (
    <PlotView
      title={`${symbols.length > 1 ? "Price" : candles.symbol}, candles of ${length}`}
      height={340}
      draw={draw}
      testId="price-chart"
      aside={
        <>
          {total > marks.length && (
            <span class="quiet chart-hint">
              the {count(marks.length)} largest of {count(total)} trades
            </span>
          )}
          <ZoomOut group={group} />
          {symbols.length > 1 && (
            <select
              aria-label="Symbol"
              value={candles.symbol}
              onChange={(event) => onSymbol(event.currentTarget.value)}
              data-testid="chart-symbol"
            >
              {symbols.map((symbol) => <option key={symbol} value={symbol}>{symbol}</option>)}
            </select>
          )}
        </>
      }
    />
  );
}

function readings(series: CandleSeries, index: number, { priceStep }: TradedMarket): string[] {
  const candle = series.at(index);
  if (candle === null) return [];
  const at = (value: number) => price(value, priceStep);
  const { time, open, high, low, close } = candle;
  return [
    `${fullTime(time)} UTC`,
    `O ${at(open)}  H ${at(high)}  L ${at(low)}  C ${at(close)}`,
    `V ${volume(candle.volume)}`,
  ];
}

function tradeWords({ index, side, pnl, entryTime, exitTime }: BacktestMark, market: TradedMarket) {
  const held = duration(exitTime - entryTime);
  return `Trade ${index + 1}: ${SIDE_WORDS[side]} ${signed(pnl)} ${market.quote} in ${held}`;
}

function seriesOf(candles: BacktestCandleColumns): CandleSeries {
  const series = new CandleSeries();
  const { time, open, high, low, close, volume } = candles;
  for (let i = 0; i < time.length; i++) {
    series.put({
      time: time[i]!,
      open: open[i]!,
      high: high[i]!,
      low: low[i]!,
      close: close[i]!,
      volume: volume[i]!,
    });
  }
  return series;
}
