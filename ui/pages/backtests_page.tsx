import { useEffect, useState } from "preact/hooks";
import { BacktestTable } from "../components/backtest/backtest_table.tsx";
import { Icon } from "../components/icon.tsx";
import { RunTabs } from "../components/studies/run_tabs.tsx";
import { compareAddress, toggled } from "../state/backtest/list.ts";
import { useBacktests } from "../state/backtest/use_backtests.ts";

/** All backtests, newest first. */
export function BacktestsPage() {
  const { rows, error, refetch } = useBacktests();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  useEffect(() => {
    document.title = "Backtests · Trading Simulator";
  }, []);
  if (rows === null) {
    if (error !== null) return <p class="fault" role="alert">{error.message}</p>;
    return <p class="loading">Loading backtests…</p>;
  }
  const compared = chosen.filter((id) => rows.some((row) => row.id === id));
  return (
    <div class="page" data-testid="backtests-page">
      <header class="page-head backtests-head">
        <h1>Backtests</h1>
        <RunTabs />
        {rows.length > 1 && <CompareButton ids={compared} />}
        <a class="button primary" href="/backtests/new" data-testid="new-backtest">
          <Icon name="plus" /> New backtest
        </a>
      </header>
      {error !== null && <p class="fault" role="alert">{error.message}</p>}
      {rows.length === 0 ? <NoBacktests /> : (
        <BacktestTable
          rows={rows}
          chosen={compared}
          onToggle={(id) => setChosen(toggled(compared, id))}
          onChanged={refetch}
        />
      )}
    </div>
  );
}

function CompareButton({ ids }: { readonly ids: readonly string[] }) {
  const words = ids.length === 0 ? "Compare" : `Compare ${ids.length}`;
  return ids.length < 2
    ? (
      <button type="button" class="button" disabled title="Choose two or more in the list">
        {words}
      </button>
    )
    : <a class="button" href={compareAddress(ids)} data-testid="compare">{words}</a>;
}

function NoBacktests() {
  return (
    <div class="empty" data-testid="no-backtests">
      <h2>No backtest yet</h2>
      <p>
        A backtest runs a strategy over past candles in seconds, with the core that trades live, and
        keeps what comes of it: figures, charts, every trade.
      </p>
      <a class="button primary" href="/backtests/new">Run a backtest</a>
    </div>
  );
}
