import { isLossLock, limitFigures, limitUsed, lockWords, ruleWords } from "../format/risk_words.ts";
import type { LimitStatus } from "../operations/operations.ts";

/** From here on a limit is nearly reached. */
const NEAR = 0.8;

/** How far a limit has been used, and what it does for whoever opens it. */
export function LimitBar({ status }: { readonly status: LimitStatus }) {
  const { rule, triggered, wording } = status;
  const used = limitUsed(status);
  const isLock = isLossLock(status);
  const mood = isLock ? "is-bad" : triggered || used >= NEAR ? "is-near" : "";
  return (
    <details
      class={`limit ${mood}`}
      open={isLock}
      data-testid={`limit-${rule}`}
      data-triggered={triggered}
    >
      <summary title={wording}>
        <span>{ruleWords(rule)}</span>
        <span class="number">{limitFigures(status)}</span>
        <meter min={0} max={1} value={used} aria-hidden="true" />
      </summary>
      {triggered && <p class="limit-state">{lockWords(status, Date.now())}</p>}
      <p class="quiet">{wording}</p>
    </details>
  );
}
