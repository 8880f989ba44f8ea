import type { BacktestForm } from "../../state/backtest/form.ts";
import { EXECUTION_FIELDS } from "../../state/execution_fields.ts";
import { type Errors, errorsOf } from "../../state/parameter_form.ts";
import { LIMIT_FIELDS, SIZING_FIELDS } from "../../state/risk_fields.ts";
import { SettingInputs } from "../setting_inputs.tsx";

export interface BacktestTermsProps {
  readonly form: BacktestForm;
  readonly errors: Errors;
  readonly onChange: (form: BacktestForm) => void;
}

/** Fees, slippage, size and limits: what a runner would be given too. */
export function BacktestTerms({ form, errors, onChange }: BacktestTermsProps) {
  const risk = {
    entries: form.risk,
    errors: errorsOf(errors, "risk"),
    onChange: (entries: BacktestForm["risk"]) => onChange({ ...form, risk: entries }),
  };
  return (
    <div class="panel more-columns" data-testid="backtest-terms">
      <div>
        <h3>Execution</h3>
        <SettingInputs
          specs={EXECUTION_FIELDS}
          entries={form.execution}
          errors={errorsOf(errors, "execution")}
          onChange={(execution) => onChange({ ...form, execution })}
        />
      </div>
      <div>
        <h3>Size</h3>
        <SettingInputs specs={SIZING_FIELDS} {...risk} />
      </div>
      <div>
        <h3>Limits</h3>
        <SettingInputs specs={LIMIT_FIELDS} {...risk} />
      </div>
    </div>
  );
}
