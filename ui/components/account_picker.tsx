import { money } from "../format/numbers.ts";
import type { AccountChoice } from "../operations/operations.ts";
import { type CreateForm, NEW_ACCOUNT, OWN_ACCOUNT } from "../state/create_form.ts";
import type { Errors } from "../state/parameter_form.ts";
import { NumberField, SelectField, TextField } from "./field.tsx";

export interface AccountPickerProps {
  readonly form: CreateForm;
  /** Those that can be shared with the chosen symbol. */
  readonly accounts: readonly AccountChoice[];
  /** What the chosen symbol is paid in. */
  readonly currency: string;
  readonly errors: Errors;
  readonly onChange: (form: CreateForm) => void;
}

/** Which account a new runner trades with. */
export function AccountPicker(props: AccountPickerProps) {
  const { form, accounts, currency, errors, onChange } = props;
  const options = [
    { value: OWN_ACCOUNT, text: "Its own" },
    ...accounts.map(({ id, name, books }) => ({
      value: id,
      text: `${name} (${money(books.equity)} ${currency}, shared)`,
    })),
    { value: NEW_ACCOUNT, text: "A new one, to be shared…" },
  ];
  return (
    <div class="fields">
      <SelectField
        label="Trades with"
        isWide
        testId="account-choice"
        error={errors["account"]}
        hint={form.account === OWN_ACCOUNT ? "" : "All its runners trade with the same money"}
        value={form.account}
        options={options}
        onValue={(account) => onChange({ ...form, account })}
      />
      {form.account === NEW_ACCOUNT && (
        <>
          <TextField
            label="Its name"
            testId="new-account-name"
            error={errors["accountName"]}
            value={form.accountName}
            onValue={(accountName) => onChange({ ...form, accountName })}
            maxLength={100}
          />
          <NumberField
            label="Cash"
            aside={currency}
            error={errors["cash"]}
            value={form.cash}
            onValue={(cash) => onChange({ ...form, cash })}
            min={0.01}
          />
        </>
      )}
    </div>
  );
}
