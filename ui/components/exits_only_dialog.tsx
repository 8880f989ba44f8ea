import { useState } from "preact/hooks";
import { TRADING_MEANINGS } from "../format/trading_words.ts";
import {
  SetTradingState,
  type TradingResult as Result,
  type TradingState,
} from "../operations/operations.ts";
import { noteResult } from "../state/trading.ts";
import { useAction } from "../state/use_action.ts";
import { Dialog } from "./dialog.tsx";
import { TextField } from "./field.tsx";
import { MAX_REASON } from "./kill_switch_dialog.tsx";
import { TradingResult } from "./trading_result.tsx";

export interface ExitsOnlyDialogProps {
  readonly from: TradingState;
  readonly onClose: () => void;
}

/** Lets the whole engine close positions and open none. */
export function ExitsOnlyDialog({ from, onClose }: ExitsOnlyDialogProps) {
  const [reason, setReason] = useState("");
  const [refusal, setRefusal] = useState<string | null>(null);
  const [result, setResult] = useState<Result | null>(null);
  const change = useAction(SetTradingState);
  const act = async () => {
    const text = reason.trim();
    const answer = await change.run({ state: "REDUCING", reason: text === "" ? null : text });
    if (!answer.ok) return setRefusal(answer.error.message);
    noteResult(answer.data.setTradingState);
    setResult(answer.data.setTradingState);
  };
  if (result !== null) {
    return (
      <Dialog title="Exits only" onClose={onClose} testId="exits-dialog">
        <TradingResult result={result} onClose={onClose} />
      </Dialog>
    );
  }
  return (
    <Dialog title="Exits only?" onClose={onClose} testId="exits-dialog">
      <p>
        {TRADING_MEANINGS.REDUCING} {from === "HALTED" &&
          "Stop loss and take profit of open positions are placed again. "}
        It stays so over a restart until you release it.
      </p>
      <TextField
        label="Reason"
        aside="for the log"
        value={reason}
        onValue={setReason}
        maxLength={MAX_REASON}
      />
      {refusal !== null && <p class="fault" role="alert">{refusal}</p>}
      <footer class="dialog-actions">
        <button type="button" class="button" onClick={onClose}>Cancel</button>
        <button
          type="button"
          class="button primary"
          disabled={change.isBusy}
          onClick={act}
          data-testid="confirm-exits"
        >
          Exits only
        </button>
      </footer>
    </Dialog>
  );
}
