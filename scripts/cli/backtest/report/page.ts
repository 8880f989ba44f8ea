import type { BacktestResult, DataReport } from "../../../../engine/backtest/mod.ts";
import { inWords } from "../../../../engine/feeds/candle_files/mod.ts";
import type { DataOrigin } from "../../../../engine/service/backtest/mod.ts";
import type { PackedCandles } from "../../../../ui/report/codec.ts";
import { DATA_ID } from "../../../../ui/report/report_data.ts";
import { count, moment } from "../words.ts";
import { html, jsonMarkup, Markup } from "./html.ts";
import { monthTable } from "./months.ts";
import { reportData } from "./report_data.ts";
import type { Extras } from "../../research/extras.ts";
import { monteCarloSection, trustSection } from "./trust.ts";
import { dataSection, figureSection, notesSection, settingsSection, tiles } from "./sections.ts";

/** What the page's own script and style are: `dist/report/`. */
export interface ReportAssets {
  readonly script: string;
  readonly style: string;
}

export interface ReportInput {
  readonly result: BacktestResult;
  readonly candles: readonly PackedCandles[];
  readonly reports: readonly DataReport[];
  readonly markets: readonly DataOrigin[];
  /** What was asked for besides. */
  readonly extras: Extras;
  readonly assets: ReportAssets;
}

/** Nothing is loaded, from nowhere. */
export const POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'";

/** A report as one HTML file, with everything in it. */
export function reportPage(input: ReportInput): string {
  const { result, candles, reports, markets, extras, assets } = input;
  const { settings, months } = result;
  const name = `${settings.strategy.name} on ${settings.symbols.join(", ")}`;
  return html`
    <!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="${POLICY}">
        <title>${name} ${settings.timeframe}</title>
        <style>${new Markup(assets.style)}</style>
      </head>
      <body>
    ${header(result, name)}
    ${tiles(result)}
    <noscript><p class="alert">The charts and the list of trades need JavaScript.</p></noscript>
    ${candles.map(priceFigure)}
    ${figure(
      "equity",
      "Equity and buy and hold",
      html`<button type="button" id="buy-and-hold" class="push" aria-pressed="true">Buy and hold</button>`,
    )}
    ${figure("drawdown", "Drawdown")}
    <section class="card"><div class="card-head"><h2>Monthly returns, %</h2></div>${monthTable(
      months,
    )}</section>
    <div class="pair">${figure("scatter-time", "Trades by time in the market")}${figure(
      "scatter-adverse",
      "Trades by how far they went wrong",
    )}</div>
    ${figureSection(result)}
    ${trustSection(extras)}
    ${monteCarloSection(extras, figure)}
    ${tradesSection(result)}
    ${dataSection(reports, markets)}
    ${notesSection(result)}
    ${settingsSection(result)}
    <footer>Trading Simulator ${settings
      .version}. All times are UTC. Simulated trading with past data says
    little about what is to come.</footer>
    <script type="application/json" id="${DATA_ID}">${jsonMarkup(
      reportData(result, candles, extras.monteCarlo ?? null),
    )}</script>
    <script>${new Markup(assets.script)}</script>
      </body>
    </html>
  `.text;
}

function header({ settings, figures, status, error }: BacktestResult, name: string): Markup {
  const alert = status === "FAILED"
    ? html`<p class="alert">The strategy was taken out: ${
      error ?? ""
    }. Figures are of what there was by
then.</p>`
    : status === "CANCELED"
    ? html`<p class="alert">Ended before its time: figures are of what there was by then.</p>`
    : "";
  return html`<header><h1>${name}</h1>
<p class="quiet">${settings.timeframe} bars, ${moment(settings.from)} to ${
    moment(settings.to)
  } UTC, ${count(figures.bars)} bars</p>${alert}</header>`;
}

function priceFigure({ symbol, candleMs }: PackedCandles, i: number): Markup {
  const button = i === 0
    ? html`<button type="button" id="show-all" class="push" disabled>Show all</button>`
    : "";
  return html`
    <figure class="card"
      id="price-${i}"><div class="card-head"><h2>${symbol}, candles of ${inWords(
        candleMs,
      )}</h2><span class="quiet hint">drag to zoom, double click for all</span>${button}</div>
    <output></output><div class="plot"></div></figure>
  `;
}

/** A place for a chart. */
export function figure(id: string, title: string, button: Markup | "" = ""): Markup {
  return html`<figure class="card" id="${id}"><div class="card-head"><h2>${title}</h2>${button}</div>
<output></output><div class="plot"></div></figure>`;
}

export function tradesSection({ trades }: Pick<BacktestResult, "trades">): Markup {
  const body = trades.length === 0 ? html`<p class="quiet">There were none.</p>` : html`
    <div class="scroll">
      <table></table>
    </div>
    <div class="card-head"><button type="button" value="-1">Earlier</button><button
    type="button" value="1">Later</button><output></output></div>
  `;
  return html`<section class="card" id="trades"><div class="card-head"><h2>Trades</h2></div>${body}</section>`;
}
