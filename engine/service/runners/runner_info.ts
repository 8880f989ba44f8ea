import type { EngineSummaryView, RunnerHealthView, RunnerInfo } from "../../api.ts";
import type { RunnerStatus } from "../../domain/mod.ts";
import type { RunnerEntry } from "../fleet/mod.ts";

/** A runner as the API shows it. */
export function runnerInfo(entry: RunnerEntry): RunnerInfo {
  const { record, instrument, description, execution, risk, account } = entry;
  return {
    id: record.id,
    instrument,
    strategy: description,
    timeframe: record.timeframe,
    feed: record.feed,
    status: record.status,
    parameters: record.parameters,
    windowSize: record.windowSize,
    cash: record.cash,
    feeBps: record.feeBps,
    spreadBps: record.spreadBps,
    execution,
    risk,
    account,
    decideOn: record.decideOn,
    createdAt: record.createdAt,
  };
}

export function isHealthy(entry: RunnerEntry): boolean {
  const { home, vitals, record } = entry;
  if (!home || record.status === "FAILED") return false;
  if (record.status === "STOPPED") return true;
  const { feedStatus } = home.stream;
  return (vitals?.healthy ?? true) && feedStatus !== "DOWN" && feedStatus !== "STALE";
}

export function runnerHealth(entry: RunnerEntry, now: number): RunnerHealthView {
  const { home, vitals } = entry;
  const lastTickAt = home?.stream.lastRowsAt ?? null;
  const stream = entry.record.status === "STOPPED" ? undefined : home?.stream;
  return {
    healthy: isHealthy(entry),
    uptimeMs: now - entry.since,
    lastTickAt,
    dataAgeMs: lastTickAt === null ? null : now - lastTickAt,
    errors: vitals?.errors ?? 0,
    lastError: vitals?.lastError ?? null,
    restarts: entry.restarts,
    shard: home?.shard.number ?? null,
    feedStatus: stream?.feedStatus ?? null,
    feedDetail: stream?.feedDetail ?? null,
    feedSince: stream?.feedSince ?? null,
    latency: {
      p50: vitals?.p50 ?? null,
      p99: vitals?.p99 ?? null,
      samples: vitals?.samples ?? 0,
    },
  };
}

export const isActive = ({ record }: RunnerEntry): boolean =>
  record.status === "RUNNING" || record.status === "PAUSED";

/** What is counted over all runners. */
export function countRunners(entries: readonly RunnerEntry[]): Omit<
  EngineSummaryView,
  "ticks" | "events" | "uptimeMs" | "shards" | "trading"
> {
  const count = (status: RunnerStatus) =>
    entries.filter((entry) => entry.record.status === status).length;
  const active = entries.filter(isActive);
  const figures = entries.flatMap((entry) =>
    entry.record.status === "STOPPED" || !entry.figures ? [] : [entry.figures]
  );
  return {
    runners: entries.length,
    running: count("RUNNING"),
    paused: count("PAUSED"),
    stopped: count("STOPPED"),
    failed: count("FAILED"),
    healthy: active.filter(isHealthy).length,
    symbols: new Set(active.map(({ record }) => record.symbol)).size,
    openOrders: figures.reduce((sum, { openOrders }) => sum + openOrders, 0),
    openPositions: figures.filter(({ holding }) => holding.value !== 0).length,
  };
}
