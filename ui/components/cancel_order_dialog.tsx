import { useState } from "preact/hooks";
import { PURPOSE_WORDS } from "../format/words.ts";
import { CancelOrder, type OrderFields } from "../operations/operations.ts";
import { notify } from "../state/notices.ts";
import { useAction } from "../state/use_action.ts";
import { ConfirmDialog } from "./confirm_dialog.tsx";

export interface OrderDialogProps {
  readonly runnerId: string;
  readonly order: OrderFields;
  readonly onClose: () => void;
}

/** What else goes with an order of this kind. */
function consequence({ purpose, filledQuantity }: OrderFields): string {
  if (purpose === "STOP_LOSS") return "The position has no stop loss then.";
  if (purpose === "TAKE_PROFIT") return "The position has no take profit then.";
  return filledQuantity > 0 ? "What was filled already stays." : "";
}

export function CancelOrderDialog({ runnerId, order, onClose }: OrderDialogProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const cancel = useAction(CancelOrder);
  const name = PURPOSE_WORDS[order.purpose].toLowerCase();
  const act = async () => {
    const answer = await cancel.run({ runnerId, id: order.id });
    if (!answer.ok) return setRefusal(answer.error.message);
    notify("done", `Order canceled: ${name}`);
    onClose();
  };
  return (
    <ConfirmDialog
      title={`Cancel the ${name} order?`}
      action="Cancel order"
      decline="Keep it"
      isDanger
      isBusy={cancel.isBusy}
      error={refusal}
      onConfirm={act}
      onClose={onClose}
      testId="cancel-order"
    >
      It is taken out of the market. {consequence(order)}
    </ConfirmDialog>
  );
}
