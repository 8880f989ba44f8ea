import { count } from "../../format/numbers.ts";
import { plain } from "../../format/words.ts";
import {
  type Declared,
  type Errors,
  type ParameterSpec,
  rangeHint,
} from "../../state/parameter_form.ts";
import type { StudyForm } from "../../state/studies/form.ts";
import { isNumeric, readVaried, type Varied } from "../../state/studies/varied.ts";
import { ConstraintsHint } from "../constraints_hint.tsx";
import { ParameterFields } from "../parameter_fields.tsx";

export interface VariedFieldsProps {
  readonly strategy: Declared;
  readonly form: StudyForm;
  /** By parameter name. */
  readonly errors: Errors;
  readonly onChange: (form: StudyForm) => void;
}

/** The strategy's parameters, each with one value or with several. */
export function VariedFields({ strategy, form, errors, onChange }: VariedFieldsProps) {
  const { parameters: specs, constraints } = strategy;
  if (specs.length === 0) {
    return <p class="hint">This strategy has no parameters: there is nothing to vary.</p>;
  }
  return (
    <>
      <ConstraintsHint constraints={constraints} />
      <div class="varied-fields">
        {specs.map((spec) => {
          const varied = form.varied[spec.name];
          return varied && (
            <VariedField
              key={spec.name}
              spec={spec}
              varied={varied}
              form={form}
              error={errors[spec.name]}
              onChange={onChange}
            />
          );
        })}
      </div>
    </>
  );
}

type VariedFieldProps = Pick<VariedFieldsProps, "form" | "onChange"> & {
  readonly spec: ParameterSpec;
  readonly varied: Varied;
  readonly error: string | undefined;
};

function VariedField({ spec, varied, form, error, onChange }: VariedFieldProps) {
  const { name } = spec;
  const vary = (change: Partial<Varied>) =>
    onChange({ ...form, varied: { ...form.varied, [name]: { ...varied, ...change } } });
  const fix = (entry: string | boolean) =>
    onChange({
      ...form,
      backtest: {
        ...form.backtest,
        parameters: { ...form.backtest.parameters, [name]: entry },
      },
    });
  return (
    <fieldset class="varied-field" data-testid={`varied-${name}`}>
      <legend class="for-readers">{plain(name)}</legend>
      <label class="check vary-check">
        <input
          type="checkbox"
          checked={varied.isOn}
          onChange={(event) => vary({ isOn: event.currentTarget.checked })}
          data-testid={`vary-${name}`}
        />
        Vary
      </label>
      {varied.isOn
        ? <Values spec={spec} varied={varied} error={error} onVary={vary} />
        : (
          <ParameterFields
            specs={[spec]}
            constraints={[]}
            entries={form.backtest.parameters}
            errors={error === undefined ? {} : { [name]: error }}
            onEntry={(_, entry) => fix(entry)}
          />
        )}
    </fieldset>
  );
}

interface ValuesProps {
  readonly spec: ParameterSpec;
  readonly varied: Varied;
  readonly error: string | undefined;
  readonly onVary: (change: Partial<Varied>) => void;
}

function Values({ spec, varied, error, onVary }: ValuesProps) {
  const values = readVaried(spec, varied).values?.length ?? null;
  const note = values === null ? "" : `${count(values)} ${values === 1 ? "value" : "values"}`;
  return (
    <div class={error === undefined ? "field" : "field is-wrong"}>
      <p class="varied-name">
        {plain(spec.name)} <small>{isNumeric(spec) ? rangeHint(spec) : ""}</small>
      </p>
      <Inputs spec={spec} varied={varied} isWrong={error !== undefined} onVary={onVary} />
      <p class={error === undefined ? "hint" : "fault"}>{error ?? note}</p>
    </div>
  );
}

const ENDS = [["from", "From"], ["to", "To"], ["step", "Step"]] as const;

type InputsProps = Omit<ValuesProps, "error"> & { readonly isWrong: boolean };

function Inputs({ spec, varied, isWrong, onVary }: InputsProps) {
  const name = plain(spec.name);
  if (isNumeric(spec) && varied.list === "") {
    return (
      <div class="range-inputs">
        {ENDS.map(([end, word]) => (
          <label key={end}>
            <small>{word}</small>
            <input
              type="number"
              inputMode="decimal"
              step="any"
              aria-label={`${name} ${word.toLowerCase()}`}
              aria-invalid={isWrong}
              value={varied[end]}
              onInput={(event) => onVary({ [end]: event.currentTarget.value })}
              data-testid={`${end}-${spec.name}`}
            />
          </label>
        ))}
      </div>
    );
  }
  if (spec.type === "BOOLEAN") return <p>On and off</p>;
  if (spec.options !== null) return <p>{spec.options.join(", ")}</p>;
  // An emptied list of numbers is a range again.
  return (
    <input
      type="text"
      aria-label={`${name}, parted by commas`}
      aria-invalid={isWrong}
      placeholder="a,b,c"
      value={varied.list}
      onInput={(event) => onVary({ list: event.currentTarget.value })}
    />
  );
}
