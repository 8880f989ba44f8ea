import { useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { type CatalogueData, RunBacktest } from "../../operations/operations.ts";
import {
  type BacktestForm,
  checkBacktest,
  placedBacktestError,
  withBacktestStrategy,
  withSymbolToggled,
} from "../../state/backtest/form.ts";
import { backtestAddress } from "../../state/backtest/list.ts";
import { type Errors, errorsOf } from "../../state/parameter_form.ts";
import { useAction } from "../../state/use_action.ts";
import { ParameterFields } from "../parameter_fields.tsx";
import { StrategyPicker } from "../strategy_picker.tsx";
import { SymbolPicker } from "../symbol_picker.tsx";
import { useScrollToFault } from "../use_scroll_to_fault.ts";
import { BacktestSettingsFields } from "./backtest_settings_fields.tsx";
import { BacktestTerms } from "./backtest_terms.tsx";

export interface BacktestFormViewProps {
  readonly catalogue: CatalogueData;
  readonly initial: BacktestForm;
}

export function BacktestFormView({ catalogue, initial }: BacktestFormViewProps) {
  const [form, setForm] = useState(initial);
  const [refused, setRefused] = useState<Errors>({});
  const [tries, setTries] = useState(0);
  const wasTried = tries > 0;
  const { route } = useLocation();
  const run = useAction(RunBacktest);
  const strategy = catalogue.strategies.find(({ name }) => name === form.strategy) ?? null;
  const { input, errors: faults } = checkBacktest(form, strategy, catalogue.symbols);
  const errors: Errors = { ...refused, ...(wasTried ? faults : withoutChoices(faults)) };
  const element = useScrollToFault(refused, tries);
  const change = (next: BacktestForm) => {
    setForm(next);
    setRefused({});
  };
  const submit = async (event: Event) => {
    event.preventDefault();
    setTries(tries + 1);
    if (input === null || run.isBusy) return;
    const answer = await run.run({ input });
    if (!answer.ok) return setRefused(placedBacktestError(answer.error, form, strategy));
    route(backtestAddress(answer.data.runBacktest.id));
  };
  return (
    <form ref={element} class="create-form backtest-form" onSubmit={submit} noValidate>
      <div class="panel create-columns">
        <SymbolPicker
          symbols={catalogue.symbols}
          chosen={form.symbols}
          isMultiple
          error={errors["symbols"]}
          onChoose={(symbol) => change(withSymbolToggled(form, symbol, catalogue))}
        />
        <StrategyPicker
          strategies={catalogue.strategies}
          chosen={form.strategy}
          error={errors["strategy"]}
          onChoose={(chosen) => change(withBacktestStrategy(form, chosen))}
        />
        <div class="create-settings">
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
          <BacktestSettingsFields
            catalogue={catalogue}
            form={form}
            errors={errors}
            onChange={change}
          />
        </div>
      </div>
      <BacktestTerms form={form} errors={errors} onChange={change} />
      {errors["form"] !== undefined && (
        <p class="fault form-fault" role="alert" data-testid="form-error">{errors["form"]}</p>
      )}
      <footer class="dialog-actions">
        {wasTried && input === null && <p class="fault">Something above is not right yet.</p>}
        <a class="button" href="/backtests">Cancel</a>
        <button
          type="submit"
          class="button primary"
          disabled={run.isBusy}
          data-testid="run-backtest"
        >
          {run.isBusy ? "Getting the candles…" : "Run backtest"}
        </button>
      </footer>
    </form>
  );
}

/** Nobody wants to read what is missing before having had a chance. */
function withoutChoices(errors: Errors): Errors {
  const shown = Object.entries(errors).filter(([, fault]) => !fault.startsWith("Choose"));
  return Object.fromEntries(shown);
}
