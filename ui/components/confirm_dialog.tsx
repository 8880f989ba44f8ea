import type { ComponentChildren } from "preact";
import { Dialog } from "./dialog.tsx";

export interface ConfirmDialogProps {
  readonly title: string;
  /** What happens then. */
  readonly children: ComponentChildren;
  /** On the button that does it. */
  readonly action: string;
  /** On the button that leaves all as it is; `Cancel` without. */
  readonly decline?: string;
  readonly isDanger?: boolean;
  readonly isBusy: boolean;
  /** Why it was refused. */
  readonly error: string | null;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly testId: string;
}

/** Asks before something is done; stays open with the reason when it is refused. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { title, children, action, decline = "Cancel", isDanger = false, isBusy, error, testId } =
    props;
  return (
    <Dialog title={title} onClose={props.onClose} testId={testId}>
      <div class="dialog-text">{children}</div>
      {error !== null && <p class="fault" role="alert">{error}</p>}
      <footer class="dialog-actions">
        <button type="button" class="button" onClick={props.onClose}>{decline}</button>
        <button
          type="button"
          class={isDanger ? "button danger" : "button primary"}
          disabled={isBusy}
          onClick={props.onConfirm}
          data-testid={`confirm-${testId}`}
        >
          {action}
        </button>
      </footer>
    </Dialog>
  );
}
