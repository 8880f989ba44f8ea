import { useState } from "preact/hooks";
import { ReleaseKillSwitch, SetTradingState, type TradingState } from "../operations/operations.ts";
import { notify } from "../state/notices.ts";
import { noteResult } from "../state/trading.ts";
import { useAction } from "../state/use_action.ts";
import { ConfirmDialog } from "./confirm_dialog.tsx";

export interface ReleaseDialogProps {
  /** What is to end. */
  readonly state: Exclude<TradingState, "ACTIVE">;
  readonly onClose: () => void;
}

/** Asks before the whole engine trades again. */
export function ReleaseDialog({ state, onClose }: ReleaseDialogProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const release = useAction(ReleaseKillSwitch);
  const activate = useAction(SetTradingState);
  const act = async () => {
    const answer =
      await (state === "HALTED"
        ? release.run({}).then((given) => given.ok ? ok(given.data.releaseKillSwitch) : given)
        : activate.run({ state: "ACTIVE" })
          .then((given) => given.ok ? ok(given.data.setTradingState) : given));
    if (!answer.ok) return setRefusal(answer.error.message);
    noteResult(answer.data);
    notify("done", "Trading goes on");
    onClose();
  };
  return (
    <ConfirmDialog
      title="Trade again?"
      action="Trade again"
      isBusy={release.isBusy || activate.isBusy}
      error={refusal}
      onConfirm={act}
      onClose={onClose}
      testId="release-trading"
    >
      {state === "HALTED"
        ? "Strategies are asked again, and stop loss and take profit of open positions are placed again."
        : "Strategies are asked about entries again, and all their orders go to the market."}
    </ConfirmDialog>
  );
}

const ok = <T,>(data: T) => ({ ok: true, data }) as const;
