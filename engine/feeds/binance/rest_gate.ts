import type { Clock, Timers } from "../../kernel/mod.ts";
import type { RestError } from "./rest_api.ts";
import { aborted } from "./rest_attempt.ts";
import type { WeightBudget } from "./rest_budget.ts";
import { limited } from "./rest_verdict.ts";

/** Most requests under way at once. */
export const MAX_PARALLEL = 4;

/** One request's place in the order; the same one for each of its attempts. */
export interface Ticket {
  /** Lower ones go first. */
  readonly order: number;
  readonly weight: number;
  /** When its caller began to wait. */
  readonly since: number;
  readonly signal: AbortSignal;
}

interface Waiting {
  readonly ticket: Ticket;
  readonly admit: () => void;
  readonly refuse: (error: RestError) => void;
}

/** A time in which nothing is sent. */
interface Silence {
  readonly until: number;
  readonly ms: number;
  readonly why: string;
  readonly stop: () => void;
}

interface GateOptions {
  readonly exchange: string;
  readonly budget: WeightBudget;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly maxWaitMs: number;
}

/**
 * Says when a request may be sent: in order, {@link MAX_PARALLEL} at once, within the weight of the
 * minute, and none while the exchange wants to be left alone.
 */
export class RequestGate {
  readonly #options: GateOptions;
  #waiting: Waiting[] = [];
  #underWay = 0;
  #silence: Silence | null = null;
  /** Since when the exchange has not let anything through; null while it does. */
  #limitedSince: number | null = null;
  #limitedAt = -Infinity;
  #stopWake: (() => void) | null = null;
  #closed = false;

  constructor(options: GateOptions) {
    this.#options = options;
  }

  /**
   * Resolves when the request may be sent; call {@link leave} when that is over. Rejects with LIMITED
   * when the exchange would have its caller wait for too long, and with ABORTED.
   */
  enter(ticket: Ticket): Promise<void> {
    const { signal } = ticket;
    if (signal.aborted) return Promise.reject(aborted());
    if (this.#isTooLong(ticket)) return Promise.reject(this.#limited());
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = () => {
      this.#waiting = this.#waiting.filter((other) => other !== waiting);
      reject(aborted());
      this.#admit();
    };
    const forget = () => signal.removeEventListener("abort", giveUp);
    const waiting: Waiting = {
      ticket,
      admit: () => (forget(), resolve()),
      refuse: (error) => (forget(), reject(error)),
    };
    signal.addEventListener("abort", giveUp, { once: true });
    this.#line(waiting);
    this.#admit();
    return promise;
  }

  /** A request that was let in has its answer, or has none. */
  leave(): void {
    this.#underWay--;
    this.#admit();
  }

  /** The exchange does not want to be asked for a while. */
  silence(ms: number, why: string): void {
    const now = this.#options.clock.now();
    this.#limitedAt = now;
    this.#limitedSince ??= now;
    if (!this.#silence || now + ms > this.#silence.until) {
      this.#silence?.stop();
      const stop = this.#options.timers.after(ms, () => {
        this.#silence = null;
        this.#admit();
      });
      this.#silence = { until: now + ms, ms, why, stop };
    }
    this.#refuseImpatient();
  }

  /** The exchange has let a request of that time through. */
  answered(sentAt: number): void {
    if (sentAt > this.#limitedAt) this.#limitedSince = null;
  }

  /** Lets nobody in any more and leaves no timer. Whoever waits is ended by their signal. */
  close(): void {
    this.#closed = true;
    this.#silence?.stop();
    this.#silence = null;
    this.#rest();
  }

  #line(waiting: Waiting): void {
    const { order } = waiting.ticket;
    const at = this.#waiting.findIndex((other) => other.ticket.order > order);
    this.#waiting.splice(at < 0 ? this.#waiting.length : at, 0, waiting);
  }

  #admit(): void {
    this.#rest();
    while (!this.#closed && !this.#silence && this.#underWay < MAX_PARALLEL) {
      const [first] = this.#waiting;
      if (!first) return;
      const { budget, timers } = this.#options;
      const waitMs = budget.waitMs(first.ticket.weight);
      if (waitMs > 0) {
        this.#stopWake = timers.after(waitMs, () => this.#admit());
        return;
      }
      this.#waiting.shift();
      budget.spend(first.ticket.weight);
      this.#underWay++;
      first.admit();
    }
  }

  #rest(): void {
    this.#stopWake?.();
    this.#stopWake = null;
  }

  #refuseImpatient(): void {
    const all = this.#waiting;
    this.#waiting = all.filter(({ ticket }) => !this.#isTooLong(ticket));
    for (const { ticket, refuse } of all) if (this.#isTooLong(ticket)) refuse(this.#limited());
  }

  #isTooLong({ since }: Ticket): boolean {
    if (!this.#silence) return false;
    const from = Math.max(since, this.#limitedSince ?? since);
    return this.#silence.until - from > this.#options.maxWaitMs;
  }

  #limited(): RestError {
    const { exchange, clock } = this.#options;
    const { until, ms, why } = this.#silence!;
    return limited(exchange, Math.min(Math.max(until - clock.now(), 0), ms), why);
  }
}
