import type { Clock, Timers } from "../../kernel/mod.ts";
import type { HttpAnswer, Network } from "./network.ts";
import { RestError, type RestFault } from "./rest_api.ts";
import { aborted, attempt, pause } from "./rest_attempt.ts";
import { WeightBudget } from "./rest_budget.ts";
import { MAX_PARALLEL, RequestGate, type Ticket } from "./rest_gate.ts";
import { backoff, GARBAGE_TRIES, LIMITED_TRIES, type RestTiming, TRIES } from "./rest_timing.ts";
import { faultOf, parsed } from "./rest_verdict.ts";

/** Most requests that wait behind the ones under way. */
export const MAX_QUEUED = 1_000;

export interface RequestOptions {
  /** As messages call it. */
  readonly exchange: string;
  readonly weightPerMinute: number;
  readonly network: Network;
  readonly clock: Clock;
  readonly timers: Timers;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly maxWaitMs: number;
  readonly timing: RestTiming;
}

export interface Question<T> {
  readonly url: string;
  readonly weight: number;
  /** What the answer says; null when it is not what the protocol says. */
  readonly read: (body: unknown) => T | null;
}

/** Asks until there is an answer or no hope of one, and not more than the exchange allows. */
export class Requests {
  /** Attempts, and those that came to nothing; not counting ones that were given up. */
  sent = 0;
  failed = 0;
  readonly #options: RequestOptions;
  readonly #gate: RequestGate;
  readonly #budget: WeightBudget;
  readonly #open = new Set<AbortController>();
  #asked = 0;
  #closed = false;

  constructor(options: RequestOptions) {
    this.#options = options;
    this.#budget = new WeightBudget(options.weightPerMinute, options.clock);
    this.#gate = new RequestGate({ ...options, budget: this.#budget });
  }

  async ask<T>(question: Question<T>, signal?: AbortSignal): Promise<T> {
    if (this.#closed || signal?.aborted) throw aborted();
    if (this.#open.size >= MAX_QUEUED + MAX_PARALLEL) throw this.#full();
    const ending = new AbortController();
    const giveUp = () => ending.abort();
    signal?.addEventListener("abort", giveUp);
    this.#open.add(ending);
    try {
      return await this.#insist(question, ending.signal);
    } finally {
      this.#open.delete(ending);
      signal?.removeEventListener("abort", giveUp);
    }
  }

  close(): void {
    this.#closed = true;
    this.#gate.close();
    for (const ending of this.#open) ending.abort();
  }

  async #insist<T>(question: Question<T>, signal: AbortSignal): Promise<T> {
    const { clock, timers, timing, random } = this.#options;
    const ticket = { order: this.#asked++, weight: question.weight, since: clock.now(), signal };
    const failures = new Failures();
    for (;;) {
      await this.#gate.enter(ticket);
      try {
        return await this.#once(question, ticket);
      } catch (error) {
        if (!(error instanceof RestError)) throw error;
        if (failures.isEnough(error)) throw failures.inAll(error);
        // The gate knows how long after a LIMITED.
        if (error.fault === "LIMITED") continue;
      }
      await pause(backoff(failures.count, timing, random), timers, signal);
    }
  }

  async #once<T>({ url, read }: Question<T>, { signal }: Ticket): Promise<T> {
    const { clock, timing, exchange } = this.#options;
    const sentAt = clock.now();
    this.sent++;
    try {
      const answer = await attempt(this.#options, url, timing.requestMs, signal);
      this.#heed(answer, sentAt);
      const value = read(parsed(answer.body));
      if (value !== null) return value;
      const what = new URL(url).pathname;
      throw new RestError("GARBAGE", `${exchange} gave an answer that makes no sense (${what})`);
    } catch (error) {
      if (!signal.aborted) this.failed++;
      throw error;
    } finally {
      this.#gate.leave();
    }
  }

  /** Takes from an answer what it says about the limits. @throws RestError for one without data */
  #heed(answer: HttpAnswer, sentAt: number): void {
    const { clock, timing, exchange } = this.#options;
    const used = answer.header("X-MBX-USED-WEIGHT-1M")?.trim() ?? "";
    if (/^\d+$/.test(used)) this.#budget.counted(Number(used), sentAt);
    const fault = faultOf(answer, exchange, timing, clock.now());
    if (fault?.fault === "LIMITED") this.#gate.silence(fault.waitMs, `HTTP ${answer.status}`);
    else this.#gate.answered(sentAt);
    if (fault) throw fault;
  }

  #full(): RestError {
    const { exchange, timing } = this.#options;
    const message = `Cannot ask ${exchange} now: ${MAX_QUEUED} requests are waiting already`;
    return new RestError("LIMITED", message, timing.retryAfterMs);
  }
}

/** What is tried again. */
const REPEATED: ReadonlySet<RestFault> = new Set(["UNREACHABLE", "SERVER", "GARBAGE"]);

/** The failed attempts of one request. */
class Failures {
  /** Without those that the exchange's limits are the reason of. */
  count = 0;
  #garbage = 0;
  #limited = 0;

  /** Counts one. True when there is no use in trying again. */
  isEnough({ fault }: RestError): boolean {
    if (fault === "LIMITED") return ++this.#limited >= LIMITED_TRIES;
    this.count++;
    if (fault === "GARBAGE") return ++this.#garbage >= GARBAGE_TRIES;
    return !REPEATED.has(fault) || this.count - this.#garbage >= TRIES;
  }

  /** The last error, saying how many attempts there were where that is of interest. */
  inAll(error: RestError): RestError {
    if (this.count < 2 || !REPEATED.has(error.fault)) return error;
    return new RestError(error.fault, `${error.message} (${this.count} attempts)`, error.waitMs);
  }
}
