import { useLocation } from "preact-iso/router";
import { rangeWords } from "../../format/backtest_words.ts";
import { plain } from "../../format/words.ts";
import type { BacktestDetail } from "../../operations/operations.ts";
import { isUnderWay } from "../../state/backtest/list.ts";
import { BacktestControls } from "./backtest_controls.tsx";
import { BacktestStatusBadge } from "./backtest_status.tsx";
import { Icon } from "../icon.tsx";

export interface BacktestHeaderProps {
  readonly backtest: BacktestDetail;
  readonly onChanged: () => void;
}

export function BacktestHeader({ backtest, onChanged }: BacktestHeaderProps) {
  const { route } = useLocation();
  const { id, strategy, symbols, timeframe, status, data } = backtest;
  return (
    <header class="runner-header">
      <a class="icon-button" href="/backtests" aria-label="All backtests" title="All backtests">
        <Icon name="back" />
      </a>
      <div class="runner-title">
        <h1>{plain(strategy)} on {symbols.join(", ")}</h1>
        <p>
          <span class="tag">{timeframe}</span>
          <span class="tag">{rangeWords(data)}</span>
          <span class="tag">{id}</span>
          <BacktestStatusBadge status={status} />
        </p>
      </div>
      <div class="runner-actions">
        {!isUnderWay(backtest) && (
          <a
            class="button"
            href={`/backtests/new?again=${encodeURIComponent(id)}`}
            data-testid="run-again"
          >
            Run again with changes
          </a>
        )}
        {!isUnderWay(backtest) && (
          <a
            class="button"
            href={`/studies/new?backtest=${encodeURIComponent(id)}`}
            title="Try other values of its parameters on the same candles"
            data-testid="vary-backtest"
          >
            Vary parameters
          </a>
        )}
        <BacktestControls
          backtest={backtest}
          name={`${plain(strategy)} on ${symbols.join(", ")}`}
          onChanged={onChanged}
          onRemoved={() => route("/backtests")}
        />
      </div>
    </header>
  );
}
