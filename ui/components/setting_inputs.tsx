import type { Errors } from "../state/parameter_form.ts";
import {
  isChoice,
  isText,
  type SettingEntries,
  type SettingSpec,
  shownSpecs,
  withEntry,
} from "../state/setting_fields.ts";
import { NumberField, SelectField, TextField } from "./field.tsx";

const LONGEST_TEXT = 1_000;

export interface SettingInputsProps {
  readonly specs: readonly SettingSpec[];
  readonly entries: SettingEntries;
  /** By key. */
  readonly errors: Errors;
  readonly onChange: (entries: SettingEntries) => void;
}

/** The form that a list of settings makes. */
export function SettingInputs({ specs, entries, errors, onChange }: SettingInputsProps) {
  return (
    <div class="fields">
      {shownSpecs(specs, entries).map((spec) => (
        <SettingInput
          key={spec.key}
          spec={spec}
          value={entries[spec.key] ?? ""}
          error={errors[spec.key]}
          onValue={(value) => onChange(withEntry(entries, spec, value))}
        />
      ))}
    </div>
  );
}

interface SettingInputProps {
  readonly spec: SettingSpec;
  readonly value: string;
  readonly error: string | undefined;
  readonly onValue: (value: string) => void;
}

function SettingInput({ spec, value, error, onValue }: SettingInputProps) {
  const { key, label, hint = null, isWide = false } = spec;
  const common = { label, error, hint, isWide, testId: `setting-${key}`, value, onValue };
  if (isChoice(spec)) return <SelectField {...common} options={spec.options} />;
  if (isText(spec)) {
    const { unit = "", placeholder } = spec;
    return (
      <TextField {...common} aside={unit} placeholder={placeholder} maxLength={LONGEST_TEXT} />
    );
  }
  const { rule, unit = "", mayBeEmpty = false } = spec;
  return (
    <NumberField
      {...common}
      aside={unit}
      placeholder={mayBeEmpty ? "no limit" : ""}
      min={rule.min ?? rule.above ?? null}
      max={rule.max ?? null}
      step={rule.isWhole ? 1 : null}
    />
  );
}
