import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { ApiError } from "../client.ts";
import type { Operation } from "../operations/operation.ts";
import { useBackend } from "./api.ts";
import { useStore } from "./store.ts";

export interface QueryState<Data> {
  /** The last good answer; stays while a newer one is on its way or fails. */
  readonly data: Data | null;
  readonly error: ApiError | null;
  readonly refetch: () => void;
}

/**
 * Asks once, and again whenever the connection has come back, so that no answer is older than the
 * last loss. `variables` must not change for the lifetime of the component (give it a `key`).
 */
export function useQuery<Data, Variables extends object>(
  operation: Operation<Data, Variables>,
  variables: Variables,
): QueryState<Data> {
  const { api, connection } = useBackend();
  const { epoch } = useStore(connection.state);
  const [data, setData] = useState<Data | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const asked = useRef(0);

  const refetch = useCallback(() => {
    const turn = ++asked.current;
    const { epoch } = connection.state.value;
    void api.ask(operation, variables).then((answer) => {
      if (turn !== asked.current) return;
      if (answer.ok) setData(answer.data);
      else if (answer.error.code === "NETWORK") connection.failed(epoch);
      setError(answer.ok || answer.error.code === "NETWORK" ? null : answer.error);
    });
  }, [api, connection, operation]);

  useEffect(() => {
    refetch();
    return () => {
      asked.current++;
    };
  }, [refetch, epoch]);
  return { data, error, refetch };
}
