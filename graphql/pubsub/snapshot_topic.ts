import type { EngineApi, RunnerSnapshot, Timers } from "../../engine/mod.ts";
import { SNAPSHOT_PULSE_MS } from "../limits.ts";
import type { Mailbox } from "./mailbox.ts";
import { Pulse } from "./pulse.ts";

/** One runner's snapshots for all who follow it: each is fetched once. */
export class SnapshotTopic {
  readonly #engine: EngineApi;
  readonly #id: string;
  readonly #mailboxes = new Set<Mailbox<RunnerSnapshot>>();
  readonly #pulse: Pulse;
  #last: RunnerSnapshot | null = null;
  #fetching = false;

  constructor(engine: EngineApi, timers: Timers, id: string) {
    this.#engine = engine;
    this.#id = id;
    this.#pulse = new Pulse(timers, SNAPSHOT_PULSE_MS, () => void this.#fetch());
  }

  get isUnused(): boolean {
    return this.#mailboxes.size === 0;
  }

  /** The mailbox gets the newest snapshot there is, and then every change. */
  add(mailbox: Mailbox<RunnerSnapshot>): void {
    this.#mailboxes.add(mailbox);
    if (this.#last !== null) mailbox.push(this.#last, "snapshot");
    else this.changed();
  }

  remove(mailbox: Mailbox<RunnerSnapshot>): void {
    this.#mailboxes.delete(mailbox);
    if (this.isUnused) this.#pulse.stop();
  }

  changed(): void {
    this.#pulse.ask();
  }

  end(error: Error | null = null): void {
    for (const mailbox of [...this.#mailboxes]) mailbox.end(error);
  }

  async #fetch(): Promise<void> {
    if (this.#fetching) return this.#pulse.ask();
    this.#fetching = true;
    try {
      const snapshot = await this.#engine.snapshot(this.#id);
      this.#last = snapshot;
      for (const mailbox of this.#mailboxes) mailbox.push(snapshot, "snapshot");
      if (snapshot.stale) this.#pulse.ask();
    } catch (error) {
      this.end(error instanceof Error ? error : new Error(String(error)));
    } finally {
      this.#fetching = false;
    }
  }
}
