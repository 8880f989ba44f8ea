import { useState } from "preact/hooks";
import { flattened } from "../format/flatten.ts";
import { plain } from "../format/words.ts";
import { UpdateRunner } from "../operations/operations.ts";
import { notify } from "../state/notices.ts";
import {
  checkParameters,
  type Entries,
  type Errors,
  parameterEntries,
} from "../state/parameter_form.ts";
import type { RunnerDetail } from "../state/runner_live.ts";
import { useAction } from "../state/use_action.ts";
import { Fact, Panel } from "./figures.tsx";
import { Icon } from "./icon.tsx";
import { ParameterFields } from "./parameter_fields.tsx";

export interface ParametersPanelProps {
  readonly detail: RunnerDetail;
  readonly onChanged: () => void;
}

export function ParametersPanel({ detail, onChanged }: ParametersPanelProps) {
  const [isEditing, setEditing] = useState(false);
  const canEdit = detail.status !== "STOPPED" && detail.strategy.parameters.length > 0;
  const rows = flattened(detail.parameters);
  return (
    <Panel
      title="Parameters"
      testId="parameters"
      aside={canEdit && !isEditing && (
        <button
          type="button"
          class="icon-button"
          aria-label="Change parameters"
          title="Change"
          onClick={() => setEditing(true)}
          data-testid="edit-parameters"
        >
          <Icon name="edit" />
        </button>
      )}
    >
      {isEditing
        ? (
          <ParametersForm
            detail={detail}
            onDone={() => {
              setEditing(false);
              onChanged();
            }}
            onCancel={() => setEditing(false)}
          />
        )
        : (
          <dl class="facts">
            {rows.map(([name, text]) => <Fact key={name} name={plain(name)}>{text}</Fact>)}
            <Fact name="Window">{detail.windowSize} candles</Fact>
          </dl>
        )}
    </Panel>
  );
}

interface ParametersFormProps {
  readonly detail: RunnerDetail;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

function ParametersForm({ detail, onDone, onCancel }: ParametersFormProps) {
  const specs = detail.strategy.parameters;
  const [entries, setEntries] = useState<Entries>(() => parameterEntries(specs, detail.parameters));
  const [refused, setRefused] = useState<Errors>({});
  const update = useAction(UpdateRunner);
  const { values, errors } = checkParameters(detail.strategy, entries);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (Object.keys(errors).length > 0) return;
    const answer = await update.run({ id: detail.id, parameters: values });
    if (answer.ok) {
      notify("done", "Parameters changed");
      return onDone();
    }
    const { field, message } = answer.error;
    const name = field?.startsWith("parameters.") ? field.slice("parameters.".length) : "";
    setRefused({ [name]: message });
  };
  return (
    <form onSubmit={submit} noValidate>
      <ParameterFields
        specs={specs}
        constraints={detail.strategy.constraints}
        entries={entries}
        errors={{ ...refused, ...errors }}
        onEntry={(name, entry) => {
          setEntries({ ...entries, [name]: entry });
          setRefused({});
        }}
      />
      {refused[""] !== undefined && <p class="fault" role="alert">{refused[""]}</p>}
      <footer class="dialog-actions">
        <button type="button" class="button small" onClick={onCancel}>Cancel</button>
        <button
          type="submit"
          class="button small primary"
          disabled={update.isBusy}
          data-testid="save-parameters"
        >
          Save
        </button>
      </footer>
    </form>
  );
}
