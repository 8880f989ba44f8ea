import { useEffect } from "preact/hooks";
import { Icon } from "../components/icon.tsx";
import { RunTabs } from "../components/studies/run_tabs.tsx";
import { StudyTable } from "../components/studies/study_table.tsx";
import { useStudies } from "../state/studies/use_studies.ts";

/** All sweeps and walk-forwards, newest first. */
export function StudiesPage() {
  const { rows, error, refetch } = useStudies();
  useEffect(() => {
    document.title = "Studies · Trading Simulator";
  }, []);
  if (rows === null) {
    if (error !== null) return <p class="fault" role="alert">{error.message}</p>;
    return <p class="loading">Loading studies…</p>;
  }
  return (
    <div class="page" data-testid="studies-page">
      <header class="page-head backtests-head">
        <h1>Studies</h1>
        <RunTabs />
        <a class="button primary" href="/studies/new" data-testid="new-study">
          <Icon name="plus" /> New study
        </a>
      </header>
      {error !== null && <p class="fault" role="alert">{error.message}</p>}
      {rows.length === 0 ? <NoStudies /> : <StudyTable rows={rows} onChanged={refetch} />}
    </div>
  );
}

function NoStudies() {
  return (
    <div class="empty" data-testid="no-studies">
      <h2>No study yet</h2>
      <p>
        A sweep runs a strategy with many combinations of its parameters and shows which are worth
        something, and whether the best may be there by luck. A walk-forward tests what it finds on
        the time after it.
      </p>
      <a class="button primary" href="/studies/new">Run a study</a>
    </div>
  );
}
