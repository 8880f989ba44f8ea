import { useState } from "preact/hooks";
import {
  type BacktestProgressFields,
  CancelBacktest,
  RemoveBacktest,
} from "../../operations/operations.ts";
import { isUnderWay } from "../../state/backtest/list.ts";
import { notify } from "../../state/notices.ts";
import { useAction } from "../../state/use_action.ts";
import { ConfirmDialog } from "../confirm_dialog.tsx";
import { Icon } from "../icon.tsx";

export interface BacktestControlsProps {
  readonly backtest: Pick<BacktestProgressFields, "id" | "status">;
  /** What it is called in a question. */
  readonly name: string;
  readonly onChanged: () => void;
  readonly onRemoved: () => void;
}

/** Cancel, while there is something to cancel, and remove. */
export function BacktestControls({ backtest, name, onChanged, onRemoved }: BacktestControlsProps) {
  const [isAsking, setAsking] = useState(false);
  const cancel = useAction(CancelBacktest);
  const onCancel = async () => {
    const answer = await cancel.run({ id: backtest.id });
    if (!answer.ok) notify("error", answer.error.message);
    onChanged();
  };
  return (
    <span class="controls">
      {isUnderWay(backtest) && (
        <button
          type="button"
          class="icon-button"
          title="Cancel"
          aria-label={`Cancel ${name}`}
          disabled={cancel.isBusy}
          onClick={onCancel}
          data-testid="cancel-backtest"
        >
          <Icon name="stop" />
        </button>
      )}
      <button
        type="button"
        class="icon-button"
        title="Remove"
        aria-label={`Remove ${name}`}
        onClick={() => setAsking(true)}
        data-testid="remove-backtest"
      >
        <Icon name="trash" />
      </button>
      {isAsking && (
        <RemoveBacktestDialog
          backtest={backtest}
          name={name}
          onRemoved={onRemoved}
          onClose={() => setAsking(false)}
        />
      )}
    </span>
  );
}

type DialogProps = Omit<BacktestControlsProps, "onChanged"> & { readonly onClose: () => void };

function RemoveBacktestDialog({ backtest, name, onRemoved, onClose }: DialogProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const remove = useAction(RemoveBacktest);
  const act = async () => {
    const answer = await remove.run({ id: backtest.id });
    if (!answer.ok) return setRefusal(answer.error.message);
    notify("done", `${name} removed`);
    onRemoved();
    onClose();
  };
  return (
    <ConfirmDialog
      title="Remove this backtest?"
      action="Remove"
      isDanger
      isBusy={remove.isBusy}
      error={refusal}
      onConfirm={act}
      onClose={onClose}
      testId="remove-backtest"
    >
      {name} goes away with its figures and trades.{" "}
      {isUnderWay(backtest) && "It is under way, and ends first."}
    </ConfirmDialog>
  );
}
