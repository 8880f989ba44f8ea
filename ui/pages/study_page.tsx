import { useEffect } from "preact/hooks";
import { useRoute } from "preact-iso/router";
import { DataPanel } from "../components/backtest/data_panel.tsx";
import { Callout } from "../components/callout.tsx";
import { StudyHeader } from "../components/studies/study_header.tsx";
import { StudyUnderWay } from "../components/studies/study_progress.tsx";
import { StudySettingsPanel } from "../components/studies/study_settings_panel.tsx";
import { SweepOutcome } from "../components/studies/sweep_outcome.tsx";
import { WalkOutcome } from "../components/studies/walk_outcome.tsx";
import { plain } from "../format/words.ts";
import type { StudyDetail } from "../operations/operations.ts";
import { isUnderWay } from "../state/backtest/list.ts";
import { useStudy } from "../state/studies/use_study.ts";
import { NotFoundPage } from "./not_found_page.tsx";

export function StudyPage() {
  const { params } = useRoute();
  const id = params["id"] ?? "";
  return <StudyView key={id} id={id} />;
}

function StudyView({ id }: { readonly id: string }) {
  const { study, isMissing, error, refetch } = useStudy(id);
  const name = study === null ? "Study" : plain(study.strategy);
  useEffect(() => {
    document.title = `${name} ${id} · Trading Simulator`;
  }, [name, id]);
  if (isMissing || error?.field === "id") return <NotFoundPage what="study" />;
  if (study === null) {
    if (error !== null) return <p class="fault" role="alert">{error.message}</p>;
    return <p class="loading">Loading study…</p>;
  }
  return (
    <div
      class="page backtest-page study-page"
      data-testid="study"
      data-id={id}
      data-status={study.status}
    >
      <StudyHeader study={study} onChanged={refetch} />
      {isUnderWay(study) && <StudyUnderWay study={study} />}
      <Ending study={study} />
      {study.kind === "SWEEP" ? <SweepOutcome study={study} /> : <WalkOutcome study={study} />}
      <DataPanel data={study.data} />
      <StudySettingsPanel study={study} />
    </div>
  );
}

/** Why it did not come to its end. */
function Ending({ study }: { readonly study: StudyDetail }) {
  const { status, error, combinationCount, windows } = study;
  if (status !== "FAILED" && status !== "CANCELED") return null;
  const words = `It ${status === "FAILED" ? "failed" : "was canceled"}`;
  const hasSome = combinationCount + windows.length > 0;
  return (
    <Callout mood={status === "FAILED" ? "bad" : "warn"} testId="study-ending">
      {error === null ? `${words}.` : `${words}: ${error.replace(/\.?$/, ".")}`}
      {hasSome ? " What was finished by then is below." : " Nothing was finished by then."}
    </Callout>
  );
}
