import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { CompareChart } from "../components/backtest/compare_chart.tsx";
import { CompareFigures } from "../components/backtest/compare_figures.tsx";
import { CompareSettings } from "../components/backtest/compare_settings.tsx";
import { BacktestCompared } from "../operations/operations.ts";
import type { Compared } from "../state/backtest/compared.ts";
import { comparedIds } from "../state/backtest/list.ts";
import { useQueries } from "../state/use_queries.ts";

/** Points of all curves together. */
const POINTS = 2_000;

/** Two or more side by side: `?ids=bt1,bt2`. */
export function CompareBacktestsPage() {
  const { query } = useLocation();
  const ids = comparedIds(query["ids"]);
  useEffect(() => {
    document.title = "Compare backtests · Trading Simulator";
  }, []);
  return (
    <div class="page backtest-page" data-testid="compare-page">
      <header class="page-head">
        <h1>Compare backtests</h1>
        <a class="button" href="/backtests">All backtests</a>
      </header>
      {ids.length < 2
        ? <p class="quiet">Choose two or more in the list of backtests.</p>
        : <Comparison key={ids.join()} ids={ids} />}
    </div>
  );
}

function Comparison({ ids }: { readonly ids: readonly string[] }) {
  const points = Math.floor(POINTS / ids.length);
  const answers = useQueries(BacktestCompared, ids.map((id) => ({ id, points })));
  if (answers === null) return <p class="loading">Loading backtests…</p>;
  const missing = ids.filter((_, index) => !answers[index]?.backtest);
  const compared: Compared[] = answers.flatMap((answer) => answer?.backtest ?? []);
  return (
    <>
      {missing.length > 0 && (
        <p class="fault" role="alert">There is no backtest {missing.join(", ")} any more.</p>
      )}
      {compared.length > 0 && (
        <>
          <CompareChart compared={compared} />
          <CompareSettings compared={compared} />
          <CompareFigures compared={compared} />
        </>
      )}
    </>
  );
}
