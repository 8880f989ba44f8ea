import { plain } from "../../format/words.ts";
import type { Compared } from "../../state/backtest/compared.ts";
import { backtestAddress } from "../../state/backtest/list.ts";

/** The head of a table with a column a backtest, in the colours of their curves. */
export function CompareHead({ compared }: { readonly compared: readonly Compared[] }) {
  return (
    <thead>
      <tr>
        <th />
        {compared.map(({ id, strategy, symbols }, index) => (
          <th key={id} class="number">
            <a href={backtestAddress(id)} title={`${plain(strategy)} on ${symbols.join(", ")}`}>
              <i class="swatch" style={{ background: `var(--line-${index + 1})` }} /> {id}
            </a>
          </th>
        ))}
      </tr>
    </thead>
  );
}
