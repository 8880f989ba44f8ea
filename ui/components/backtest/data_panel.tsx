import { dataFaults, dataWords } from "../../format/backtest_words.ts";
import type { BacktestDataFields } from "../../operations/operations.ts";
import { Panel } from "../figures.tsx";
import { Icon } from "../icon.tsx";

/** What the figures stand on: which candles, and what is wrong with them. */
export function DataPanel({ data }: { readonly data: readonly BacktestDataFields[] }) {
  if (data.length === 0) return null;
  return (
    <Panel title="Data" testId="data">
      <ul class="data-notes">
        {data.map((each) => <DataNote key={each.symbol} data={each} />)}
      </ul>
    </Panel>
  );
}

function DataNote({ data }: { readonly data: BacktestDataFields }) {
  const faults = dataFaults(data);
  return (
    <li>
      <b>{data.symbol}</b> <span class="quiet">{dataWords(data)}</span>
      {faults.length === 0
        ? <span class="is-up">No gap, no outlier</span>
        : (
          <span class="data-fault">
            <Icon name="warning" /> {faults.join("; ")}
          </span>
        )}
    </li>
  );
}
