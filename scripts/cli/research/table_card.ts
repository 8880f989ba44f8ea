import { html, type Markup } from "../backtest/report/html.ts";

export interface TableCard {
  readonly id: string;
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** True where every column is one of figures. */
  readonly isNumeric?: boolean;
  /** What is said below. */
  readonly note?: string;
}

/** A table of a report that scrolls by itself where the page is narrow. */
export function tableCard({ id, title, head, rows, isNumeric = false, note }: TableCard): Markup {
  const cell = (text: string) =>
    isNumeric ? html`<td class="number">${text}</td>` : html`<td>${text}</td>`;
  const heading = (name: string) =>
    isNumeric
      ? html`<th scope="col" class="number">${name}</th>`
      : html`<th scope="col">${name}</th>`;
  const body = rows.map((row) => html`<tr>${row.map(cell)}</tr>`);
  return html`
    <section class="card" id="${id}">
      <div class="card-head">
        <h2>${title}</h2>
      </div>
      <div class="scroll">
        <table>
          <thead>
            <tr>${head.map(heading)}</tr>
          </thead>
          <tbody>${body}</tbody>
        </table>
      </div>
      ${note === undefined ? "" : html`<p class="quiet">${note}</p>`}
    </section>
  `;
}
