import { count, money, signedPercent, trend } from "../../format/numbers.ts";
import type { BacktestCostRowFields } from "../../operations/operations.ts";

export interface CostTableProps {
  readonly rows: readonly BacktestCostRowFields[];
  readonly currency: string;
}

/** The same run on dearer terms. */
export function CostTable({ rows, currency }: CostTableProps) {
  return (
    <div class="table-scroll">
      <table class="rows cost-rows" data-testid="cost-table">
        <thead>
          <tr>
            <th title="Fees, spread and slippage, so many times as high">Costs</th>
            <th class="number">Return</th>
            <th class="number">Max drawdown</th>
            <th class="number">Profit factor</th>
            <th class="number">Fees {currency}</th>
            <th class="number">Trades</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ factor, totalReturn, maxDrawdown, profitFactor, fees, trades }) => (
            <tr key={factor}>
              <td>× {factor}</td>
              <td class={`number is-${trend(totalReturn)}`}>{signedPercent(totalReturn)}</td>
              <td class="number">{signedPercent(maxDrawdown)}</td>
              <td class="number">{profitFactor === null ? "n/a" : profitFactor.toFixed(2)}</td>
              <td class="number">{money(fees)}</td>
              <td class="number">{count(trades)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
