import { BACKTEST_STATUS_WORDS } from "../../format/backtest_words.ts";
import type { BacktestStatus } from "../../operations/operations.ts";

/** The dot's colours are those of runners. */
const LOOKS: Readonly<Record<BacktestStatus, string>> = {
  QUEUED: "is-paused",
  RUNNING: "is-running",
  DONE: "is-done",
  FAILED: "is-failed",
  CANCELED: "is-stopped",
};

export function BacktestStatusBadge({ status }: { readonly status: BacktestStatus }) {
  return (
    <span class={`status ${LOOKS[status]}`} data-testid="backtest-status" data-status={status}>
      <i class="dot" />
      {BACKTEST_STATUS_WORDS[status]}
    </span>
  );
}
