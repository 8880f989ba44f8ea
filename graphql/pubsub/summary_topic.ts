import type { EngineApi, EngineSummaryView, Timers } from "../../engine/mod.ts";
import { RUNNERS_PULSE_MS, SUMMARY_PULSE_MS } from "../limits.ts";
import type { Mailbox } from "./mailbox.ts";
import { Pulse } from "./pulse.ts";

/** The engine's summary: at once, every second, and soon after a runner came, went or changed its status. */
export class SummaryTopic {
  readonly #engine: EngineApi;
  readonly #timers: Timers;
  readonly #mailboxes = new Set<Mailbox<EngineSummaryView>>();
  readonly #pulse: Pulse;
  #stop: (() => void) | null = null;

  constructor(engine: EngineApi, timers: Timers) {
    this.#engine = engine;
    this.#timers = timers;
    this.#pulse = new Pulse(timers, RUNNERS_PULSE_MS, () => this.#publish());
  }

  add(mailbox: Mailbox<EngineSummaryView>): void {
    this.#mailboxes.add(mailbox);
    mailbox.push(this.#engine.summary(), "summary");
    this.#stop ??= this.#timers.every(SUMMARY_PULSE_MS, () => this.#publish());
  }

  remove(mailbox: Mailbox<EngineSummaryView>): void {
    this.#mailboxes.delete(mailbox);
    if (this.#mailboxes.size > 0) return;
    this.#stop?.();
    this.#stop = null;
    this.#pulse.stop();
  }

  changed(): void {
    if (this.#mailboxes.size > 0) this.#pulse.ask();
  }

  #publish(): void {
    const summary = this.#engine.summary();
    for (const mailbox of this.#mailboxes) mailbox.push(summary, "summary");
  }
}
