import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { BacktestFormView } from "../components/backtest/backtest_form.tsx";
import {
  BacktestResult,
  Catalogue,
  type CatalogueData,
  StudyResult,
} from "../operations/operations.ts";
import { backtestAgain, startingBacktest } from "../state/backtest/form.ts";
import { asBacktest, parametersIn } from "../state/studies/settings.ts";
import { useQuery } from "../state/use_query.ts";

/** A new backtest; with `?again=ID` one like another, with `?study=ID&parameters=JSON` one of a study. */
export function NewBacktestPage() {
  const { query } = useLocation();
  const { data, error } = useQuery(Catalogue, {});
  const { again, study } = query;
  useEffect(() => {
    document.title = "New backtest · Trading Simulator";
  }, []);
  if (error !== null) return <p class="fault" role="alert">{error.message}</p>;
  if (data === null) return <p class="loading">Loading symbols and strategies…</p>;
  return (
    <div class="page new-backtest" data-testid="new-backtest-page">
      <header class="page-head">
        <h1>New backtest</h1>
      </header>
      {again !== undefined
        ? <Again key={again} id={again} catalogue={data} />
        : study !== undefined
        ? <OfStudy key={study} id={study} given={query["parameters"]} catalogue={data} />
        : <BacktestFormView catalogue={data} initial={startingBacktest(data)} />}
    </div>
  );
}

interface AgainProps {
  readonly id: string;
  readonly catalogue: CatalogueData;
}

function Again({ id, catalogue }: AgainProps) {
  const { data, error } = useQuery(BacktestResult, { id });
  if (error !== null) return <p class="fault" role="alert">{error.message}</p>;
  if (data === null) return <p class="loading">Loading its settings…</p>;
  if (data.backtest === null) {
    return (
      <>
        <p class="fault" role="alert">There is no backtest {id} any more: this one starts anew.</p>
        <BacktestFormView catalogue={catalogue} initial={startingBacktest(catalogue)} />
      </>
    );
  }
  return (
    <>
      <p class="quiet">With the settings of {id}; change what should be different.</p>
      <BacktestFormView catalogue={catalogue} initial={backtestAgain(catalogue, data.backtest)} />
    </>
  );
}

interface OfStudyProps extends AgainProps {
  /** JSON of the parameters; what is left out is as by default. */
  readonly given: string | undefined;
}

function OfStudy({ id, given, catalogue }: OfStudyProps) {
  const { data, error } = useQuery(StudyResult, { id });
  if (error !== null) return <p class="fault" role="alert">{error.message}</p>;
  if (data === null) return <p class="loading">Loading its settings…</p>;
  if (data.study === null) {
    return (
      <>
        <p class="fault" role="alert">There is no study {id} any more: this one starts anew.</p>
        <BacktestFormView catalogue={catalogue} initial={startingBacktest(catalogue)} />
      </>
    );
  }
  const backtest = asBacktest(data.study, parametersIn(given) ?? {});
  return (
    <>
      <p class="quiet">One combination of {id}; change what should be different.</p>
      <BacktestFormView catalogue={catalogue} initial={backtestAgain(catalogue, backtest)} />
    </>
  );
}
