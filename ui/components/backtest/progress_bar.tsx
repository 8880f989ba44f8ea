import { paceWords } from "../../format/backtest_words.ts";
import { count, money, percent } from "../../format/numbers.ts";
import type { BacktestProgressFields } from "../../operations/operations.ts";

export interface ProgressBarProps {
  readonly news: BacktestProgressFields;
}

/** How far one has come: as a bar, in words beside it. */
export function ProgressBar({ news }: ProgressBarProps) {
  const { status, progress, equitySoFar, tradeCount } = news;
  if (status === "QUEUED") return <p class="progress quiet">Waits for its turn</p>;
  return (
    <div class="progress" data-testid="progress">
      <progress max={1} value={progress} aria-label="Progress" />
      <p class="number">
        <b>{percent(progress, 0)}</b> {paceWords(news)}
      </p>
      {equitySoFar !== null && (
        <p class="number quiet">
          Equity {money(equitySoFar)}, {count(tradeCount)} {tradeCount === 1 ? "trade" : "trades"}
        </p>
      )}
    </div>
  );
}
