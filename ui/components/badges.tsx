import { STATE_WORDS, STATUS_WORDS } from "../format/words.ts";
import type { RunnerStatus, StrategyState } from "../operations/operations.ts";

export function StatusBadge({ status }: { readonly status: RunnerStatus }) {
  return (
    <span class={`status is-${status.toLowerCase()}`} data-testid="status" data-status={status}>
      <i class="dot" />
      {STATUS_WORDS[status]}
    </span>
  );
}

export function StateBadge({ state }: { readonly state: StrategyState }) {
  return (
    <span class={`state is-${state.toLowerCase()}`} data-testid="state" data-state={state}>
      {STATE_WORDS[state]}
    </span>
  );
}

const STEPS: readonly StrategyState[] = ["IDLE", "ANALYZING", "IN_POSITION"];

/** The three states in a row, the current one lit. */
export function StateSteps({ state }: { readonly state: StrategyState }) {
  return (
    <ol
      class="state-steps"
      aria-label={`State: ${STATE_WORDS[state]}`}
      data-testid="state"
      data-state={state}
    >
      {STEPS.map((step) => (
        <li key={step} class={`is-${step.toLowerCase()}`} aria-current={step === state}>
          {STATE_WORDS[step]}
        </li>
      ))}
    </ol>
  );
}

export function StaleBadge() {
  return (
    <span
      class="tag is-warning"
      title="The runner did not answer in time; this is what it last said"
    >
      Stale
    </span>
  );
}
