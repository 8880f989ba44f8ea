import { useState } from "preact/hooks";
import { CancelStudy, RemoveStudy, type StudyNews } from "../../operations/operations.ts";
import { isUnderWay } from "../../state/backtest/list.ts";
import { notify } from "../../state/notices.ts";
import { useAction } from "../../state/use_action.ts";
import { ConfirmDialog } from "../confirm_dialog.tsx";
import { Icon } from "../icon.tsx";

export interface StudyControlsProps {
  readonly study: Pick<StudyNews, "id" | "status">;
  /** What it is called in a question. */
  readonly name: string;
  readonly onChanged: () => void;
  readonly onRemoved: () => void;
}

/** Cancel, while there is something to cancel, and remove; both are asked about first. */
export function StudyControls({ study, name, onChanged, onRemoved }: StudyControlsProps) {
  const [asking, setAsking] = useState<"cancel" | "remove" | null>(null);
  const onClose = () => setAsking(null);
  return (
    <span class="controls">
      {isUnderWay(study) && (
        <button
          type="button"
          class="icon-button"
          title="Cancel"
          aria-label={`Cancel ${name}`}
          onClick={() => setAsking("cancel")}
          data-testid="cancel-study"
        >
          <Icon name="stop" />
        </button>
      )}
      <button
        type="button"
        class="icon-button"
        title="Remove"
        aria-label={`Remove ${name}`}
        onClick={() => setAsking("remove")}
        data-testid="remove-study"
      >
        <Icon name="trash" />
      </button>
      {asking === "cancel" && (
        <CancelDialog study={study} name={name} onDone={onChanged} onClose={onClose} />
      )}
      {asking === "remove" && (
        <RemoveDialog study={study} name={name} onDone={onRemoved} onClose={onClose} />
      )}
    </span>
  );
}

type DialogProps = Pick<StudyControlsProps, "study" | "name"> & {
  readonly onDone: () => void;
  readonly onClose: () => void;
};

function CancelDialog({ study, name, onDone, onClose }: DialogProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const cancel = useAction(CancelStudy);
  const act = async () => {
    const answer = await cancel.run({ id: study.id });
    if (!answer.ok) return setRefusal(answer.error.message);
    onDone();
    onClose();
  };
  return (
    <ConfirmDialog
      title="Cancel this study?"
      action="Cancel it"
      decline="Let it go on"
      isDanger
      isBusy={cancel.isBusy}
      error={refusal}
      onConfirm={act}
      onClose={onClose}
      testId="cancel-study"
    >
      {name} ends where it is. What it has finished by then is kept, and it cannot go on later.
    </ConfirmDialog>
  );
}

function RemoveDialog({ study, name, onDone, onClose }: DialogProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const remove = useAction(RemoveStudy);
  const act = async () => {
    const answer = await remove.run({ id: study.id });
    if (!answer.ok) return setRefusal(answer.error.message);
    notify("done", `${name} removed`);
    onDone();
    onClose();
  };
  return (
    <ConfirmDialog
      title="Remove this study?"
      action="Remove"
      isDanger
      isBusy={remove.isBusy}
      error={refusal}
      onConfirm={act}
      onClose={onClose}
      testId="remove-study"
    >
      {name} goes away with all its combinations.{" "}
      {isUnderWay(study) && "It is under way, and ends first."}
    </ConfirmDialog>
  );
}
