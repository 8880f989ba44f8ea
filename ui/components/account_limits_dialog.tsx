import { useState } from "preact/hooks";
import { SetAccountRisk, type SharedAccountFields } from "../operations/operations.ts";
import { notify } from "../state/notices.ts";
import type { Errors } from "../state/parameter_form.ts";
import { DEFAULT_LIMIT_ENTRIES, LIMIT_FIELDS, limitsInput } from "../state/risk_fields.ts";
import { settingEntries, settingFaults } from "../state/setting_fields.ts";
import { useAction } from "../state/use_action.ts";
import { Dialog } from "./dialog.tsx";
import { SettingInputs } from "./setting_inputs.tsx";

export interface AccountLimitsDialogProps {
  readonly account: SharedAccountFields;
  readonly onChanged: () => void;
  readonly onClose: () => void;
}

/** Changes an account's limits, at once for all its runners. */
export function AccountLimitsDialog({ account, onChanged, onClose }: AccountLimitsDialogProps) {
  const [entries, setEntries] = useState(() =>
    settingEntries(LIMIT_FIELDS, account.risk, DEFAULT_LIMIT_ENTRIES)
  );
  const [refused, setRefused] = useState<Errors>({});
  const change = useAction(SetAccountRisk);
  const faults = settingFaults(LIMIT_FIELDS, entries);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (Object.keys(faults).length > 0 || change.isBusy) return;
    const answer = await change.run({ id: account.id, input: limitsInput(entries) });
    if (!answer.ok) {
      const { field, message } = answer.error;
      const place = LIMIT_FIELDS.find(({ key }) => key === field);
      return setRefused({ [place?.key ?? "form"]: message });
    }
    notify("done", `Limits of ${account.name} changed`);
    onChanged();
    onClose();
  };
  return (
    <Dialog
      title={`Limits of ${account.name}`}
      isMedium
      onClose={onClose}
      testId="account-limits-dialog"
    >
      <form onSubmit={submit} noValidate>
        <p class="dialog-text quiet">
          They count for every runner on the account besides the runner's own: of two limits the
          stricter counts.
        </p>
        <SettingInputs
          specs={LIMIT_FIELDS}
          entries={entries}
          errors={{ ...refused, ...faults }}
          onChange={(next) => {
            setEntries(next);
            setRefused({});
          }}
        />
        {refused["form"] !== undefined && <p class="fault" role="alert">{refused["form"]}</p>}
        <footer class="dialog-actions">
          <button type="button" class="button" onClick={onClose}>Cancel</button>
          <button
            type="submit"
            class="button primary"
            disabled={change.isBusy}
            data-testid="account-limits-submit"
          >
            Save
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
