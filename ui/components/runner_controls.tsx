import { useState } from "preact/hooks";
import type { Answer } from "../client.ts";
import {
  PauseRunner,
  RemoveRunner,
  ResumeRunner,
  type RunnerRow,
  type RunnerStatus,
  StopRunner,
} from "../operations/operations.ts";
import { notify } from "../state/notices.ts";
import { useAction } from "../state/use_action.ts";
import { Icon, type IconName } from "./icon.tsx";
import { RemoveDialog } from "./remove_dialog.tsx";
import { StopDialog } from "./stop_dialog.tsx";

export interface RunnerControlsProps {
  readonly id: string;
  /** Symbol and strategy; several runners may have the same. */
  readonly name: string;
  readonly status: RunnerStatus;
  readonly hasPosition: boolean;
  readonly onChanged: (row: RunnerRow) => void;
  readonly onRemoved: (id: string) => void;
  /** With words beside the pictures. */
  readonly isLarge?: boolean;
}

export function RunnerControls(props: RunnerControlsProps) {
  const { id, status, hasPosition, onChanged, onRemoved, isLarge = false } = props;
  const name = `${props.name} (${id})`;
  const [question, setQuestion] = useState<"stop" | "remove" | null>(null);
  const pause = useAction(PauseRunner);
  const resume = useAction(ResumeRunner);
  const stop = useAction(StopRunner);
  const remove = useAction(RemoveRunner);
  const isBusy = pause.isBusy || resume.isBusy || stop.isBusy || remove.isBusy;
  const buttons = { name, isLarge, isBusy };

  const onStop = async (flatten: boolean) => {
    setQuestion(null);
    tell(await stop.run({ id, flatten }), `${name} stopped`, (data) => onChanged(data.stopRunner));
  };
  const onRemove = async () => {
    setQuestion(null);
    tell(await remove.run({ id }), `${name} removed`, () => onRemoved(id));
  };
  return (
    <span class="controls">
      {status === "RUNNING" && (
        <Control
          {...buttons}
          icon="pause"
          word="Pause"
          onClick={async () =>
            tell(await pause.run({ id }), null, (data) => onChanged(data.pauseRunner))}
        />
      )}
      {status === "PAUSED" && (
        <Control
          {...buttons}
          icon="play"
          word="Resume"
          onClick={async () =>
            tell(await resume.run({ id }), null, (data) => onChanged(data.resumeRunner))}
        />
      )}
      {status !== "STOPPED" && (
        <Control
          {...buttons}
          icon="stop"
          word="Stop"
          onClick={() => setQuestion("stop")}
        />
      )}
      <Control {...buttons} icon="trash" word="Remove" onClick={() => setQuestion("remove")} />
      {question === "stop" && (
        <StopDialog
          name={name}
          hasPosition={hasPosition}
          onStop={onStop}
          onClose={() => setQuestion(null)}
        />
      )}
      {question === "remove" && (
        <RemoveDialog
          name={name}
          hasPosition={hasPosition}
          onRemove={onRemove}
          onClose={() => setQuestion(null)}
        />
      )}
    </span>
  );
}

function tell<Data>(answer: Answer<Data>, done: string | null, act: (data: Data) => void): void {
  if (!answer.ok) return notify("error", answer.error.message);
  act(answer.data);
  if (done !== null) notify("done", done);
}

interface ControlProps {
  readonly name: string;
  readonly icon: IconName;
  readonly word: string;
  readonly isLarge: boolean;
  readonly isBusy: boolean;
  readonly onClick: () => void;
}

function Control({ name, icon, word, isLarge, isBusy, onClick }: ControlProps) {
  return (
    <button
      type="button"
      class={isLarge ? "button" : "icon-button"}
      title={word}
      aria-label={`${word} ${name}`}
      disabled={isBusy}
      onClick={onClick}
      data-testid={word.toLowerCase()}
    >
      <Icon name={icon} />
      {isLarge && word}
    </button>
  );
}
