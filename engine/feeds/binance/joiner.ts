import type { Timers } from "../../kernel/mod.ts";
import type { History, StreamPast } from "./history.ts";
import type { MarketHub } from "./market_hub.ts";
import { RestError } from "./rest_api.ts";
import type { Subscription } from "./subscription.ts";

/** First wait after a history that could not be had; doubled up to the longest. */
const RETRY_MS = 1_000;
const MAX_RETRY_MS = 30_000;

/** What a stream begins with. */
export interface JoinedPast {
  readonly past: StreamPast;
  /** Open time of the first base bar that is not in it. */
  readonly until: number;
}

export interface JoinerOptions {
  readonly history: History;
  readonly timers: Timers;
  /** Called in the turn in which the past is complete. */
  joined(hub: MarketHub, subscription: Subscription, past: JoinedPast): void;
}

interface Task {
  readonly abort: AbortController;
  stopTimer: () => void;
}

/** Gives streams their past and lets them join their market, for as long as it takes. */
export class Joiner {
  readonly #options: JoinerOptions;
  readonly #tasks = new Map<Subscription, Task>();

  constructor(options: JoinerOptions) {
    this.#options = options;
  }

  join(hub: MarketHub, subscription: Subscription): void {
    const task = { abort: new AbortController(), stopTimer: () => {} };
    this.#tasks.set(subscription, task);
    void hub.synced.then(() => this.#try(hub, subscription, task, 0));
  }

  leave(subscription: Subscription): void {
    const task = this.#tasks.get(subscription);
    if (!task) return;
    this.#tasks.delete(subscription);
    task.stopTimer();
    task.abort.abort();
  }

  close(): void {
    for (const subscription of [...this.#tasks.keys()]) this.leave(subscription);
  }

  async #try(
    hub: MarketHub,
    subscription: Subscription,
    task: Task,
    failures: number,
  ): Promise<void> {
    const { signal } = task.abort;
    if (signal.aborted) return;
    const { instrument, timeframe, historyBars } = subscription.request;
    const { expected: until, base } = hub.market;
    subscription.restart();
    try {
      const past = await this.#options.history.before(
        instrument.code,
        timeframe,
        base,
        until,
        historyBars,
        signal,
      );
      if (signal.aborted) return;
      this.#tasks.delete(subscription);
      this.#options.joined(hub, subscription, { past, until });
    } catch (error) {
      if (!(error instanceof RestError)) return subscription.outlet.fail(error);
      if (signal.aborted || error.fault === "ABORTED") return;
      subscription.say("CONNECTING", `no history yet: ${error.message}`);
      const wait = Math.min(MAX_RETRY_MS, RETRY_MS * 2 ** failures);
      const again = () => void this.#try(hub, subscription, task, failures + 1);
      task.stopTimer = this.#options.timers.after(Math.max(wait, error.waitMs), again);
    }
  }
}
