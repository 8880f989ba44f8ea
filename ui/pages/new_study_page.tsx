import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { StudyFormView } from "../components/studies/study_form.tsx";
import {
  BacktestResult,
  Catalogue,
  type CatalogueData,
  StudyResult,
} from "../operations/operations.ts";
import { backtestAgain, type BacktestForm, startingBacktest } from "../state/backtest/form.ts";
import { studyAgain } from "../state/studies/again.ts";
import { startingStudy, type StudyForm } from "../state/studies/form.ts";
import { useQuery } from "../state/use_query.ts";

/** A new study; with `?again=ID` one like another, with `?backtest=ID` one of a backtest. */
export function NewStudyPage() {
  const { query } = useLocation();
  const { data, error } = useQuery(Catalogue, {});
  const { again, backtest } = query;
  useEffect(() => {
    document.title = "New study · Trading Simulator";
  }, []);
  if (error !== null) return <p class="fault" role="alert">{error.message}</p>;
  if (data === null) return <p class="loading">Loading symbols and strategies…</p>;
  return (
    <div class="page new-backtest" data-testid="new-study-page">
      <header class="page-head">
        <h1>New study</h1>
      </header>
      {again !== undefined
        ? <Again key={again} id={again} catalogue={data} />
        : backtest !== undefined
        ? <OfBacktest key={backtest} id={backtest} catalogue={data} />
        : <StudyFormView catalogue={data} initial={formOf(data, startingBacktest(data))} />}
    </div>
  );
}

function formOf(catalogue: CatalogueData, backtest: BacktestForm): StudyForm {
  const strategy = catalogue.strategies.find(({ name }) => name === backtest.strategy) ?? null;
  return startingStudy("SWEEP", backtest, strategy);
}

interface PartProps {
  readonly id: string;
  readonly catalogue: CatalogueData;
}

function Again({ id, catalogue }: PartProps) {
  const { data, error } = useQuery(StudyResult, { id });
  if (error !== null) return <p class="fault" role="alert">{error.message}</p>;
  if (data === null) return <p class="loading">Loading its settings…</p>;
  if (data.study === null) return <Anew what={`study ${id}`} catalogue={catalogue} />;
  return (
    <>
      <p class="quiet">With the settings of {id}; change what should be different.</p>
      <StudyFormView catalogue={catalogue} initial={studyAgain(catalogue, data.study)} />
    </>
  );
}

function OfBacktest({ id, catalogue }: PartProps) {
  const { data, error } = useQuery(BacktestResult, { id });
  if (error !== null) return <p class="fault" role="alert">{error.message}</p>;
  if (data === null) return <p class="loading">Loading its settings…</p>;
  if (data.backtest === null) return <Anew what={`backtest ${id}`} catalogue={catalogue} />;
  const backtest = backtestAgain(catalogue, data.backtest);
  return (
    <>
      <p class="quiet">With the settings of {id}; say which parameters should vary.</p>
      <StudyFormView catalogue={catalogue} initial={formOf(catalogue, backtest)} />
    </>
  );
}

interface AnewProps {
  readonly what: string;
  readonly catalogue: CatalogueData;
}

function Anew({ what, catalogue }: AnewProps) {
  return (
    <>
      <p class="fault" role="alert">There is no {what} any more: this one starts anew.</p>
      <StudyFormView
        catalogue={catalogue}
        initial={formOf(catalogue, startingBacktest(catalogue))}
      />
    </>
  );
}
