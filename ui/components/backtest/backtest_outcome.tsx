import type { BacktestDetail } from "../../operations/operations.ts";
import { currencyOf, settingsOf } from "../../state/backtest/settings.ts";
import { BacktestTradesPanel } from "./backtest_trades.tsx";
import { EquityCharts } from "./equity_charts.tsx";
import { FiguresPanels } from "./figures_panels.tsx";
import { MonthsTable } from "./months_table.tsx";
import { ResultTiles } from "./result_tiles.tsx";
import { ScatterCharts } from "./scatter_charts.tsx";
import { SettingsPanel } from "./settings_panel.tsx";

/** What came of a backtest that is over; nothing where it left no figures. */
export function BacktestOutcome({ backtest }: { readonly backtest: BacktestDetail }) {
  const { id, figures, long, short, months, tradeCount } = backtest;
  if (figures === null) return null;
  const settings = settingsOf(backtest);
  const currency = currencyOf(settings);
  return (
    <>
      <ResultTiles figures={figures} currency={currency} />
      <EquityCharts id={id} currency={currency} />
      <FiguresPanels figures={figures} long={long} short={short} />
      <MonthsTable months={months} />
      {tradeCount > 0 && <ScatterCharts id={id} trades={tradeCount} currency={currency} />}
      <SettingsPanel backtest={backtest} settings={settings} />
      <BacktestTradesPanel id={id} trades={tradeCount} settings={settings} currency={currency} />
    </>
  );
}
