import { useState } from "preact/hooks";
import { CreateAccount, Currencies } from "../operations/operations.ts";
import { nameFault } from "../state/create_form.ts";
import { notify } from "../state/notices.ts";
import { type Errors, numberFault } from "../state/parameter_form.ts";
import { DEFAULT_LIMIT_ENTRIES, LIMIT_FIELDS, limitsInput } from "../state/risk_fields.ts";
import { settingFaults, shownSpecs } from "../state/setting_fields.ts";
import { useAction } from "../state/use_action.ts";
import { useQuery } from "../state/use_query.ts";
import { Dialog } from "./dialog.tsx";
import { NumberField, SelectField, TextField } from "./field.tsx";
import { SettingInputs } from "./setting_inputs.tsx";

export interface AccountDialogProps {
  readonly onCreated: () => void;
  readonly onClose: () => void;
}

interface AccountEntries {
  readonly name: string;
  readonly currency: string;
  readonly cash: string;
}

const ABOVE_NOTHING = { above: 0 };

/** Creates an account that runners may share. */
export function AccountDialog({ onCreated, onClose }: AccountDialogProps) {
  const { data, error } = useQuery(Currencies, {});
  return (
    <Dialog title="New account" isMedium onClose={onClose} testId="account-dialog">
      {error !== null && <p class="fault" role="alert">{error.message}</p>}
      {data === null ? <p class="loading">Loading currencies…</p> : (
        <AccountForm
          currencies={[...new Set(data.symbols.map(({ quote }) => quote))]}
          onCreated={onCreated}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

type AccountFormProps = AccountDialogProps & {
  /** What symbols are paid in. */
  readonly currencies: readonly string[];
};

function AccountForm({ currencies, onCreated, onClose }: AccountFormProps) {
  const [form, setForm] = useState<AccountEntries>({
    name: "",
    currency: currencies[0] ?? "",
    cash: "10000",
  });
  const [limits, setLimits] = useState(DEFAULT_LIMIT_ENTRIES);
  const [refused, setRefused] = useState<Errors>({});
  const [wasTried, setTried] = useState(false);
  const create = useAction(CreateAccount);
  const limitFaults = settingFaults(LIMIT_FIELDS, limits);
  const faults = formFaults(form);
  const errors: Errors = { ...refused, ...(wasTried ? faults : {}) };
  const change = (next: Partial<AccountEntries>) => {
    setForm({ ...form, ...next });
    setRefused({});
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(faults).length + Object.keys(limitFaults).length > 0 || create.isBusy) return;
    const { name, currency, cash } = form;
    const input = { name: name.trim(), currency, cash: Number(cash), risk: limitsInput(limits) };
    const answer = await create.run({ input });
    if (!answer.ok) return setRefused(placed(answer.error.field, answer.error.message));
    notify("done", `Account ${input.name} created`);
    onCreated();
    onClose();
  };
  return (
    <form onSubmit={submit} noValidate>
      <p class="dialog-text quiet">
        Several runners may trade with one account. Its equity is the sum of what they did and hold,
        and its limits count for all of them together.
      </p>
      <div class="fields">
        <TextField
          label="Name"
          testId="account-name"
          error={errors["name"]}
          value={form.name}
          onValue={(name) => change({ name })}
          maxLength={100}
        />
        <SelectField
          label="Currency"
          testId="account-currency"
          error={errors["currency"]}
          value={form.currency}
          options={currencies.map((value) => ({ value, text: value }))}
          onValue={(currency) => change({ currency })}
        />
        <NumberField
          label="Cash"
          aside={form.currency}
          testId="account-cash"
          error={errors["cash"]}
          value={form.cash}
          onValue={(cash) => change({ cash })}
        />
      </div>
      <h3>Limits</h3>
      <p class="hint">Besides the runners' own: of two limits the stricter counts.</p>
      <SettingInputs
        specs={LIMIT_FIELDS}
        entries={limits}
        errors={{ ...errors, ...limitFaults }}
        onChange={(next) => {
          setLimits(next);
          setRefused({});
        }}
      />
      {errors["form"] !== undefined && <p class="fault" role="alert">{errors["form"]}</p>}
      <footer class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>Cancel</button>
        <button
          type="submit"
          class="button primary"
          disabled={create.isBusy}
          data-testid="account-submit"
        >
          Create account
        </button>
      </footer>
    </form>
  );
}

function formFaults({ name, cash }: AccountEntries): Errors {
  const faults: [string, string | null][] = [
    ["name", nameFault(name)],
    ["cash", numberFault(cash, ABOVE_NOTHING)],
  ];
  return Object.fromEntries(faults.flatMap(([key, fault]) => fault === null ? [] : [[key, fault]]));
}

function placed(field: string | null, message: string): Errors {
  const key = field?.replace(/^risk\./, "") ?? "";
  const known = [
    "name",
    "currency",
    "cash",
    ...shownSpecs(LIMIT_FIELDS, {}).map((spec) => spec.key),
  ];
  return { [known.includes(key) ? key : "form"]: message };
}
