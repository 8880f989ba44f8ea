import { type CheckReport, verdictsOf } from "../../../../engine/backtest/checks/mod.ts";
import { CHECK_WORDS } from "../../research/checks.ts";
import type { Extras } from "../../research/extras.ts";
import { monteCarloTable, monteCarloWords } from "../../research/monte_carlo_text.ts";
import { count, money, number, percent } from "../words.ts";
import { html, type Markup } from "./html.ts";

/** What the checks found; nothing where none were asked for. */
export function trustSection({ checks }: Extras): Markup | "" {
  if (!checks) return "";
  const rows = verdictsOf(checks).map(({ check, mood, words, details }) =>
    html`
      <tr>
        <th scope="row">${CHECK_WORDS[check]}</th>
        <td class="${MOODS[mood]}">${mood.toLowerCase()}</td>
        <td class="wrap">${words}${details.length > 0
          ? html`<ul class="quiet">${details.map((line) => html`<li>${line}</li>`)}</ul>`
          : ""}</td>
      </tr>
    `
  );
  return html`
    <section class="card" id="trust">
      <div class="card-head">
        <h2>Can it be trusted?</h2>
      </div>
      <div class="scroll">
        <table class="verdicts"><tbody>${rows}</tbody></table>
      </div>
      ${costTable(checks)}
    </section>
  `;
}

const MOODS = { FINE: "is-up", DOUBTFUL: "", BAD: "is-down", UNKNOWN: "quiet" } as const;

function costTable({ costs }: CheckReport): Markup | "" {
  if (!costs?.hasCosts) return "";
  const head = ["Costs", "Return", "Max drawdown", "Profit factor", "Fees", "Trades"];
  const rows = costs.rows.map(({ factor, figures }) => [
    `× ${factor}`,
    percent(figures.totalReturn),
    percent(figures.maxDrawdown),
    number(figures.profitFactor),
    money(figures.fees),
    count(figures.trades),
  ]);
  return html`
    <div class="scroll">
      <h3>Dearer terms: fees, spread and slippage multiplied</h3>
      ${numbers(head, rows)}
    </div>
  `;
}

/** What else could have come of it; nothing where nobody asked. @param figure makes a place for a chart */
export function monteCarloSection(
  { monteCarlo }: Extras,
  figure: (id: string, title: string) => Markup,
): Markup | "" {
  if (!monteCarlo) return "";
  const { head, rows } = monteCarloTable(monteCarlo);
  return html`
    ${monteCarlo.bootstrap ? figure("fan", "What else could have come of it") : ""}
    <section class="card" id="monte-carlo">
      <div class="card-head">
        <h2>Monte Carlo</h2>
      </div>
      ${rows.length === 0 ? "" : html`
        <div class="scroll">${numbers(head, rows)}</div>
      `}
      ${monteCarloWords(monteCarlo).map((text) => html`<p class="quiet">${text}</p>`)}
    </section>
  `;
}

/** A table whose first column names its rows. */
function numbers(head: readonly string[], rows: readonly (readonly string[])[]): Markup {
  const [first = "", ...others] = head;
  const body = rows.map(([name = "", ...values]) =>
    html`<tr><th scope="row">${name}</th>${
      values.map((value) => html`<td class="number">${value}</td>`)
    }</tr>`
  );
  return html`
    <table>
      <thead>
        <tr><th scope="col">${first}</th>${others.map((name) =>
          html`<th scope="col" class="number">${name}</th>`
        )}</tr>
      </thead>
      <tbody>${body}</tbody>
    </table>
  `;
}
