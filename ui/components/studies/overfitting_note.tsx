import type { StudyDetail } from "../../operations/operations.ts";
import { Callout } from "../callout.tsx";

/** Whether the best may be there by luck, in plain words. */
export function OverfittingNote({ study }: { readonly study: StudyDetail }) {
  const { overfitting, scored } = study;
  if (scored === 0) return null;
  if (overfitting === null) {
    return (
      <p class="quiet" data-testid="overfitting" data-verdict="NONE">
        Too few periods or combinations to tell skill from luck: do not trust the best before it was
        tested on time that was not searched. A walk-forward does that.
      </p>
    );
  }
  const { verdict, words } = overfitting;
  const mood = verdict === "FINE" ? "good" : verdict === "DOUBTFUL" ? "warn" : "bad";
  return (
    <div data-verdict={verdict}>
      <Callout mood={mood} testId="overfitting">{words}</Callout>
    </div>
  );
}
