import { figureSpec, OBJECTIVES, SEARCH_WORDS } from "../../format/study_words.ts";
import type { StudyObjective, StudySearch } from "../../operations/operations.ts";
import type { Errors } from "../../state/parameter_form.ts";
import type { StudyForm } from "../../state/studies/form.ts";
import { NumberField, SelectField, TextField } from "../field.tsx";

export interface StudySearchFieldsProps {
  readonly form: StudyForm;
  readonly errors: Errors;
  readonly onChange: (form: StudyForm) => void;
}

const SEARCHES: readonly StudySearch[] = ["GRID", "RANDOM", "EVOLUTION"];
const USUAL = "USUAL";
const LONGEST = 200;

/** Which combinations are tried, what the best has most of, and the windows of a walk-forward. */
export function StudySearchFields(props: StudySearchFieldsProps) {
  const { form, errors, onChange } = props;
  return (
    <>
      <h3>Search</h3>
      <div class="fields">
        <SelectField
          label="Which combinations"
          isWide
          testId="study-search"
          value={form.search}
          options={SEARCHES.map((value) => ({ value, text: SEARCH_WORDS[value] }))}
          onValue={(search) => onChange({ ...form, search })}
        />
        {form.search !== "GRID" && (
          <NumberField
            label="Tries"
            error={errors["trials"]}
            testId="study-trials"
            hint="In each search"
            min={1}
            step={1}
            value={form.trials}
            onValue={(trials) => onChange({ ...form, trials })}
          />
        )}
        <TextField
          label="Where"
          error={errors["where"]}
          testId="study-where"
          hint="Leaves others out"
          placeholder="fast<slow"
          maxLength={LONGEST}
          value={form.where}
          onValue={(where) => onChange({ ...form, where })}
        />
        <SelectField<StudyObjective | typeof USUAL>
          label="Best by"
          isWide
          error={errors["objective"]}
          testId="study-objective"
          hint={form.objective === null ? "Return ÷ drawdown below a month" : null}
          value={form.objective ?? USUAL}
          options={[
            { value: USUAL, text: "Usual: Sharpe ratio" },
            ...OBJECTIVES.map((value) => ({ value, text: figureSpec("score", value).name })),
          ]}
          onValue={(value) => onChange({ ...form, objective: value === USUAL ? null : value })}
        />
        <NumberField
          label="Trades, at least"
          error={errors["minTrades"]}
          testId="study-minTrades"
          hint="Fewer do not count"
          min={0}
          step={1}
          value={form.minTrades}
          onValue={(minTrades) => onChange({ ...form, minTrades })}
        />
      </div>
      {form.kind === "WALK_FORWARD" && <WindowFields {...props} />}
    </>
  );
}

const BY = [
  { value: "COUNT", text: "So many that fill the time" },
  { value: "LENGTH", text: "So long" },
] as const;

function WindowFields({ form, errors, onChange }: StudySearchFieldsProps) {
  return (
    <>
      <h3>Windows</h3>
      <div class="fields">
        <SelectField
          label="How they are cut"
          isWide
          testId="windows-by"
          value={form.windowsBy}
          options={BY}
          onValue={(windowsBy) => onChange({ ...form, windowsBy })}
        />
        {form.windowsBy === "COUNT"
          ? (
            <NumberField
              label="Windows"
              error={errors["windows"]}
              testId="study-windows"
              hint="Searched 4 times as long as tested"
              min={1}
              step={1}
              value={form.windows}
              onValue={(windows) => onChange({ ...form, windows })}
            />
          )
          : (
            <>
              <TextField
                label="Searched"
                error={errors["inSampleMs"]}
                testId="study-inSample"
                hint="90d, 12h or 30m"
                maxLength={LONGEST}
                value={form.inSample}
                onValue={(inSample) => onChange({ ...form, inSample })}
              />
              <TextField
                label="Tested"
                error={errors["outOfSampleMs"]}
                testId="study-outOfSample"
                hint="The time right after it"
                maxLength={LONGEST}
                value={form.outOfSample}
                onValue={(outOfSample) => onChange({ ...form, outOfSample })}
              />
            </>
          )}
        <label class="check close-at-end" title="Else each begins later than the one before">
          <input
            type="checkbox"
            checked={form.isAnchored}
            onChange={(event) => onChange({ ...form, isAnchored: event.currentTarget.checked })}
          />
          All begin at the start
        </label>
      </div>
    </>
  );
}
