import { count } from "../../format/numbers.ts";
import type { Combinations } from "../../state/studies/combinations.ts";
import type { StudyForm } from "../../state/studies/form.ts";

export interface CombinationsCountProps {
  readonly form: StudyForm;
  readonly combinations: Combinations;
  readonly error: string | undefined;
}

/** How many combinations that makes, as it is typed. */
export function CombinationsCount({ form, combinations, error }: CombinationsCountProps) {
  return (
    <p
      class={error === undefined ? "combinations-count" : "combinations-count fault is-wrong"}
      role="status"
      data-testid="combinations-count"
    >
      {words(form, combinations)}
      {error !== undefined && ` ${error}.`}
    </p>
  );
}

function words({ search, kind }: StudyForm, { all, allowed, tried }: Combinations): string {
  if (all === null || tried === null) return "A range above is not right yet.";
  const most = allowed === null ? "at most " : "";
  const windows = kind === "WALK_FORWARD" ? " in each window" : "";
  const any = allowed ?? all;
  const some = search === "GRID" || tried === any ? "" : ` of ${most}${count(any)}`;
  const noun = any === 1 ? "combination" : "combinations";
  const counted = `${some === "" ? most : ""}${count(tried)}${some} ${noun}${windows}.`;
  return counted.replace(/^a/, "A") + leftOut(all - any);
}

function leftOut(rest: number): string {
  return rest === 0 ? "" : ` ${count(rest)} more ${rest === 1 ? "is" : "are"} left out.`;
}
