import type { Timers } from "../../engine/mod.ts";
import type { Mailbox } from "./mailbox.ts";
import { Pulse } from "./pulse.ts";

export interface ViewTopicOptions<T> {
  read(): T;
  /** Least time between two items after a change. */
  readonly pulseMs: number;
  /** Time between two items when nothing changes. */
  readonly refreshMs: number;
}

/** Something that is read as a whole: at once, from time to time, and soon after a change. */
export class ViewTopic<T> {
  readonly #options: ViewTopicOptions<T>;
  readonly #timers: Timers;
  readonly #mailboxes = new Set<Mailbox<T>>();
  readonly #pulse: Pulse;
  #stop: (() => void) | null = null;

  constructor(timers: Timers, options: ViewTopicOptions<T>) {
    this.#timers = timers;
    this.#options = options;
    this.#pulse = new Pulse(timers, options.pulseMs, () => this.#publish());
  }

  add(mailbox: Mailbox<T>): void {
    this.#mailboxes.add(mailbox);
    mailbox.push(this.#options.read(), "newest");
    this.#stop ??= this.#timers.every(this.#options.refreshMs, () => this.#publish());
  }

  remove(mailbox: Mailbox<T>): void {
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
    const view = this.#options.read();
    for (const mailbox of this.#mailboxes) mailbox.push(view, "newest");
  }
}
