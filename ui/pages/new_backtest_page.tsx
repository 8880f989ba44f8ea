import { useEffect } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { BacktestFormView } from "../components/backtest/backtest_form.tsx";
import { BacktestResult, Catalogue, type CatalogueData } from "../operations/operations.ts";
import { backtestAgain, startingBacktest } from "../state/backtest/form.ts";
import { useQuery } from "../state/use_query.ts";

/** A new backtest; with `?again=ID` one like another. */
export function NewBacktestPage() {
  const { query } = useLocation();
  const { data, error } = useQuery(Catalogue, {});
  const again = query["again"];
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
      {again === undefined
        ? <BacktestFormView catalogue={data} initial={startingBacktest(data)} />
        : <Again key={again} id={again} catalogue={data} />}
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
