import { useState } from "preact/hooks";
import { periodWords } from "../../format/figure_groups.ts";
import type { BacktestDetail } from "../../operations/operations.ts";
import { currencyOf, settingsOf } from "../../state/backtest/settings.ts";
import { BacktestTradesPanel } from "./backtest_trades.tsx";
import { FiguresPanels } from "./figures_panels.tsx";
import { MonthsTable } from "./months_table.tsx";
import { ResultTiles } from "./result_tiles.tsx";
import { ScatterCharts } from "./scatter_charts.tsx";
import { SettingsPanel } from "./settings_panel.tsx";
import { type ChosenTrade, TimeCharts } from "./time_charts.tsx";
import { TrustPanel } from "./trust_panel.tsx";

export interface BacktestOutcomeProps {
  readonly backtest: BacktestDetail;
  readonly onChanged: () => void;
}

/** What came of a backtest that is over; nothing where it left no figures. */
export function BacktestOutcome({ backtest, onChanged }: BacktestOutcomeProps) {
  const { id, symbols, figures, long, short, months, tradeCount } = backtest;
  const [chosen, setChosen] = useState<ChosenTrade | null>(null);
  if (figures === null) return null;
  const settings = settingsOf(backtest);
  const currency = currencyOf(settings);
  return (
    <>
      <ResultTiles figures={figures} currency={currency} />
      <TimeCharts
        id={id}
        symbols={symbols}
        settings={settings}
        currency={currency}
        chosen={chosen}
      />
      <FiguresPanels figures={figures} long={long} short={short} currency={currency} />
      <MonthsTable months={months} />
      {tradeCount > 0 && <ScatterCharts id={id} trades={tradeCount} currency={currency} />}
      <TrustPanel
        backtest={backtest}
        currency={currency}
        periods={periodWords(figures.annualisation)}
        cash={settings.cash ?? 0}
        onChanged={onChanged}
      />
      <SettingsPanel backtest={backtest} settings={settings} />
      <BacktestTradesPanel
        id={id}
        trades={tradeCount}
        settings={settings}
        currency={currency}
        chosen={chosen?.index ?? null}
        onChoose={setChosen}
      />
    </>
  );
}
