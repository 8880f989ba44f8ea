import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export interface FieldProps {
  readonly label: string;
  readonly error?: string | undefined;
  readonly hint?: string | null;
  /** At the right of the label: a range, a unit. */
  readonly aside?: string;
  readonly testId?: string;
  /** Takes the room of two. */
  readonly isWide?: boolean;
  /** Gets the id that ties control, label and messages together. */
  readonly children: (control: ControlProps) => ComponentChildren;
}

export interface ControlProps {
  readonly id: string;
  readonly "aria-invalid": boolean;
  readonly "aria-describedby": string;
}

export function Field(props: FieldProps) {
  const { label, error, hint, aside, testId, isWide = false, children } = props;
  const id = useId();
  const classes = [
    "field",
    ...(isWide ? ["is-wide"] : []),
    ...(error === undefined ? [] : ["is-wrong"]),
  ];
  const control = {
    id,
    "aria-invalid": error !== undefined,
    "aria-describedby": `${id}-message`,
  };
  return (
    <div class={classes.join(" ")} data-testid={testId}>
      <label for={id}>
        {label}
        {aside && <small>{aside}</small>}
      </label>
      {children(control)}
      <p id={`${id}-message`} class={error === undefined ? "hint" : "fault"}>{error ?? hint}</p>
    </div>
  );
}

export interface NumberFieldProps extends Omit<FieldProps, "children"> {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly min?: number | null;
  readonly max?: number | null;
  readonly step?: number | null;
  /** Shown while nothing is typed. */
  readonly placeholder?: string;
}

export function NumberField(props: NumberFieldProps) {
  const { value, onValue, min, max, step, placeholder, ...field } = props;
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          type="number"
          inputMode="decimal"
          value={value}
          min={min ?? undefined}
          max={max ?? undefined}
          step={step ?? "any"}
          placeholder={placeholder}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export interface TextFieldProps extends Omit<FieldProps, "children"> {
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly maxLength: number;
  readonly placeholder?: string;
}

export function TextField(props: TextFieldProps) {
  const { value, onValue, maxLength, placeholder, ...field } = props;
  return (
    <Field {...field}>
      {(control) => (
        <input
          {...control}
          type="text"
          value={value}
          maxLength={maxLength}
          placeholder={placeholder}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

export interface SelectFieldProps<T extends string> extends Omit<FieldProps, "children"> {
  readonly value: T | null;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  readonly onValue: (value: T) => void;
  readonly isDisabled?: boolean;
}

export function SelectField<T extends string>(props: SelectFieldProps<T>) {
  const { value, options, onValue, isDisabled = false, ...field } = props;
  return (
    <Field {...field}>
      {(control) => (
        <select
          {...control}
          disabled={isDisabled}
          onChange={(event) => {
            const chosen = options[event.currentTarget.selectedIndex];
            if (chosen !== undefined) onValue(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} selected={option.value === value}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
