import { limitFigures, limitUsed, ruleWords } from "../format/risk_words.ts";
import { moment } from "../format/times.ts";
import type { LimitStatus } from "../operations/operations.ts";

/** From here on a limit is nearly reached. */
const NEAR = 0.8;

/** How far a limit has been used, and what it does for whoever opens it. */
export function LimitBar({ status }: { readonly status: LimitStatus }) {
  const { rule, triggered, until, wording } = status;
  const used = limitUsed(status);
  const mood = triggered ? "is-bad" : used >= NEAR ? "is-warn" : "";
  return (
    <details
      class={`limit ${mood}`}
      open={triggered}
      data-testid={`limit-${rule}`}
      data-triggered={triggered}
    >
      <summary title={wording}>
        <span>{ruleWords(rule)}</span>
        <span class="number">{limitFigures(status)}</span>
        <meter min={0} max={1} value={used} aria-hidden="true" />
      </summary>
      {triggered && (
        <p class="limit-state">
          Reached: no entries {until === null ? "until released" : (
            <>
              until <time>{moment(until, Date.now())}</time> UTC
            </>
          )}
        </p>
      )}
      <p class="quiet">{wording}</p>
    </details>
  );
}
