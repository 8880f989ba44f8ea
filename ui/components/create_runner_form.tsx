import { useState } from "preact/hooks";
import { plain } from "../format/words.ts";
import {
  type CatalogueData,
  CreateRunner,
  type RunnerRow,
  type StrategyFields,
} from "../operations/operations.ts";
import {
  checkForm,
  type CreateForm,
  placedError,
  startingForm,
  withStrategy,
  withSymbol,
} from "../state/create_form.ts";
import { notify } from "../state/notices.ts";
import type { Errors } from "../state/parameter_form.ts";
import { useAction } from "../state/use_action.ts";
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
  const create = useAction(CreateRunner);
  const strategy = strategyOf(catalogue, form);
  const symbol = catalogue.symbols.find(({ code }) => code === form.symbol);
  const { input, errors: faults } = checkForm(form, strategy);
  const missing = wasTried ? faults : withoutChoices(faults);
  const errors: Errors = { ...refused, ...missing };
  const change = (next: CreateForm) => {
    setForm(next);
    setRefused({});
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    setTried(true);
    if (input === null || create.isBusy) return;
    const answer = await create.run({ input });
    if (!answer.ok) return setRefused(placedError(answer.error, strategy));
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
          chosen={form.symbol}
          error={errors["symbol"]}
          onChoose={(symbol) => change(withSymbol(form, symbol, catalogue.engine.defaultFeed))}
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
                entries={form.parameters}
                errors={parameterErrors(errors)}
                onEntry={(name, entry) =>
                  change({ ...form, parameters: { ...form.parameters, [name]: entry } })}
              />
            )}
        </div>
      </div>
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
          disabled={create.isBusy}
          data-testid="create-submit"
        >
          {create.isBusy ? "Creating…" : "Create runner"}
        </button>
      </footer>
    </form>
  );
}

function strategyOf({ strategies }: CatalogueData, form: CreateForm): StrategyFields | null {
  return strategies.find(({ name }) => name === form.strategy) ?? null;
}

function withoutChoices(errors: Errors): Errors {
  return Object.fromEntries(
    Object.entries(errors).filter(([field]) => field !== "symbol" && field !== "strategy"),
  );
}

const PREFIX = "parameters.";

function parameterErrors(errors: Errors): Errors {
  return Object.fromEntries(
    Object.entries(errors)
      .filter(([field]) => field.startsWith(PREFIX))
      .map(([field, message]) => [field.slice(PREFIX.length), message]),
  );
}
