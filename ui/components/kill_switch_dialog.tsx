import { useState } from "preact/hooks";
import { KillSwitch, type TradingResult as Result } from "../operations/operations.ts";
import { noteResult } from "../state/trading.ts";
import { useAction } from "../state/use_action.ts";
import { Dialog } from "./dialog.tsx";
import { TextField } from "./field.tsx";
import { TradingResult } from "./trading_result.tsx";

/** Longest reason that is taken. */
export const MAX_REASON = 500;

export interface KillSwitchDialogProps {
  readonly openPositions: number;
  readonly onClose: () => void;
}

/** Says what the kill switch does, does it, and says what it did. */
export function KillSwitchDialog({ openPositions, onClose }: KillSwitchDialogProps) {
  const [flatten, setFlatten] = useState(true);
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  const kill = useAction(KillSwitch);
  const act = async () => {
    const answer = await kill.run({ flatten, reason: reason.trim() === "" ? null : reason.trim() });
    if (!answer.ok) return setRefusal(answer.error.message);
    noteResult(answer.data.killSwitch);
    setResult(answer.data.killSwitch);
  };
  if (result !== null) {
    return (
      <Dialog title="Trading is halted" onClose={onClose} testId="kill-dialog">
        <TradingResult result={result} onClose={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title="Halt all trading?" onClose={onClose} testId="kill-dialog">
      <p>
        All orders of all runners are canceled, stops and targets too, and no strategy is asked. It
        stays so over a restart, and counts for runners that are created later, until you release
        it.
      </p>
      <label class="check">
        <input
          type="checkbox"
          checked={flatten}
          onChange={(event) => setFlatten(event.currentTarget.checked)}
          data-testid="kill-flatten"
        />
        Close all positions at the last price first ({openPositions} open)
      </label>
      {!flatten && (
        <p class="is-warn kill-warning">
          Open positions stay as they are, and have no stop loss and take profit in the market until
          the release; these are remembered and placed again then.
        </p>
      )}
      <TextField
        label="Reason"
        aside="for the log"
        testId="kill-reason"
        value={reason}
        onValue={setReason}
        maxLength={MAX_REASON}
      />
      {refusal !== null && <p class="fault" role="alert">{refusal}</p>}
      <footer class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>Cancel</button>
        <button
          type="button"
          class="button danger"
          disabled={kill.isBusy}
          onClick={act}
          data-testid="confirm-kill"
        >
          {kill.isBusy ? "Halting…" : flatten ? "Close positions and halt" : "Halt trading"}
        </button>
      </footer>
    </Dialog>
  );
}
