import { useEffect } from "preact/hooks";
import { useRoute } from "preact-iso/router";
import { BacktestHeader } from "../components/backtest/backtest_header.tsx";
import { BacktestOutcome } from "../components/backtest/backtest_outcome.tsx";
import { DataPanel } from "../components/backtest/data_panel.tsx";
import { EquitySoFar } from "../components/backtest/equity_so_far.tsx";
import { NotesPanel } from "../components/backtest/notes_panel.tsx";
import { ProgressBar } from "../components/backtest/progress_bar.tsx";
import { SettingsPanel } from "../components/backtest/settings_panel.tsx";
import { Callout } from "../components/callout.tsx";
import { count } from "../format/numbers.ts";
import { plain } from "../format/words.ts";
import type { BacktestDetail } from "../operations/operations.ts";
import { isUnderWay } from "../state/backtest/list.ts";
import { settingsOf } from "../state/backtest/settings.ts";
import { useBacktest } from "../state/backtest/use_backtest.ts";
import { NotFoundPage } from "./not_found_page.tsx";

export function BacktestPage() {
  const { params } = useRoute();
  const id = params["id"] ?? "";
  return <BacktestView key={id} id={id} />;
}

function BacktestView({ id }: { readonly id: string }) {
  const { backtest, isMissing, error, refetch } = useBacktest(id);
  const name = backtest === null ? "Backtest" : plain(backtest.strategy);
  useEffect(() => {
    document.title = `${name} ${id} · Trading Simulator`;
  }, [name, id]);
  if (isMissing || error?.field === "id") return <NotFoundPage what="backtest" />;
  if (backtest === null) {
    if (error !== null) return <p class="fault" role="alert">{error.message}</p>;
    return <p class="loading">Loading backtest…</p>;
  }
  const hasFigures = !isUnderWay(backtest) && backtest.figures !== null;
  return (
    <div
      class="page backtest-page"
      data-testid="backtest"
      data-id={id}
      data-status={backtest.status}
    >
      <BacktestHeader backtest={backtest} onChanged={refetch} />
      {isUnderWay(backtest) && (
        <section class="panel under-way">
          <ProgressBar news={backtest} />
          <EquitySoFar news={backtest} />
        </section>
      )}
      <Ending backtest={backtest} />
      <DataPanel data={backtest.data} />
      {hasFigures
        ? <BacktestOutcome backtest={backtest} onChanged={refetch} />
        : <SettingsPanel backtest={backtest} settings={settingsOf(backtest)} />}
      <NotesPanel backtest={backtest} />
    </div>
  );
}

/** Why it did not come to its end. */
function Ending({ backtest: { status, error, figures } }: { readonly backtest: BacktestDetail }) {
  if (status !== "FAILED" && status !== "CANCELED") return null;
  const kept = figures === null ? "" : " What there was by then is below.";
  const bars = figures?.bars ?? null;
  const after = bars === null ? "" : ` after ${count(bars)} ${bars === 1 ? "bar" : "bars"}`;
  const words = `It ${status === "FAILED" ? "failed" : "was canceled"}${after}`;
  return (
    <Callout mood={status === "FAILED" ? "bad" : "warn"} testId="backtest-ending">
      {error === null ? `${words}.` : `${words}: ${error.replace(/\.?$/, ".")}`}
      {kept}
    </Callout>
  );
}
