import type { BacktestResult } from "../../../../engine/backtest/mod.ts";
import { NONE, number } from "../words.ts";
import { html, type Markup } from "./html.ts";

const NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** The strongest colour of a cell, in percent. */
const MAX_HEAT = 55;

type Month = BacktestResult["months"][number];

/** Monthly returns in percent: a row a year, the last column the year. */
export function monthTable(months: readonly Month[]): Markup {
  const strongest = Math.max(...months.map((month) => Math.abs(month.return ?? 0)), 1e-9);
  const years = Map.groupBy(months, ({ month }) => month.slice(0, 4));
  const rows = [...years].map(([year, own]) => {
    const cells = NAMES.map((_, i) => {
      const found = own.find(({ month }) => Number(month.slice(5)) === i + 1);
      return found ? cell(found.return, strongest) : html`<td></td>`;
    });
    return html`<tr><th scope="row">${year}</th>${cells}${cell(yearReturn(own), Infinity)}</tr>`;
  });
  const head = [...NAMES, "Year"].map((name) => html`<th scope="col">${name}</th>`);
  return html`
    <div class="scroll">
      <table class="months">
        <thead>
          <tr><th></th>${head}</tr>
        </thead>
        <tbody>${rows}</tbody>
      </table>
    </div>
  `;
}

/** Months one after another; null where the equity was used up in one. */
function yearReturn(months: readonly Month[]): number | null {
  let growth = 1;
  for (const month of months) {
    if (month.return === null) return null;
    growth *= 1 + month.return;
  }
  return growth - 1;
}

function cell(rate: number | null, strongest: number): Markup {
  if (rate === null) return html`<td>${NONE}</td>`;
  const heat = Math.round(Math.abs(rate) / strongest * MAX_HEAT);
  const kind = heat === 0 ? "" : rate > 0 ? "gain" : "loss";
  return html`<td class="${kind}" style="--heat:${heat}">${number(rate * 100, 1)}</td>`;
}
