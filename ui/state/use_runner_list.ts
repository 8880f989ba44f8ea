import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { ApiError } from "../client.ts";
import {
  Engine,
  EngineChanges,
  type EngineFields,
  RunnerChanges,
  type RunnerRow,
  Runners,
} from "../operations/operations.ts";
import { useFrameBatch } from "./frame.ts";
import { type RowsById, rowsById, withoutRow, withRow, withRows } from "./runner_list.ts";
import { noteTrading } from "./trading.ts";
import { useQuery } from "./use_query.ts";
import { useStream } from "./use_stream.ts";

export interface RunnerList {
  /** Null before the first answer. */
  readonly rows: RowsById | null;
  readonly error: ApiError | null;
  readonly put: (row: RunnerRow) => void;
  readonly take: (id: string) => void;
}

const NO_ROWS: RowsById = new Map();

/**
 * All runners, kept up to date. That one was added or removed elsewhere shows in the engine's
 * count, which saves a third stream: a browser gives one server six connections for all its tabs.
 */
export function useRunnerList(runnersInEngine: number | null): RunnerList {
  const { data, error, refetch } = useQuery(Runners, {});
  const [rows, setRows] = useState<RowsById | null>(null);
  useEffect(() => {
    if (data !== null) setRows(rowsById(data.runners));
  }, [data]);

  const onChanged = useFrameBatch<RunnerRow>((changed) =>
    setRows((known) => known === null ? known : withRows(known, changed))
  );
  useStream(RunnerChanges, {}, ({ runners }) => onChanged(runners));

  const size = rows?.size ?? null;
  useEffect(() => {
    if (runnersInEngine !== null && size !== null && runnersInEngine !== size) refetch();
  }, [runnersInEngine, size, refetch]);

  const put = useCallback(
    (row: RunnerRow) => setRows((known) => withRow(known ?? NO_ROWS, row)),
    [],
  );
  const take = useCallback(
    (id: string) => setRows((known) => withoutRow(known ?? NO_ROWS, id)),
    [],
  );
  return { rows, error, put, take };
}

export interface EngineReading {
  /** Null before the first answer. */
  readonly engine: EngineFields | null;
  /** When it was read, by this machine's clock. */
  readonly readAt: number;
  /** Ticks of the last second; null before there are two readings. */
  readonly ticksPerSecond: number | null;
}

/** The engine's counts and its feeds, once a second: one stream for both. */
export function useEngine(): EngineReading {
  const { data } = useQuery(Engine, {});
  const [engine, setEngine] = useState<EngineFields | null>(null);
  const [readAt, setReadAt] = useState(0);
  const [ticksPerSecond, setRate] = useState<number | null>(null);
  const before = useRef<EngineFields | null>(null);
  const take = (next: EngineFields) => {
    const last = before.current;
    const ms = next.uptimeMs - (last?.uptimeMs ?? 0);
    if (last !== null && ms > 500) setRate(Math.max(0, (next.ticks - last.ticks) / ms * 1_000));
    if (last === null || ms > 500 || ms < 0) before.current = next;
    noteTrading(next);
    setEngine(next);
    setReadAt(Date.now());
  };
  useEffect(() => {
    if (data !== null) take(data.engine);
  }, [data]);
  useStream(EngineChanges, {}, ({ engine }) => take(engine));
  return { engine, readAt, ticksPerSecond };
}
