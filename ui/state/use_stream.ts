import { useEffect, useRef, useState } from "preact/hooks";
import type { ApiError } from "../client.ts";
import type { Operation } from "../operations/operation.ts";
import { useBackend } from "./api.ts";
import { useStore } from "./store.ts";

/** Refusals that asking again does not change. */
const FINAL: ReadonlySet<string> = new Set(["NOT_FOUND", "BAD_USER_INPUT"]);

/**
 * Follows a subscription while the component lives and the connection stands; a new epoch opens it
 * anew. `variables` must not change for the lifetime of the component.
 *
 * @param onEnded for streams that come to an end by themselves: called then, and nobody wonders
 * @returns why the server refuses it, or null
 */
export function useStream<Data, Variables extends object>(
  operation: Operation<Data, Variables>,
  variables: Variables,
  onData: (data: Data) => void,
  isWanted = true,
  onEnded: (() => void) | null = null,
): ApiError | null {
  const { api, connection } = useBackend();
  const { epoch, status } = useStore(connection.state);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const latest = useRef(onData);
  latest.current = onData;
  const latestEnd = useRef(onEnded);
  latestEnd.current = onEnded;
  const isOpen = isWanted && status === "live";

  useEffect(() => {
    if (!isOpen) return;
    setRefusal(null);
    return api.follow(operation, variables, {
      next: (data) => latest.current(data),
      refused(error) {
        setRefusal(error);
        if (!FINAL.has(error.code)) connection.ended(epoch);
      },
      failed: () => connection.failed(epoch),
      ended() {
        if (latestEnd.current === null) connection.ended(epoch);
        else latestEnd.current();
      },
    });
  }, [api, connection, operation, epoch, isOpen]);
  return refusal;
}
