import { CHECK_HINTS, CHECK_TITLES, MOOD_WORDS } from "../../format/check_words.ts";
import type { BacktestVerdictFields } from "../../operations/operations.ts";

/** What each check came to, with what it is made of behind it. */
export function VerdictList({ verdicts }: { readonly verdicts: readonly BacktestVerdictFields[] }) {
  if (verdicts.length === 0) return null;
  return (
    <ul class="verdicts">
      {verdicts.map((verdict, index) => <Verdict key={index} verdict={verdict} />)}
    </ul>
  );
}

function Verdict({ verdict }: { readonly verdict: BacktestVerdictFields }) {
  const { check, mood, details } = verdict;
  const words = verdict.words.charAt(0).toUpperCase() + verdict.words.slice(1);
  return (
    <li data-testid={`verdict-${check.toLowerCase()}`} data-mood={mood}>
      <b title={CHECK_HINTS[check]}>{CHECK_TITLES[check] ?? check}</b>
      <span class={`mood is-${mood.toLowerCase()}`}>{MOOD_WORDS[mood] ?? mood}</span>
      {details.length === 0 ? <p>{words}</p> : (
        <details>
          <summary>{words}</summary>
          <ul class="quiet">{details.map((line) => <li key={line}>{line}</li>)}</ul>
        </details>
      )}
    </li>
  );
}
