import type { HeatMap, SweepResult } from "../../../engine/backtest/research/mod.ts";
import { html, Markup } from "../backtest/report/html.ts";
import { count } from "../backtest/words.ts";
import { bestRows, sweepCells, sweepHead, verdictText } from "./sweep_text.ts";
import { tableCard } from "./table_card.ts";
import { scoreText } from "./words.ts";

/** Rows of the page's table: all of a sweep that a person reads. */
const MOST_ROWS = 1_000;
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";
/** Hue of the worst and of the best cell. */
const HUES = [8, 145] as const;

/** A sweep as one page without scripts. @param style of the reports */
export function sweepPage(
  title: string,
  result: SweepResult,
  map: HeatMap | null,
  style: string,
): string {
  const { rows, objective } = result;
  const words = verdictText(result);
  return html`
    <!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="${POLICY}">
        <title>${title}</title>
        <style>${new Markup(style)}</style>
      </head>
      <body>
        <header><h1>${title}</h1><p class="quiet">${count(
          rows.length,
        )} combinations by ${objective}</p></header>
        <p class="${result.overfitting?.verdict === "FINE" ? "quiet" : "alert"}">${words}</p>
        ${map === null ? "" : heatMapCard(map)}
        ${rowsCard(result)}
      </body>
    </html>
  `.text;
}

function heatMapCard(map: HeatMap): Markup {
  const color = colorOf(map);
  const head = map.x.values.map((value) =>
    html`<th scope="col" class="number">${String(value)}</th>`
  );
  const body = map.cells.map((cells, i) =>
    html`<tr><th scope="row" class="number">${String(map.y.values[i])}</th>${
      cells.map((score) =>
        html`<td class="number" style="${color(score)}">${
          score === null ? "" : scoreText(map.objective, score)
        }</td>`
      )
    }</tr>`
  );
  return html`
    <section class="card">
      <div class="card-head">
        <h2>${map.objective} by ${map.y.name} (down) and ${map.x.name} (across)</h2>
      </div>
      <div class="scroll">
        <table>
          <thead>
            <tr><th></th>${head}</tr>
          </thead>
          <tbody>${body}</tbody>
        </table>
      </div>
    </section>
  `;
}

function colorOf({ cells }: HeatMap): (score: number | null) => string {
  const scores = cells.flat().filter((score) => score !== null);
  const worst = Math.min(...scores);
  const best = Math.max(...scores);
  return (score) => {
    if (score === null) return "";
    const place = best > worst ? (score - worst) / (best - worst) : 1;
    const hue = HUES[0] + place * (HUES[1] - HUES[0]);
    return `background: hsl(${hue.toFixed(0)} 60% 50% / ${
      (0.2 + 0.4 * Math.abs(place - 0.5)).toFixed(2)
    })`;
  };
}

function rowsCard(result: SweepResult): Markup {
  const best = bestRows(result.rows, MOST_ROWS);
  return tableCard({
    id: "combinations",
    title: `The best ${count(best.length)}`,
    head: sweepHead(result),
    rows: best.map((row) => sweepCells(result, row)),
    isNumeric: true,
  });
}
