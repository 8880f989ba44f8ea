import { useState } from "preact/hooks";
import { SOURCE_WORDS } from "../../format/backtest_words.ts";
import type { CatalogueData } from "../../operations/operations.ts";
import { type BacktestForm, isStored, mostBars, sourcesOf } from "../../state/backtest/form.ts";
import { TIMEFRAMES } from "../../state/create_form.ts";
import type { Errors } from "../../state/parameter_form.ts";
import { NumberField, SelectField, TextField } from "../field.tsx";
import { TimeField } from "./time_field.tsx";

export interface BacktestSettingsFieldsProps {
  readonly catalogue: CatalogueData;
  readonly form: BacktestForm;
  readonly errors: Errors;
  readonly onChange: (form: BacktestForm) => void;
}

const TIMEFRAME_OPTIONS = TIMEFRAMES.map((value) => ({ value, text: value }));
const LONGEST_SEED = 64;
/** In place of a source: the candles that another backtest had. */
const AGAIN = "AGAIN" as const;

/** Which candles, and with what the account begins. */
export function BacktestSettingsFields(props: BacktestSettingsFieldsProps) {
  const { catalogue, form, errors, onChange } = props;
  const sources = sourcesOf(catalogue, form.symbols)
    .map((value) => ({ value, text: SOURCE_WORDS[value] }));
  // Once other symbols were chosen there is no way back to candles that these may not have.
  const [offered] = useState(form.candlesOf);
  const again = offered === null || form.symbols.length === 0
    ? []
    : [{ value: AGAIN as typeof AGAIN, text: `The very candles of ${offered}` }];
  const currency = catalogue.symbols.find(({ code }) => code === form.symbols[0])?.quote ?? "";
  const field = (name: keyof BacktestForm & string) => ({
    error: errors[name],
    testId: `backtest-${name}`,
  });
  const typed = (name: "bars" | "cash" | "windowSize" | "seed" | "from" | "to") => ({
    ...field(name),
    value: form[name],
    onValue: (value: string) => onChange({ ...form, [name]: value }),
  });
  return (
    <>
      <h3>Candles</h3>
      <div class="fields">
        <SelectField
          label="Source"
          isWide
          {...field("source")}
          hint={sourceHint(form)}
          value={form.candlesOf === null ? form.source : AGAIN}
          options={[...again, ...sources]}
          isDisabled={again.length + sources.length === 0}
          onValue={(source) =>
            onChange(
              source === AGAIN
                ? { ...form, candlesOf: offered }
                : { ...form, source, candlesOf: null },
            )}
        />
        <SelectField
          label="Timeframe"
          {...field("timeframe")}
          value={TIMEFRAMES.find((value) => value === form.timeframe) ?? null}
          options={TIMEFRAME_OPTIONS}
          onValue={(timeframe) => onChange({ ...form, timeframe })}
        />
        {form.candlesOf === null && (
          <>
            {!isStored(form.source) && (
              <NumberField
                label="Bars"
                {...typed("bars")}
                hint={`Up to now, at most ${mostBars(form).toLocaleString("en-US")}`}
                min={1}
                step={1}
              />
            )}
            <TimeField label="From, UTC" {...typed("from")} hint="Empty: the first there is" />
            <TimeField label="To, UTC" {...typed("to")} hint="Empty: the last there is" />
          </>
        )}
      </div>
      <h3>Run</h3>
      <div class="fields">
        <NumberField label="Cash" aside={currency} {...typed("cash")} min={0.01} />
        <NumberField
          label="Window"
          aside="candles"
          {...typed("windowSize")}
          hint="The strategy may look back on"
          min={2}
          step={1}
        />
        <TextField
          label="Seed"
          {...typed("seed")}
          hint="Of all that is random"
          maxLength={LONGEST_SEED}
        />
        <label class="check close-at-end">
          <input
            type="checkbox"
            checked={form.closeAtEnd}
            onChange={(event) => onChange({ ...form, closeAtEnd: event.currentTarget.checked })}
          />
          Close at the end
        </label>
      </div>
    </>
  );
}

function sourceHint({ source, symbols, candlesOf }: BacktestForm): string {
  if (candlesOf !== null) return "The same settings then give the same trades";
  if (source === null) {
    return symbols.length > 1 ? "No source has all of these symbols" : "Depends on the symbol";
  }
  if (isStored(source)) return "What download and live feeds have stored";
  return source === "REPLAY" ? "The last bars of what is replayed" : "Its past up to now";
}
