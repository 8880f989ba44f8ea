/** Asks the service for snapshots as a dashboard would, from outside, and notes how long each took. */

import { Prng } from "../../engine/kernel/mod.ts";

/** Questions a second on average, whether or not the ones before are answered. */
const QUERIES_PER_SECOND = 50;
/** Questions that may wait for an answer; at this many, none is asked until one comes. */
const MAX_WAITING = 500;

const QUERY = `query Snapshot($id: ID!) {
  runner(id: $id) {
    status
    snapshot {
      asOf stale state
      candle { time open high low close volume }
      position { side quantity entryPrice unrealizedPnl }
      account { cash equity realizedPnl }
      indicators
      stats { bars trades winRate }
    }
  }
}`;

export interface SnapshotTimes {
  /** Milliseconds from asking to having read the answer. */
  readonly times: readonly number[];
  /** Answers that were the last known one, because the runner's shard was busy. */
  readonly stale: number;
}

export class SnapshotClient {
  readonly #url: string;
  readonly #ids: readonly string[];
  readonly #times: number[] = [];
  #stale = 0;
  #asked = 0;
  #waiting = 0;
  #failure: unknown = null;
  readonly #prng = Prng.from("snapshot queries");
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param url of the service @param ids of the runners that are asked in turn */
  constructor(url: string, ids: readonly string[]) {
    this.#url = `${url}/graphql`;
    this.#ids = ids;
  }

  /** Asks at random moments: in step with the ticks, all questions or none would meet one. */
  start(): void {
    const pauseMs = -Math.log(1 - this.#prng.uniform()) * 1_000 / QUERIES_PER_SECOND;
    this.#timer = setTimeout(() => {
      if (this.#waiting < MAX_WAITING) void this.#ask();
      this.start();
    }, pauseMs);
  }

  /** @throws what a query failed with */
  stop(): SnapshotTimes {
    clearTimeout(this.#timer);
    if (this.#failure !== null) throw this.#failure;
    return { times: this.#times, stale: this.#stale };
  }

  async #ask(): Promise<void> {
    this.#waiting++;
    const started = performance.now();
    try {
      const id = this.#ids[this.#asked++ % this.#ids.length];
      const response = await fetch(this.#url, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: QUERY, variables: { id } }),
      });
      const { data, errors } = await response.json();
      if (errors) throw new Error(`a snapshot could not be had: ${JSON.stringify(errors)}`);
      this.#times.push(performance.now() - started);
      if (data.runner.snapshot.stale) this.#stale++;
    } catch (error) {
      this.#failure ??= error;
    } finally {
      this.#waiting--;
    }
  }
}
