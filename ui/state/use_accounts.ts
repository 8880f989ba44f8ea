import { useEffect, useRef } from "preact/hooks";
import type { ApiError } from "../client.ts";
import { Accounts, EngineChanges, type SharedAccountFields } from "../operations/operations.ts";
import { useAtMostEvery } from "./at_most_every.ts";
import { noteTrading } from "./trading.ts";
import { useQuery } from "./use_query.ts";
import { useStream } from "./use_stream.ts";

/** Accounts have no stream of their own: they are read again when something happened, but not more often. */
const REREAD_MS = 2_000;

export interface AccountList {
  /** Null before the first answer. */
  readonly accounts: readonly SharedAccountFields[] | null;
  readonly error: ApiError | null;
  readonly refetch: () => void;
}

export function useAccounts(): AccountList {
  const { data, error, refetch } = useQuery(Accounts, {});
  const reread = useAtMostEvery(REREAD_MS, refetch);
  const seen = useRef(-1);
  useStream(EngineChanges, {}, ({ engine }) => {
    noteTrading(engine);
    // Ticks move what positions are worth, events the rest.
    const happened = engine.ticks + engine.events;
    if (seen.current !== happened && seen.current >= 0) reread();
    seen.current = happened;
  });
  useEffect(() => {
    const { hash } = location;
    if (data !== null && hash !== "") {
      document.querySelector(`#${CSS.escape(hash.slice(1))}`)?.scrollIntoView();
    }
  }, [data === null]);
  return { accounts: data?.accounts ?? null, error, refetch };
}
