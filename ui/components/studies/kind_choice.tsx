import { KIND_WORDS } from "../../format/study_words.ts";
import type { StudyKind } from "../../operations/operations.ts";

const KINDS: readonly (readonly [StudyKind, string])[] = [
  ["SWEEP", "Tries combinations on all the time there is, and shows which are worth something."],
  [
    "WALK_FORWARD",
    "Searches one window after another and tests what is best on the time right after it: what " +
    "would have been earned by searching again and again.",
  ],
];

export interface KindChoiceProps {
  readonly kind: StudyKind;
  readonly onKind: (kind: StudyKind) => void;
}

export function KindChoice({ kind, onKind }: KindChoiceProps) {
  return (
    <fieldset class="panel kind-choice">
      <legend class="for-readers">Kind of study</legend>
      {KINDS.map(([value, hint]) => (
        <label key={value} class="option is-tall" data-testid={`kind-${value}`}>
          <input
            type="radio"
            name="kind"
            checked={value === kind}
            onChange={() =>
              onKind(value)}
          />
          <span>
            <b>{KIND_WORDS[value]}</b>
            <small>{hint}</small>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
