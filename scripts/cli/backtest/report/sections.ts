import type { BacktestResult, DataReport } from "../../../../engine/backtest/mod.ts";
import type { DataOrigin } from "../../../../engine/service/backtest/mod.ts";
import {
  backtestSettingsWords,
  type WordedGroup,
} from "../../../../ui/format/backtest_settings_words.ts";
import type { Json } from "../../../../ui/operations/operation.ts";
import { settingsOf } from "../../../../ui/state/backtest/settings.ts";
import { dataDetails, dataLine } from "../data_text.ts";
import { annualisationText, type FigureGroup, figureGroups } from "../figure_groups.ts";
import { remarks } from "../text_report.ts";
import { count, counted, moment, money, number, percent } from "../words.ts";
import { html, type Markup } from "./html.ts";

/** The figures that everybody looks at first. */
export function tiles({ figures, settings }: BacktestResult): Markup {
  const { totalReturn, maxDrawdown } = figures;
  const currency = settings.markets[0]?.quote ?? "";
  return html`<dl class="tiles">
${tile("Total return", percent(totalReturn), totalReturn)}
${tile("Buy and hold", percent(figures.buyAndHoldReturn), figures.buyAndHoldReturn)}
${tile(`Final equity, ${currency}`, money(figures.finalEquity))}
${tile("Max drawdown", percent(maxDrawdown), maxDrawdown)}
${tile("Sharpe ratio", number(figures.sharpe))}
${tile("Trades", count(figures.trades))}
${tile("Win rate", percent(figures.winRate))}
${tile("Profit factor", number(figures.profitFactor))}
</dl>`;
}

export function tile(name: string, text: string, value: number | null = null): Markup {
  const trend = value === null || value === 0 ? "" : value > 0 ? "is-up" : "is-down";
  return html`
    <div class="tile">
      <dt>${name}</dt>
      <dd class="${trend}">${text}</dd>
    </div>
  `;
}

export function figureSection(result: BacktestResult): Markup {
  const groups = figureGroups(result).map(figureTable);
  return html`
    <section class="card">
      <div class="card-head">
        <h2>Figures</h2>
      </div>
      <div class="triple">${groups}</div>
      <p class="quiet">${annualisationText(result.figures)}</p>
    </section>
  `;
}

function figureTable({ title, columns, rows }: FigureGroup): Markup {
  const head = columns.length === 0 ? "" : html`
    <thead>
      <tr><th></th>${columns.map((name) => html`<th scope="col" class="number">${name}</th>`)}</tr>
    </thead>
  `;
  const body = rows.map(({ name, values }) =>
    html`<tr><th scope="row">${name}</th>${
      values.map((value) => html`<td class="number">${value}</td>`)
    }</tr>`
  );
  return html`
    <div class="scroll">
      <h3>${title}</h3>
      <table>${head}<tbody>${body}</tbody></table>
    </div>
  `;
}

/** All that gives the same backtest again. */
export function settingsSection({ settings, dataHash, tradesHash }: BacktestResult): Markup {
  const { strategy, parameters, symbols, timeframe, from, to, cash } = settings;
  const values = Object.entries(parameters).map(([name, value]) => `${name} = ${value}`);
  const facts: readonly (readonly [string, string, string?])[] = [
    ["Strategy", `${strategy.name} (${strategy.language})`],
    ["Parameters", values.join(", ") || "none"],
    ["Symbols", `${symbols.join(", ")}, bars of ${timeframe}`],
    ["Range", `${moment(from)} to ${moment(to)} UTC`],
    ["Cash", `${money(cash)} ${settings.markets[0]?.quote ?? ""}`],
    ["Seed", settings.seed],
    ["Bars to look back", count(settings.windowSize)],
    ["At the end", settings.closeAtEnd ? "what is open is closed" : "what is open stays open"],
    ["Strategy SHA-256", strategy.sha256, "mono"],
    ["Data", dataHash, "mono"],
    ["Trades", tradesHash, "mono"],
    ["Version", settings.version],
  ];
  const rows = facts.map(([name, text, kind = ""]) =>
    html`
      <dt>${name}</dt>
      <dd class="${kind}">${text}</dd>
    `
  );
  return html`
    <section class="card">
      <div class="card-head">
        <h2>Settings</h2>
      </div>
      <dl class="facts">${rows}</dl>
      <div class="triple">${termsOf(settings).map(termsList)}</div>
    </section>
  `;
}

/** How orders were executed and limited, in the dashboard's words: it reads the same JSON. */
function termsOf(settings: BacktestResult["settings"]): WordedGroup[] {
  const json: Json = JSON.parse(JSON.stringify(settings));
  const { symbols, timeframe } = settings;
  return backtestSettingsWords({ symbols, timeframe }, settingsOf({ settings: json }))
    .filter(({ title }) => title === "Execution" || title === "Risk");
}

function termsList({ title, rows }: WordedGroup): Markup {
  const facts = rows.map(({ name, text, hint = "" }) =>
    html`
      <dt title="${hint}">${name}</dt>
      <dd>${text}</dd>
    `
  );
  return html`
    <div>
      <h3>${title}</h3>
      <dl class="facts">${facts}</dl>
    </div>
  `;
}

/** What is to be known of the candles. */
export function dataSection(
  reports: readonly DataReport[],
  markets: readonly DataOrigin[],
): Markup {
  const lines = reports.map((report, i) => {
    const market = markets[i]!;
    const details = dataDetails(report, market).map((text) => html`<li>${text.trim()}</li>`);
    return html`<p>${dataLine(report, market)}</p>${
      details.length > 0 ? html`<ul class="quiet">${details}</ul>` : ""
    }`;
  });
  return html`<section class="card"><div class="card-head"><h2>Data</h2></div>${lines}</section>`;
}

/** What happened on the way; nothing where nothing did. */
export function notesSection(result: BacktestResult): Markup | "" {
  const { rejections, notes, notesLeftOut, errors, counts } = result;
  const moreErrors = counts.errors - errors.length;
  const items = [
    ...remarks(result, true).split("\n").filter((line) => line !== ""),
    ...Object.entries(rejections).map(([code, times]) => `${code}: ${count(times)} orders refused`),
    ...errors.map(({ time, message }) => `${moment(time)} error: ${message}`),
    ...(moreErrors > 0 ? [`… and ${counted(moreErrors, "error")} more`] : []),
    ...notes.map(({ time, kind, text }) => `${moment(time)} ${kind.toLowerCase()}: ${text}`),
    ...(notesLeftOut > 0 ? [`… and ${counted(notesLeftOut, "note")} more`] : []),
  ];
  if (items.length === 0) return "";
  return html`
    <section class="card">
      <div class="card-head">
        <h2>Notes</h2>
      </div>
      <ul>${items.map((text) => html`<li>${text}</li>`)}</ul>
    </section>
  `;
}
