import { count } from "../../format/numbers.ts";
import type { Combinations, StudyForm } from "../../state/studies/form.ts";

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

function words({ search, where, kind }: StudyForm, { all, tried }: Combinations): string {
  if (all === null || tried === null) return "A range above is not right yet.";
  const most = where === "" ? "" : "at most ";
  const windows = kind === "WALK_FORWARD" ? " in each window" : "";
  const some = search === "GRID" || tried === all ? "" : ` of ${most}${count(all)}`;
  const noun = all === 1 ? "combination" : "combinations";
  return `${some === "" ? most : ""}${count(tried)}${some} ${noun}${windows}.`
    .replace(/^a/, "A");
}
