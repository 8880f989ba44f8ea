import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { V8_FLAGS } from "../build/v8_flags.ts";
import { IdleWorker } from "./idle_worker.ts";
import { MachineWatch } from "./machine_watch.ts";
import type { FromLoad, LoadPlan, LoadResult, Spread } from "./messages.ts";
import { quantile } from "./quantile.ts";
import { SnapshotClient } from "./snapshot_client.ts";

const PROCESS = fileURLToPath(new URL("load_process.ts", import.meta.url));
/** What a load may take beside its measurement. */
const MAX_SETUP_MS = 120_000;

export interface LiveResult extends LoadResult {
  readonly snapshot: Spread & { readonly queries: number; readonly stale: number };
  /** A message to a worker that does nothing, meanwhile. */
  readonly idle: Spread;
  /** Cores that other programs kept busy meanwhile; null where the system does not say. */
  readonly otherCores: number | null;
}

/** Runs one load in a process of its own, and asks it for snapshots while it measures. */
export async function measureLoad(plan: LoadPlan): Promise<LiveResult> {
  const flags = `${V8_FLAGS},--expose-gc`;
  const args = ["run", "-A", "--no-check", flags, PROCESS, JSON.stringify(plan)];
  const child = spawn(Deno.execPath(), args, { stdio: ["ignore", "pipe", "inherit"] });
  const timer = setTimeout(() => child.kill("SIGKILL"), MAX_SETUP_MS + plan.seconds * 1_000);
  const observer = new Observer();
  try {
    for await (const line of createInterface(child.stdout)) observer.hear(JSON.parse(line));
  } finally {
    clearTimeout(timer);
    child.kill("SIGKILL");
  }
  return observer.result(plan);
}

/** What can only be seen from outside. */
class Observer {
  #client: SnapshotClient | null = null;
  #idleWorker: IdleWorker | null = null;
  #idle: Spread | null = null;
  #watch = new MachineWatch();
  #busyCores: number | null = null;
  #result: LoadResult | null = null;

  hear(message: FromLoad): void {
    if ("ready" in message) {
      this.#client = new SnapshotClient(message.ready.url, message.ready.ids);
      this.#watch = new MachineWatch();
      this.#client.start();
      this.#idleWorker = new IdleWorker();
    } else if ("over" in message) {
      this.#busyCores = this.#watch.busyCores();
      this.#client?.stop();
      this.#idle = this.#idleWorker?.stop() ?? null;
    } else {
      this.#result = message.result;
    }
  }

  /** @throws Error when the load did not come to its end */
  result(plan: LoadPlan): LiveResult {
    if (!this.#client || !this.#idle || !this.#result) {
      throw new Error(`the load of ${plan.runners} runners ended before it was measured`);
    }
    const { times, stale } = this.#client.stop();
    const snapshot = { p50: quantile(times, 0.5), p99: quantile(times, 0.99) };
    const busy = this.#busyCores;
    return {
      ...this.#result,
      snapshot: { ...snapshot, queries: times.length, stale },
      idle: this.#idle,
      otherCores: busy === null ? null : Math.max(0, busy - this.#result.cores),
    };
  }
}
