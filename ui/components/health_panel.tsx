import { count, latency } from "../format/numbers.ts";
import { age, duration } from "../format/times.ts";
import { FEED_STATUS_WORDS } from "../format/words.ts";
import type { HealthFields } from "../operations/operations.ts";
import { useNow } from "../state/now.ts";
import type { RunnerDetail } from "../state/runner_live.ts";
import { Fact, Panel } from "./figures.tsx";

export interface HealthPanelProps {
  readonly detail: RunnerDetail;
  readonly health: HealthFields;
}

export function HealthPanel({ detail, health }: HealthPanelProps) {
  const now = useNow();
  const isStopped = detail.status === "STOPPED";
  return (
    <Panel
      title="Health"
      testId="health"
      aside={!isStopped && (
        <span class={`health ${health.healthy ? "is-good" : "is-bad"}`}>
          <i class="dot" />
          {health.healthy ? "OK" : "Trouble"}
        </span>
      )}
    >
      <dl class="facts">
        <Fact name="Feed">
          {health.feedStatus === null ? "–" : FEED_STATUS_WORDS[health.feedStatus]}
        </Fact>
        <Fact name="Last tick">{isStopped ? "–" : age(health.lastTickAt, now)}</Fact>
        <Fact name="Latency p50" hint="From a tick's arrival to the decision">
          {latency(health.latency.p50)}
        </Fact>
        <Fact name="Latency p99">{latency(health.latency.p99)}</Fact>
        <Fact name="Errors">
          <span class={health.errors > 0 ? "is-down" : ""}>{count(health.errors)}</span>
        </Fact>
        <Fact name="Restarts" hint="How often it was moved to a new worker thread">
          {count(health.restarts)}
        </Fact>
        <Fact name="Worker thread">{health.shard ?? "–"}</Fact>
        <Fact name="Uptime">{duration(health.uptimeMs)}</Fact>
      </dl>
      {health.lastError !== null && <p class="fault">{health.lastError}</p>}
    </Panel>
  );
}
