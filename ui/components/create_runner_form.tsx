import { useState } from "preact/hooks";
import { plain } from "../format/words.ts";
import {
  type AccountChoice,
  type CatalogueData,
  CreateAccount,
  CreateRunner,
  type RunnerRow,
  type StrategyFields,
} from "../operations/operations.ts";
import {
  checkForm,
  type CreateForm,
  placedAccountError,
  placedError,
  sharable,
  startingForm,
  withStrategy,
  withSymbol,
} from "../state/create_form.ts";
import { notify } from "../state/notices.ts";
import { type Errors, errorsOf } from "../state/parameter_form.ts";
import { useAction } from "../state/use_action.ts";
import { ExecutionSection } from "./execution_section.tsx";
import { ParameterFields } from "./parameter_fields.tsx";
import { RunnerSettings } from "./runner_settings.tsx";
import { StrategyPicker } from "./strategy_picker.tsx";
import { SymbolPicker } from "./symbol_picker.tsx";

export interface CreateRunnerFormProps {
  readonly catalogue: CatalogueData;
  readonly onCreated: (row: RunnerRow) => void;
  readonly onClose: () => void;
}

export function CreateRunnerForm({ catalogue, onCreated, onClose }: CreateRunnerFormProps) {
  const [form, setForm] = useState<CreateForm>(() => startingForm(catalogue));
  const [refused, setRefused] = useState<Errors>({});
  /** Nobody wants to read what is missing before having had a chance. */
  const [wasTried, setTried] = useState(false);
  /** Those that were created along with a runner that was refused then. */
  const [made, setMade] = useState<readonly AccountChoice[]>([]);
  const create = useAction(CreateRunner);
  const createAccount = useAction(CreateAccount);
  const accounts = [...catalogue.accounts, ...made];
  const strategy = strategyOf(catalogue, form);
  const symbol = catalogue.symbols.find(({ code }) => code === form.symbol);
  const { input, newAccount, errors: faults } = checkForm(form, strategy);
  const missing = wasTried ? faults : withoutChoices(faults);
  const errors: Errors = { ...refused, ...missing };
  const isBusy = create.isBusy || createAccount.isBusy;
  const change = (next: CreateForm) => {
    setForm(next);
    setRefused({});
  };
  /** Its id, chosen in the form from then on; null when it was refused. */
  const accountFor = async (wanted: NonNullable<typeof newAccount>): Promise<string | null> => {
    const currency = symbol?.quote ?? "";
    const answer = await createAccount.run({ input: { ...wanted, currency } });
    if (!answer.ok) {
      setRefused(placedAccountError(answer.error));
      return null;
    }
    const account = answer.data.createAccount;
    setMade([...made, account]);
    setForm({ ...form, account: account.id });
    return account.id;
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (input === null || isBusy) return;
    const account = newAccount === null ? input.account : await accountFor(newAccount);
    if (account === null) return;
    const answer = await create.run({
      input: account === undefined ? input : { ...input, account },
    });
    if (!answer.ok) return setRefused(placedError(answer.error, form, strategy));
    notify("done", `${input.symbol} ${plain(input.strategy)} created`);
    onCreated(answer.data.createRunner);
  };

  return (
    <form class="create-form" onSubmit={submit} noValidate>
      {errors["form"] !== undefined && (
        <p class="fault form-fault" role="alert" data-testid="form-error">{errors["form"]}</p>
      )}
      <div class="create-columns">
        <SymbolPicker
          symbols={catalogue.symbols}
          chosen={form.symbol === null ? [] : [form.symbol]}
          error={errors["symbol"]}
          onChoose={(symbol) =>
            change(withSymbol(form, symbol, catalogue.engine.defaultFeed, accounts))}
        />
        <StrategyPicker
          strategies={catalogue.strategies}
          chosen={form.strategy}
          error={errors["strategy"]}
          onChoose={(chosen) => change(withStrategy(form, chosen))}
        />
        <div class="create-settings">
          <RunnerSettings
            form={form}
            feeds={symbol?.feeds ?? []}
            health={catalogue.feeds}
            currency={symbol?.quote ?? ""}
            errors={errors}
            onChange={change}
          />
          <h3>Parameters</h3>
          {strategy === null
            ? <p class="hint">Choose a strategy to see its parameters.</p>
            : (
              <ParameterFields
                specs={strategy.parameters}
                constraints={strategy.constraints}
                entries={form.parameters}
                errors={errorsOf(errors, "parameters")}
                onEntry={(name, entry) =>
                  change({ ...form, parameters: { ...form.parameters, [name]: entry } })}
              />
            )}
        </div>
      </div>
      <ExecutionSection
        form={form}
        accounts={sharable(accounts, symbol)}
        currency={symbol?.quote ?? ""}
        errors={errors}
        onChange={change}
      />
      <footer class="dialog-actions">
        <label class="check">
          <input
            type="checkbox"
            checked={form.autostart}
            onChange={(event) => change({ ...form, autostart: event.currentTarget.checked })}
          />
          Start at once
        </label>
        <button type="button" class="button" onClick={onClose}>Cancel</button>
        <button
          type="submit"
          class="button primary"
          disabled={isBusy}
          data-testid="create-submit"
        >
          {isBusy ? "Creating…" : "Create runner"}
        </button>
      </footer>
    </form>
  );
}

function strategyOf({ strategies }: CatalogueData, form: CreateForm): StrategyFields | null {
  return strategies.find(({ name }) => name === form.strategy) ?? null;
}

const CHOICES: ReadonlySet<string> = new Set(["symbol", "strategy", "accountName"]);

function withoutChoices(errors: Errors): Errors {
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !CHOICES.has(field)));
}
