import { useEffect, useState } from "preact/hooks";
import type { Operation } from "../operations/operation.ts";
import { useBackend } from "./api.ts";
import { useStore } from "./store.ts";

/**
 * Asks the same of several, and again whenever the connection has come back. The list must not
 * change for the lifetime of the component (give it a `key`).
 *
 * @returns null before all have answered; null for those that were refused
 */
export function useQueries<Data, Variables extends object>(
  operation: Operation<Data, Variables>,
  list: readonly Variables[],
): readonly (Data | null)[] | null {
  const { api, connection } = useBackend();
  const { epoch } = useStore(connection.state);
  const [all, setAll] = useState<readonly (Data | null)[] | null>(null);
  useEffect(() => {
    let isWanted = true;
    void Promise.all(list.map((variables) => api.ask(operation, variables))).then((answers) => {
      if (!isWanted) return;
      const isCutOff = answers.some((answer) => !answer.ok && answer.error.code === "NETWORK");
      if (isCutOff) return connection.failed(epoch);
      setAll(answers.map((answer) => answer.ok ? answer.data : null));
    });
    return () => {
      isWanted = false;
    };
  }, [api, connection, operation, epoch]);
  return all;
}
