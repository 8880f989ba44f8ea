import { useCallback, useState } from "preact/hooks";
import type { Answer } from "../client.ts";
import type { Operation } from "../operations/operation.ts";
import { useBackend } from "./api.ts";

export interface Action<Data, Variables> {
  readonly isBusy: boolean;
  readonly run: (variables: Variables) => Promise<Answer<Data>>;
}

/** A mutation; never sent twice by itself. */
export function useAction<Data, Variables extends object>(
  operation: Operation<Data, Variables>,
): Action<Data, Variables> {
  const { api, connection } = useBackend();
  const [isBusy, setBusy] = useState(false);
  const run = useCallback(async (variables: Variables) => {
    const { epoch } = connection.state.value;
    setBusy(true);
    const answer = await api.ask(operation, variables);
    setBusy(false);
    if (!answer.ok && answer.error.code === "NETWORK") connection.failed(epoch);
    return answer;
  }, [api, connection, operation]);
  return { isBusy, run };
}
