import { useState } from "preact/hooks";
import { useLocation } from "preact-iso/router";
import { type CatalogueData, RunStudy } from "../../operations/operations.ts";
import {
  type BacktestForm,
  withBacktestStrategy,
  withSymbolToggled,
} from "../../state/backtest/form.ts";
import { type Errors, errorsOf } from "../../state/parameter_form.ts";
import {
  checkStudy,
  placedStudyError,
  type StudyForm,
  withVaried,
} from "../../state/studies/form.ts";
import { studyAddress } from "../../state/studies/words.ts";
import { useAction } from "../../state/use_action.ts";
import { BacktestSettingsFields } from "../backtest/backtest_settings_fields.tsx";
import { BacktestTerms } from "../backtest/backtest_terms.tsx";
import { StrategyPicker } from "../strategy_picker.tsx";
import { SymbolPicker } from "../symbol_picker.tsx";
import { useScrollToFault } from "../use_scroll_to_fault.ts";
import { CombinationsCount } from "./combinations_count.tsx";
import { KindChoice } from "./kind_choice.tsx";
import { StudySearchFields } from "./study_search_fields.tsx";
import { VariedFields } from "./varied_fields.tsx";

export interface StudyFormViewProps {
  readonly catalogue: CatalogueData;
  readonly initial: StudyForm;
}

export function StudyFormView({ catalogue, initial }: StudyFormViewProps) {
  const [form, setForm] = useState(initial);
  const [refused, setRefused] = useState<Errors>({});
  const [tries, setTries] = useState(0);
  const wasTried = tries > 0;
  const { route } = useLocation();
  const run = useAction(RunStudy);
  const { backtest } = form;
  const strategy = catalogue.strategies.find(({ name }) => name === backtest.strategy) ?? null;
  const { input, errors: faults, combinations } = checkStudy(form, strategy);
  const errors: Errors = { ...refused, ...(wasTried ? faults : withoutChoices(faults)) };
  const element = useScrollToFault(refused, tries);
  const change = (next: StudyForm) => {
    setForm(next);
    setRefused({});
  };
  const changeBacktest = (next: BacktestForm) => change({ ...form, backtest: next });
  const submit = async (event: Event) => {
    event.preventDefault();
    setTries(tries + 1);
    if (input === null || run.isBusy) return;
    const answer = await run.run({ input });
    if (!answer.ok) return setRefused(placedStudyError(answer.error, form, strategy));
    route(studyAddress(answer.data.runStudy.id));
  };
  return (
    <form
      ref={element}
      class="create-form backtest-form study-form"
      onSubmit={submit}
      noValidate
    >
      <KindChoice kind={form.kind} onKind={(kind) => change({ ...form, kind })} />
      <div class="panel create-columns">
        <SymbolPicker
          symbols={catalogue.symbols}
          chosen={backtest.symbols}
          isMultiple
          error={errors["symbols"]}
          onChoose={(symbol) => changeBacktest(withSymbolToggled(backtest, symbol, catalogue))}
        />
        <StrategyPicker
          strategies={catalogue.strategies}
          chosen={backtest.strategy}
          error={errors["strategy"]}
          onChoose={(chosen) =>
            change(
              withVaried(chosen, { ...form, backtest: withBacktestStrategy(backtest, chosen) }),
            )}
        />
        <div class="create-settings">
          <h3>Parameters</h3>
          {strategy === null
            ? <p class="hint">Choose a strategy to see its parameters.</p>
            : (
              <VariedFields
                strategy={strategy}
                form={form}
                errors={errorsOf(errors, "parameters")}
                onChange={change}
              />
            )}
          <CombinationsCount
            form={form}
            combinations={combinations}
            error={errors["parameters"]}
          />
          <StudySearchFields form={form} errors={errors} onChange={change} />
          <BacktestSettingsFields
            catalogue={catalogue}
            form={backtest}
            errors={errors}
            onChange={changeBacktest}
          />
        </div>
      </div>
      <BacktestTerms form={backtest} errors={errors} onChange={changeBacktest} />
      {errors["form"] !== undefined && (
        <p class="fault form-fault" role="alert" data-testid="form-error">{errors["form"]}</p>
      )}
      <footer class="dialog-actions">
        {wasTried && input === null && <p class="fault">Something above is not right yet.</p>}
        <a class="button" href="/studies">Cancel</a>
        <button
          type="submit"
          class="button primary"
          disabled={run.isBusy}
          data-testid="run-study"
        >
          {run.isBusy
            ? "Getting the candles…"
            : form.kind === "SWEEP"
            ? "Run sweep"
            : "Run walk-forward"}
        </button>
      </footer>
    </form>
  );
}

/** Nobody wants to read what is missing before having had a chance. */
function withoutChoices(errors: Errors): Errors {
  const { symbols: _symbols, strategy: _strategy, ...others } = errors;
  return others;
}
