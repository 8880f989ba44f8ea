import { useEffect, useState } from "preact/hooks";
import { type CreateForm, isFolded, OWN_ACCOUNT } from "../state/create_form.ts";
import { EXECUTION_FIELDS } from "../state/execution_fields.ts";
import { errorsOf } from "../state/parameter_form.ts";
import { LIMIT_FIELDS, SIZING_FIELDS } from "../state/risk_fields.ts";
import { AccountPicker, type AccountPickerProps } from "./account_picker.tsx";
import { SettingInputs } from "./setting_inputs.tsx";

/** What a new runner may leave as it is; opens by itself where something in it is wrong. */
export function ExecutionSection(props: AccountPickerProps) {
  const { form, errors, onChange } = props;
  const isWrong = Object.keys(errors).some(isFolded);
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    if (isWrong) setOpen(true);
  }, [isWrong]);
  const risk = {
    entries: form.risk,
    errors: errorsOf(errors, "risk"),
    onChange: (entries: CreateForm["risk"]) => onChange({ ...form, risk: entries }),
  };
  return (
    <details
      class="more-settings"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      data-testid="execution-section"
    >
      <summary>
        Execution and risk <small>{summary(form)}</small>
      </summary>
      <div class="more-columns">
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
          <h3>Account</h3>
          <AccountPicker {...props} />
          <h3>Size</h3>
          <SettingInputs specs={SIZING_FIELDS} {...risk} />
        </div>
        <div>
          <h3>Limits</h3>
          <SettingInputs specs={LIMIT_FIELDS} {...risk} />
        </div>
      </div>
    </details>
  );
}

/** What stands in it, as far as it fits on a line. */
function summary({ execution, account }: CreateForm): string {
  const fees = `fees ${execution["fees.makerBps"]} / ${execution["fees.takerBps"]} bps`;
  const slippage = execution["slippage.model"] === "NONE" ? "no slippage" : "slippage";
  const leverage = execution["leverage"] === "1"
    ? "no leverage"
    : `leverage ${execution["leverage"]}`;
  return [fees, slippage, leverage, account === OWN_ACCOUNT ? "own account" : "shared account"]
    .join(
      ", ",
    );
}
