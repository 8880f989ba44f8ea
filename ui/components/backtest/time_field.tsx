import { Field, type FieldProps } from "../field.tsx";

export interface TimeFieldProps extends Omit<FieldProps, "children"> {
  /** `2024-01-31T00:00`; empty for none. */
  readonly value: string;
  readonly onValue: (value: string) => void;
}

/** A date and a time of day, as they stand there: the browser's zone has no part in it. */
export function TimeField({ value, onValue, ...field }: TimeFieldProps) {
  return (
    <Field {...field} isWide>
      {(control) => (
        <input
          {...control}
          type="datetime-local"
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}
