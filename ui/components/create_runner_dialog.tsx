import { Catalogue, type RunnerRow } from "../operations/operations.ts";
import { useQuery } from "../state/use_query.ts";
import { CreateRunnerForm } from "./create_runner_form.tsx";
import { Dialog } from "./dialog.tsx";

export interface CreateRunnerDialogProps {
  readonly onCreated: (row: RunnerRow) => void;
  readonly onClose: () => void;
}

export function CreateRunnerDialog({ onCreated, onClose }: CreateRunnerDialogProps) {
  const { data, error } = useQuery(Catalogue, {});
  return (
    <Dialog title="New runner" isWide onClose={onClose} testId="create-dialog">
      {error !== null && <p class="fault" role="alert">{error.message}</p>}
      {data === null
        ? <p class="loading">Loading symbols and strategies…</p>
        : <CreateRunnerForm catalogue={data} onCreated={onCreated} onClose={onClose} />}
    </Dialog>
  );
}
