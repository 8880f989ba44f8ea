import { useState } from "preact/hooks";
import { SetRisk } from "../operations/operations.ts";
import { notify } from "../state/notices.ts";
import type { Errors } from "../state/parameter_form.ts";
import {
  DEFAULT_RISK_ENTRIES,
  LIMIT_FIELDS,
  RISK_FIELDS,
  riskFaults,
  riskInput,
  SIZING_FIELDS,
} from "../state/risk_fields.ts";
import type { RunnerDetail } from "../state/runner_live.ts";
import { settingEntries, shownSpecs } from "../state/setting_fields.ts";
import { useAction } from "../state/use_action.ts";
import { Dialog } from "./dialog.tsx";
import { SettingInputs } from "./setting_inputs.tsx";

export interface RiskDialogProps {
  readonly detail: RunnerDetail;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Changes a runner's sizing and limits. */
export function RiskDialog({ detail, onChanged, onClose }: RiskDialogProps) {
  const [entries, setEntries] = useState(() =>
    settingEntries(RISK_FIELDS, detail.risk, DEFAULT_RISK_ENTRIES)
  );
  const [refused, setRefused] = useState<Errors>({});
  const change = useAction(SetRisk);
  const faults = riskFaults(entries, detail.execution.leverage);
  const errors = { ...refused, ...faults };
  const submit = async (event: Event) => {
    event.preventDefault();
    if (Object.keys(faults).length > 0 || change.isBusy) return;
    const answer = await change.run({ id: detail.id, input: riskInput(entries) });
    if (!answer.ok) {
      const { field, message } = answer.error;
      const place = shownSpecs(RISK_FIELDS, entries).find(({ key }) => key === field);
      return setRefused({ [place?.key ?? "form"]: message });
    }
    notify("done", "Limits changed");
    onChanged();
    onClose();
  };
  const group = { entries, errors, onChange: setEntries };
  return (
    <Dialog title="Size and limits" isMedium onClose={onClose} testId="risk-dialog">
      <form onSubmit={submit} noValidate>
        <SettingInputs specs={SIZING_FIELDS} {...group} />
        <h3>Limits</h3>
        <p class="hint">A limit that is changed keeps what it counted, and its lock.</p>
        <SettingInputs specs={LIMIT_FIELDS} {...group} />
        {refused["form"] !== undefined && <p class="fault" role="alert">{refused["form"]}</p>}
        <footer class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>Cancel</button>
          <button
            type="submit"
            class="button primary"
            disabled={change.isBusy}
            data-testid="risk-submit"
          >
            Save
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
