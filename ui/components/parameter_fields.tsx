import { plain } from "../format/words.ts";
import {
  type Entries,
  type Entry,
  type Errors,
  type ParameterSpec,
  rangeHint,
} from "../state/parameter_form.ts";
import { ConstraintsHint } from "./constraints_hint.tsx";
import { Field, NumberField, SelectField } from "./field.tsx";

export interface ParameterFieldsProps {
  readonly specs: readonly ParameterSpec[];
  readonly constraints: readonly string[];
  readonly entries: Entries;
  /** By parameter name. */
  readonly errors: Errors;
  readonly onEntry: (name: string, entry: Entry) => void;
}

/** The form that a strategy's declared parameters make. */
export function ParameterFields(props: ParameterFieldsProps) {
  const { specs, constraints, entries, errors, onEntry } = props;
  if (specs.length === 0) return <p class="hint">This strategy has no parameters.</p>;
  return (
    <>
      <ConstraintsHint constraints={constraints} />
      <div class="fields">
        {specs.map((spec) => (
          <ParameterField
            key={spec.name}
            spec={spec}
            entry={entries[spec.name] ?? ""}
            error={errors[spec.name]}
            onEntry={(entry) => onEntry(spec.name, entry)}
          />
        ))}
      </div>
    </>
  );
}

interface ParameterFieldProps {
  readonly spec: ParameterSpec;
  readonly entry: Entry;
  readonly error: string | undefined;
  readonly onEntry: (entry: Entry) => void;
}

function ParameterField({ spec, entry, error, onEntry }: ParameterFieldProps) {
  const common = {
    label: plain(spec.name),
    error,
    hint: spec.description,
    testId: `parameter-${spec.name}`,
  };
  if (typeof entry === "boolean") {
    return (
      <div class="field" data-testid={common.testId}>
        <label class="check">
          <input
            type="checkbox"
            checked={entry}
            onChange={(event) => onEntry(event.currentTarget.checked)}
          />
          {common.label}
        </label>
        <p class="hint">{spec.description}</p>
      </div>
    );
  }
  if (spec.options !== null && spec.options.length > 0) {
    const options = spec.options.map((value) => ({ value, text: value }));
    return <SelectField {...common} value={entry} options={options} onValue={onEntry} />;
  }
  if (spec.type === "TEXT") {
    return (
      <Field {...common}>
        {(control) => (
          <input
            {...control}
            type="text"
            value={entry}
            onInput={(event) => onEntry(event.currentTarget.value)}
          />
        )}
      </Field>
    );
  }
  return (
    <NumberField
      {...common}
      aside={rangeHint(spec)}
      value={entry}
      onValue={onEntry}
      min={spec.min}
      max={spec.max}
      step={spec.step}
    />
  );
}
