import { Dialog } from "./dialog.tsx";

export interface RemoveDialogProps {
  readonly name: string;
  readonly hasPosition: boolean;
  readonly onRemove: () => void;
  readonly onClose: () => void;
}

export function RemoveDialog({ name, hasPosition, onRemove, onClose }: RemoveDialogProps) {
  return (
    <Dialog title={`Remove ${name}?`} onClose={onClose} testId="remove-dialog">
      <p>
        The runner goes away with its orders, trades and log. {hasPosition &&
          "Its open position is given up; stop it first if you want the position closed."}
      </p>
      <footer class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>Cancel</button>
        <button type="button" class="button danger" onClick={onRemove} data-testid="confirm-remove">
          Remove runner
        </button>
      </footer>
    </Dialog>
  );
}
