import { useState } from "preact/hooks";
import { checkingWords, dataVerdicts } from "../../format/check_words.ts";
import { percent } from "../../format/numbers.ts";
import {
  type BacktestCheckNews,
  BacktestCheckProgress,
  type BacktestDetail,
  CancelBacktestChecks,
  CheckBacktest,
} from "../../operations/operations.ts";
import { isUnderWay } from "../../state/backtest/list.ts";
import { notify } from "../../state/notices.ts";
import { useAction } from "../../state/use_action.ts";
import { useStream } from "../../state/use_stream.ts";
import { Panel } from "../figures.tsx";
import { CostTable } from "./cost_table.tsx";
import { MonteCarloView } from "./monte_carlo_view.tsx";
import { VerdictList } from "./verdict_list.tsx";

export interface TrustPanelProps {
  readonly backtest: BacktestDetail;
  readonly currency: string;
  /** What a period of the returns is: `days`. */
  readonly periods: string;
  /** What the account began with. */
  readonly cash: number;
  readonly onChanged: () => void;
}

/** Whether the figures can be believed: checks that are made on demand, and what they found. */
export function TrustPanel(props: TrustPanelProps) {
  const { backtest, currency, periods, cash, onChanged } = props;
  const { id, checks } = backtest;
  const isChecking = checks !== null && isUnderWay(checks);
  const monteCarlo = checks?.monteCarlo ?? null;
  return (
    <div class="trust" data-testid="trust" data-status={checks?.status}>
      <Panel
        title="Can it be trusted?"
        aside={!isChecking && (
          <CheckButton id={id} isAgain={checks !== null} onChecked={onChanged} />
        )}
      >
        {checks === null && (
          <p class="quiet panel-text">
            Not checked yet. It is run again some twenty times: with its future cut off, from other
            starts, on dearer terms, and held against chance.
          </p>
        )}
        {isChecking && <Checking id={id} known={checks} onOver={onChanged} />}
        {checks !== null && !isChecking && checks.status !== "DONE" && (
          <p class="panel-text data-fault">
            {checks.status === "CANCELED" ? "Canceled" : "Failed"}
            {checks.error !== null && `: ${checks.error}`}
          </p>
        )}
        <VerdictList verdicts={[...dataVerdicts(backtest.data), ...checks?.verdicts ?? []]} />
        {checks !== null && checks.costs.length > 0 && (
          <CostTable rows={checks.costs} currency={currency} />
        )}
      </Panel>
      {monteCarlo !== null && (
        <MonteCarloView
          monteCarlo={monteCarlo}
          currency={currency}
          periods={periods}
          cash={cash}
        />
      )}
    </div>
  );
}

interface CheckButtonProps {
  readonly id: string;
  readonly isAgain: boolean;
  readonly onChecked: () => void;
}

function CheckButton({ id, isAgain, onChecked }: CheckButtonProps) {
  const check = useAction(CheckBacktest);
  const onCheck = async () => {
    const answer = await check.run({ id });
    if (!answer.ok) notify("error", answer.error.message);
    onChecked();
  };
  return (
    <button
      type="button"
      class="button small"
      disabled={check.isBusy}
      onClick={onCheck}
      data-testid="check-backtest"
    >
      {isAgain ? "Check again" : "Check it"}
    </button>
  );
}

interface CheckingProps {
  readonly id: string;
  readonly known: BacktestCheckNews;
  readonly onOver: () => void;
}

function Checking({ id, known, onOver }: CheckingProps) {
  const [news, setNews] = useState(known);
  const cancel = useAction(CancelBacktestChecks);
  useStream(
    BacktestCheckProgress,
    { id },
    ({ backtestProgress: { checks } }) => {
      if (checks === null) return;
      setNews(checks);
      if (!isUnderWay(checks)) onOver();
    },
    isUnderWay(news),
    onOver,
  );
  const onCancel = async () => {
    const answer = await cancel.run({ id });
    if (!answer.ok) notify("error", answer.error.message);
    onOver();
  };
  return (
    <div class="progress panel-text" data-testid="checking">
      {news.status === "QUEUED" ? <p class="quiet">Waits for its turn</p> : (
        <>
          <progress max={1} value={news.progress} aria-label="Progress of the checks" />
          <p class="number">
            <b>{percent(news.progress, 0)}</b> {checkingWords(news.check)}
          </p>
        </>
      )}
      <button
        type="button"
        class="button small"
        disabled={cancel.isBusy}
        onClick={onCancel}
        data-testid="cancel-checks"
      >
        Cancel
      </button>
    </div>
  );
}
