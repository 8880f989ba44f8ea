import { STATUS_WORDS } from "../format/words.ts";
import type { RunnerStatus } from "../operations/operations.ts";
import type { Filter, RowsById } from "../state/runner_list.ts";
import { Icon } from "./icon.tsx";

const STATUSES: readonly (RunnerStatus | null)[] = [null, "RUNNING", "PAUSED", "STOPPED", "FAILED"];

export interface RunnerToolbarProps {
  readonly rows: RowsById;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  readonly onCreate: () => void;
}

export function RunnerToolbar({ rows, filter, onFilter, onCreate }: RunnerToolbarProps) {
  return (
    <div class="toolbar">
      <input
        type="search"
        class="search"
        placeholder="Filter by symbol, strategy, timeframe…"
        aria-label="Filter runners"
        value={filter.text}
        onInput={(event) => onFilter({ ...filter, text: event.currentTarget.value })}
        data-testid="filter-text"
      />
      <div class="segments" role="group" aria-label="Status">
        {STATUSES.map((status) => (
          <button
            key={status ?? "ALL"}
            type="button"
            aria-pressed={filter.status === status}
            onClick={() => onFilter({ ...filter, status })}
            data-testid={`filter-${(status ?? "all").toLowerCase()}`}
          >
            {status === null ? "All" : STATUS_WORDS[status]}
            <small>{countOf(rows, status)}</small>
          </button>
        ))}
      </div>
      <button type="button" class="button primary" onClick={onCreate} data-testid="new-runner">
        <Icon name="plus" /> New runner
      </button>
    </div>
  );
}

function countOf(rows: RowsById, status: RunnerStatus | null): number {
  if (status === null) return rows.size;
  let found = 0;
  for (const row of rows.values()) if (row.status === status) found++;
  return found;
}
