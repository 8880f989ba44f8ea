import { html, jsonMarkup, Markup } from "../backtest/report/html.ts";
import { figure, POLICY, type ReportAssets, tradesSection } from "../backtest/report/page.ts";
import { reportSeries } from "../backtest/report/report_data.ts";
import { tile } from "../backtest/report/sections.ts";
import { counted, money, number, percent } from "../backtest/words.ts";
import type { BacktestJob } from "../../../engine/backtest/mod.ts";
import type { WalkForwardResult } from "../../../engine/backtest/research/mod.ts";
import { packSeries, packTrades } from "../../../ui/report/codec.ts";
import { DATA_ID, type ReportData } from "../../../ui/report/report_data.ts";
import { tableCard } from "./table_card.ts";
import { efficiencyText, walkCells, walkHead } from "./walk_text.ts";

export interface WalkPageInput {
  readonly title: string;
  readonly result: WalkForwardResult;
  /** Parameters that were searched, in order. */
  readonly names: readonly string[];
  readonly job: BacktestJob;
  readonly assets: ReportAssets;
}

/** A walk-forward as one page: what was chosen window by window, and all times tested on as one run. */
export function walkPage({ title, result, names, job, assets }: WalkPageInput): string {
  const { rows, record, objective } = result;
  const currency = job.markets[0]?.instrument.quote ?? "";
  return html`
    <!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="${POLICY}">
        <title>${title}</title>
        <style>${new Markup(assets.style)}</style>
      </head>
      <body>
    <header><h1>${title}</h1><p class="quiet">Walk-forward: ${counted(
      rows.length,
      "window",
    )} searched by ${objective}, the best of each tested on the time after it</p>${result.isCanceled
      ? html`<p class="alert">Ended before its time: it has the windows that were finished by then.</p>`
      : ""}</header>
    ${tiles(result, currency)}
    <noscript><p class="alert">The charts and the list of trades need JavaScript.</p></noscript>
    ${record === null ? "" : html`
      ${figure(
        "equity",
        "Equity over all times tested on, and buy and hold",
        html`
          <span class="push"><button type="button" id="show-all" disabled>Show all</button> <button
            type="button" id="buy-and-hold" aria-pressed="true">Buy and hold</button></span>
        `,
      )}
      ${figure("drawdown", "Drawdown")}
    `}
    ${windowsSection(result, names)}
    ${record === null ? "" : tradesSection(record)}
    <footer>All times are UTC. Simulated trading with past data says little about what is to come.</footer>
    <script type="application/json" id="${DATA_ID}">${jsonMarkup(dataOf(result, job))}</script>
    <script>${new Markup(assets.script)}</script>
      </body>
    </html>
  `.text;
}

function tiles({ figures, efficiency }: WalkForwardResult, currency: string): Markup | "" {
  if (figures === null) return html`<p class="alert">No window was finished.</p>`;
  const { totalReturn, buyAndHoldReturn, maxDrawdown } = figures;
  return html`<dl class="tiles">
${tile("Total return", percent(totalReturn), totalReturn)}
${tile("Buy and hold", percent(buyAndHoldReturn), buyAndHoldReturn)}
${tile(`Final equity, ${currency}`, money(figures.finalEquity))}
${tile("Max drawdown", percent(maxDrawdown), maxDrawdown)}
${tile("Sharpe ratio", number(figures.sharpe))}
${tile("Trades", number(figures.trades, 0))}
${tile("Profit factor", number(figures.profitFactor))}
${tile("Efficiency", number(efficiency))}
</dl>`;
}

function windowsSection(result: WalkForwardResult, names: readonly string[]): Markup {
  return tableCard({
    id: "windows",
    title: "Windows",
    head: walkHead(result.objective),
    rows: result.rows.map((row) => walkCells(row, result.objective, names)),
    note: efficiencyText(result),
  });
}

function dataOf(
  { record }: WalkForwardResult,
  { markets, settings: { cash } }: BacktestJob,
): ReportData {
  const empty = new Float64Array(0);
  const { time, equity, benchmark } = record?.columns ??
    { time: empty, equity: empty, benchmark: null };
  const hold = benchmark?.map((value) => value * cash) ?? new Float64Array(time.length).fill(cash);
  const traded = markets.map(({ instrument }) => ({ ...instrument, symbol: instrument.code }));
  return {
    currency: markets[0]?.instrument.quote ?? "",
    candles: [],
    series: record === null
      ? packSeries({ time, equity, benchmark: empty, drawdown: empty })
      : reportSeries({ time, equity, benchmark: hold }, cash),
    trades: packTrades(record?.trades ?? [], traded),
    fan: null,
  };
}
