import { useState } from "preact/hooks";
import { count, money } from "../format/numbers.ts";
import { EngineRisk, type EngineRiskFields, SetEngineRisk } from "../operations/operations.ts";
import { ENGINE_FIELDS, engineInput, exposures } from "../state/engine_limits.ts";
import { notify } from "../state/notices.ts";
import type { Errors } from "../state/parameter_form.ts";
import { settingEntries, settingFaults } from "../state/setting_fields.ts";
import { useAction } from "../state/use_action.ts";
import { useQuery } from "../state/use_query.ts";
import { Dialog } from "./dialog.tsx";
import { Fact } from "./figures.tsx";
import { SettingInputs } from "./setting_inputs.tsx";

/** Limits over everything that runs, and what counts against them. */
export function EngineLimitsDialog({ onClose }: { readonly onClose: () => void }) {
  const { data, error } = useQuery(EngineRisk, {});
  return (
    <Dialog
      title="Limits of the whole engine"
      isMedium
      onClose={onClose}
      testId="engine-limits-dialog"
    >
      {error !== null && <p class="fault" role="alert">{error.message}</p>}
      {data === null
        ? <p class="loading">Loading limits…</p>
        : <EngineLimitsForm risk={data.engineRisk} onClose={onClose} />}
    </Dialog>
  );
}

interface EngineLimitsFormProps {
  readonly risk: EngineRiskFields;
  readonly onClose: () => void;
}

function EngineLimitsForm({ risk, onClose }: EngineLimitsFormProps) {
  const [entries, setEntries] = useState(() => settingEntries(ENGINE_FIELDS, risk, {}));
  const [refused, setRefused] = useState<Errors>({});
  const change = useAction(SetEngineRisk);
  const faults = settingFaults(ENGINE_FIELDS, entries);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (Object.keys(faults).length > 0 || change.isBusy) return;
    const answer = await change.run({ input: engineInput(entries) });
    if (!answer.ok) {
      const { field, message } = answer.error;
      const place = ENGINE_FIELDS.find(({ key }) => key === field);
      return setRefused({ [place?.key ?? "form"]: message });
    }
    notify("done", "Limits of the engine changed");
    onClose();
  };
  return (
    <form onSubmit={submit} noValidate>
      <p class="dialog-text quiet">
        Orders that would go beyond are refused; positions that are open stay open. Counted are
        positions and orders that would open some, as last committed: two orders of the same moment
        on different threads may both pass.
      </p>
      <SettingInputs
        specs={ENGINE_FIELDS}
        entries={entries}
        errors={{ ...refused, ...faults }}
        onChange={(next) => {
          setEntries(next);
          setRefused({});
        }}
      />
      <h3>Now</h3>
      <dl class="facts" data-testid="engine-exposure">
        <Fact name="Positions" hint="Open, or with an order that would open one">
          {count(risk.openPositions)}
          {risk.maxOpenPositions !== null && <small>of {count(risk.maxOpenPositions)}</small>}
        </Fact>
        {exposures(risk).map(({ name, value, limit }) => (
          <Fact key={name} name={name}>
            {money(value)}
            {limit !== null && <small>of {money(limit)}</small>}
          </Fact>
        ))}
      </dl>
      {refused["form"] !== undefined && <p class="fault" role="alert">{refused["form"]}</p>}
      <footer class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>Cancel</button>
        <button
          type="submit"
          class="button primary"
          disabled={change.isBusy}
          data-testid="engine-limits-submit"
        >
          Save
        </button>
      </footer>
    </form>
  );
}
