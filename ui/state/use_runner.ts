import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import type { ApiError } from "../client.ts";
import {
  type EventType,
  RunnerDetail as RunnerDetailQuery,
  type RunnerEvent,
  RunnerEvents,
  RunnerHealth,
  RunnerSnapshots,
} from "../operations/operations.ts";
import { useBackend } from "./api.ts";
import { useAtMostEvery } from "./at_most_every.ts";
import { useFrameBatch } from "./frame.ts";
import { RunnerFeed } from "./runner_feed.ts";
import {
  afterEvents,
  afterSnapshot,
  type LiveRunner,
  liveRunner,
  type RunnerDetail,
} from "./runner_live.ts";
import { useStore } from "./store.ts";
import { noteTrading, trading } from "./trading.ts";
import { useQuery } from "./use_query.ts";
import { useStream } from "./use_stream.ts";

/** One stream for everything that happens: a browser gives one server six connections in all. */
const EVENT_TYPES: readonly EventType[] = [
  "TICK_RECEIVED",
  "CANDLE_CLOSED",
  "STATE_TRANSITION",
  "ORDER_SUBMITTED",
  "ORDER_ACCEPTED",
  "ORDER_AMENDED",
  "ORDER_TRIGGERED",
  "ORDER_PARTIALLY_FILLED",
  "ORDER_FILLED",
  "ORDER_CANCELED",
  "ORDER_EXPIRED",
  "ORDER_REJECTED",
  "POSITION_CLOSED",
  "RUNNER_STATUS_CHANGED",
  "STRATEGY_ERROR",
  "STRATEGY_LOG",
  "FEED_STATUS_CHANGED",
  "FEED_GAP",
  "RISK_TRIGGERED",
  "FUNDING_PAID",
];
/** Health has no stream of its own: it is read again when something happened, but not more often. */
const HEALTH_EVERY_MS = 5_000;

export interface RunnerState {
  readonly detail: RunnerDetail | null;
  readonly live: LiveRunner | null;
  readonly isMissing: boolean;
  readonly error: ApiError | null;
  readonly feed: RunnerFeed;
  readonly refetch: () => void;
}

/** All of one runner, kept up to date. `id` must not change for the lifetime of the component. */
export function useRunner(id: string): RunnerState {
  const { data, error, refetch } = useQuery(RunnerDetailQuery, { id });
  const [live, setLive] = useState<LiveRunner | null>(null);
  const feed = useMemo(() => new RunnerFeed(), []);
  const { epoch } = useStore(useBackend().connection.state);
  useMemo(() => feed.clear(), [epoch]);
  const detail = data?.runner ?? null;
  useEffect(() => {
    if (data === null) return;
    noteTrading(data.engine);
    if (detail !== null) setLive(liveRunner(detail, data.marketEvents));
  }, [data]);

  const isThere = detail !== null;
  const { often: askHealth, now: askNow } = useHealthReader(id, setLive, refetch);
  const onEvents = useFrameBatch<RunnerEvent>((events) => {
    setLive((known) => known === null ? known : afterEvents(known, events));
    if (events.some(({ __typename }) => __typename === "RunnerStatusChangedEvent")) refetch();
    if (events.some(isOfEngine)) askNow();
    else askHealth();
  });
  useStream(RunnerEvents, { id, types: EVENT_TYPES }, ({ events: event }) => {
    const type = event.__typename;
    if (type !== "TickReceivedEvent" && type !== "CandleClosedEvent") return onEvents(event);
    feed.candle(event.candle);
    askHealth();
  }, isThere);
  useStream(RunnerSnapshots, { id }, ({ runnerSnapshot }) => {
    feed.snapshot(runnerSnapshot);
    setLive((known) => known === null ? known : afterSnapshot(known, runnerSnapshot));
  }, isThere);

  return { detail, live, isMissing: data !== null && data.runner === null, error, feed, refetch };
}

type SetLive = (change: (known: LiveRunner | null) => LiveRunner | null) => void;

/** An order went because of what the whole engine may do: that has changed. */
function isOfEngine(event: RunnerEvent): boolean {
  return event.__typename === "OrderCanceledEvent" && event.code.startsWith("ENGINE_");
}

interface HealthReader {
  readonly often: () => void;
  readonly now: () => void;
}

/**
 * Reads the runner's health, and with it what the whole engine may do, which has no stream on this
 * page. A change of that is in the log of the runner: `onEngineChange` reads it.
 */
function useHealthReader(id: string, setLive: SetLive, onEngineChange: () => void): HealthReader {
  const { api } = useBackend();
  const now = useCallback(() => {
    void api.ask(RunnerHealth, { id }).then((answer) => {
      if (!answer.ok) return;
      const { engine, runner } = answer.data;
      const before = trading.value?.tradingState;
      noteTrading(engine);
      if (before !== undefined && before !== engine.tradingState) onEngineChange();
      if (runner === null) return;
      setLive((known) => known === null ? known : { ...known, health: runner.health });
    });
  }, [api, id]);
  return { often: useAtMostEvery(HEALTH_EVERY_MS, now), now };
}
