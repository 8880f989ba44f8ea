import { useEffect, useMemo, useState } from "preact/hooks";
import { CreateRunnerDialog } from "../components/create_runner_dialog.tsx";
import { FeedStrip } from "../components/feed_strip.tsx";
import { RunnerTable } from "../components/runner_table.tsx";
import { RunnerToolbar } from "../components/runner_toolbar.tsx";
import { SummaryTiles } from "../components/summary_tiles.tsx";
import { TradingStrip } from "../components/trading_strip.tsx";
import { type Filter, shownRows, type Sorting, totals } from "../state/runner_list.ts";
import { useEngine, useRunnerList } from "../state/use_runner_list.ts";

export function DashboardPage() {
  const { engine, readAt, ticksPerSecond } = useEngine();
  const { rows, error, put, take } = useRunnerList(engine?.runners ?? null);
  const [filter, setFilter] = useState<Filter>({ text: "", status: null });
  const [sorting, setSorting] = useState<Sorting>({ key: "symbol", isDescending: false });
  const [isCreating, setCreating] = useState(false);
  const sums = useMemo(() => totals(rows ?? new Map()), [rows]);
  const shown = useMemo(() => shownRows(rows ?? new Map(), filter, sorting), [
    rows,
    filter,
    sorting,
  ]);
  useEffect(() => {
    document.title = "Trading Simulator";
  }, []);

  return (
    <div class="page" data-testid="dashboard">
      <h1 class="for-readers">Dashboard</h1>
      {engine !== null && (
        <SummaryTiles engine={engine} totals={sums} ticksPerSecond={ticksPerSecond} />
      )}
      <TradingStrip />
      {engine !== null && <FeedStrip feeds={engine.feeds} readAt={readAt} />}
      {error !== null && <p class="fault" role="alert">{error.message}</p>}
      {rows !== null && (
        <RunnerToolbar
          rows={rows}
          filter={filter}
          onFilter={setFilter}
          onCreate={() => setCreating(true)}
        />
      )}
      {rows === null && error === null && <p class="loading">Loading runners…</p>}
      {rows !== null && rows.size > 0 && (
        <RunnerTable
          rows={shown}
          sorting={sorting}
          onSort={setSorting}
          onChanged={put}
          onRemoved={take}
        />
      )}
      {rows !== null && rows.size > 0 && shown.length === 0 && (
        <div class="empty is-small">
          <p>No runner matches.</p>
          <button
            type="button"
            class="button"
            onClick={() => setFilter({ text: "", status: null })}
          >
            Show all
          </button>
        </div>
      )}
      {rows?.size === 0 && <NoRunners onCreate={() => setCreating(true)} />}
      {isCreating && (
        <CreateRunnerDialog
          onCreated={(row) => {
            put(row);
            setCreating(false);
          }}
          onClose={() => setCreating(false)}
        />
      )}
    </div>
  );
}

function NoRunners({ onCreate }: { readonly onCreate: () => void }) {
  return (
    <div class="empty" data-testid="no-runners">
      <h2>No runner yet</h2>
      <p>
        A runner watches one symbol with one strategy and trades it on paper. Create one: it starts
        at once, with a window of past candles already filled.
      </p>
      <button type="button" class="button primary" onClick={onCreate}>Create a runner</button>
    </div>
  );
}
