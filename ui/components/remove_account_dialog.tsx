import { useState } from "preact/hooks";
import { RemoveAccount, type SharedAccountFields } from "../operations/operations.ts";
import { notify } from "../state/notices.ts";
import { useAction } from "../state/use_action.ts";
import { ConfirmDialog } from "./confirm_dialog.tsx";

export interface RemoveAccountDialogProps {
  readonly account: SharedAccountFields;
  readonly onRemoved: () => void;
  readonly onClose: () => void;
}

export function RemoveAccountDialog({ account, onRemoved, onClose }: RemoveAccountDialogProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const remove = useAction(RemoveAccount);
  const act = async () => {
    const answer = await remove.run({ id: account.id });
    if (!answer.ok) return setRefusal(answer.error.message);
    notify("done", `Account ${account.name} removed`);
    onRemoved();
    onClose();
  };
  return (
    <ConfirmDialog
      title={`Remove account ${account.name}?`}
      action="Remove account"
      isDanger
      isBusy={remove.isBusy}
      error={refusal}
      onConfirm={act}
      onClose={onClose}
      testId="remove-account"
    >
      It goes away with its limits. {account.runners.length > 0 &&
        "There are runners on it, which have to be removed first."}
    </ConfirmDialog>
  );
}
