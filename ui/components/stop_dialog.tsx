import { useState } from "preact/hooks";
import { Dialog } from "./dialog.tsx";

export interface StopDialogProps {
  readonly name: string;
  readonly hasPosition: boolean;
  readonly onStop: (flatten: boolean) => void;
  readonly onClose: () => void;
}

export function StopDialog({ name, hasPosition, onStop, onClose }: StopDialogProps) {
  const [flatten, setFlatten] = useState(true);
  return (
    <Dialog title={`Stop ${name}?`} onClose={onClose} testId="stop-dialog">
      <p>It will not trade again and cannot be resumed. Its trades and log stay readable.</p>
      {hasPosition && (
        <label class="check">
          <input
            type="checkbox"
            checked={flatten}
            onChange={(event) => setFlatten(event.currentTarget.checked)}
            data-testid="flatten"
          />
          Close position first, at the last price
        </label>
      )}
      <footer class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>Cancel</button>
        <button
          type="button"
          class="button danger"
          onClick={() => onStop(hasPosition && flatten)}
          data-testid="confirm-stop"
        >
          Stop runner
        </button>
      </footer>
    </Dialog>
  );
}
