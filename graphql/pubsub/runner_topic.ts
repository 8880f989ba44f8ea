import type { EngineApi, RunnerInfo, Timers } from "../../engine/mod.ts";
import { RUNNERS_PULSE_MS } from "../limits.ts";
import type { Mailbox } from "./mailbox.ts";
import { Pulse } from "./pulse.ts";

/** Changed runners in batches, for whoever follows all of them. */
export class RunnerTopic {
  readonly #engine: EngineApi;
  readonly #mailboxes = new Set<Mailbox<RunnerInfo>>();
  readonly #changed = new Set<string>();
  readonly #pulse: Pulse;
  readonly #onPublish: (runner: RunnerInfo) => void;

  /** @param onPublish called once for each runner of a batch, before its subscribers get it */
  constructor(engine: EngineApi, timers: Timers, onPublish: (runner: RunnerInfo) => void) {
    this.#engine = engine;
    this.#onPublish = onPublish;
    this.#pulse = new Pulse(timers, RUNNERS_PULSE_MS, () => this.#flush());
  }

  add(mailbox: Mailbox<RunnerInfo>): void {
    this.#mailboxes.add(mailbox);
  }

  remove(mailbox: Mailbox<RunnerInfo>): void {
    this.#mailboxes.delete(mailbox);
    if (this.#mailboxes.size > 0) return;
    this.#pulse.stop();
    this.#changed.clear();
  }

  changed(id: string): void {
    if (this.#mailboxes.size === 0) return;
    this.#changed.add(id);
    this.#pulse.ask();
  }

  #flush(): void {
    for (const id of this.#changed) {
      const found = this.#engine.runner(id);
      if (found === undefined) continue;
      const runner = { ...found };
      this.#onPublish(runner);
      for (const mailbox of this.#mailboxes) mailbox.push(runner, id);
    }
    this.#changed.clear();
  }
}
