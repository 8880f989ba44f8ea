import { NOTHING, percent, signed } from "../../format/numbers.ts";
import type { Json } from "../../operations/operation.ts";
import { type MonthCell, yearsOf } from "../../state/backtest/months.ts";
import { Panel } from "../figures.tsx";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
/** A return as large as this has the full colour. */
const FULL = 0.1;

/** Returns of each month, a year a row. */
export function MonthsTable({ months }: { readonly months: Json }) {
  const years = yearsOf(months);
  if (years.length === 0) return null;
  return (
    <Panel title="Monthly returns" testId="months">
      <div class="table-scroll">
        <table class="months">
          <thead>
            <tr>
              <th>Year</th>
              {MONTHS.map((name) => <th key={name} class="number">{name}</th>)}
              <th class="number">All</th>
            </tr>
          </thead>
          <tbody>
            {years.map(({ year, months: cells, total }) => (
              <tr key={year}>
                <th scope="row">{year}</th>
                {cells.map((cell, month) => <Month key={month} cell={cell} />)}
                <td class="number">
                  <b>{percent(total)}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Month({ cell }: { readonly cell: MonthCell | null }) {
  if (cell === null) return <td />;
  const earned = cell.return;
  if (earned === null) return <td class="number quiet">{NOTHING}</td>;
  const strength = Math.min(1, Math.abs(earned) / FULL);
  const words = cell.trades === 1 ? "trade" : "trades";
  return (
    <td
      class={`number ${earned > 0 ? "is-gain" : earned < 0 ? "is-loss" : ""}`}
      style={{ "--strength": `${Math.round(8 + strength * 42)}%` }}
      title={`${cell.trades} ${words}, ${signed(cell.pnl)}`}
    >
      {percent(earned)}
    </td>
  );
}
