import { type Clock, Prng } from "../../../engine/kernel/mod.ts";
import { Chaos, type Rates } from "./chaos.ts";
import type { ConnectionFault, FaultKind, MessageFault, RestFault } from "./kinds.ts";
import { FaultPlan, type Target } from "./plan.ts";

/** How long the exchange is away when it restarts by chance, and warns when it shuts down. */
const RESTART_MS = 2_000;
const NOTICE_MS = 5_000;
/** How long it takes no new connections when chance wants it. */
const REFUSAL_MS = 5_000;

/** What faults do to connections. */
export interface Victims {
  /** Connections open now. */
  readonly open: number;
  /** @param from the number of the first connection, oldest first */
  drop(from: number, count: number): number;
  hang(from: number, count: number): number;
  restart(downMs: number): Promise<void>;
  shutDown(noticeMs: number): void;
  setLife(ms: number): void;
}

/** Everything that can go wrong, on command or by chance, and how often it has. */
export class Faults {
  readonly plan = new FaultPlan();
  readonly #victims: Victims;
  readonly #clock: Clock;
  #chaos: Chaos | null = null;
  #refusesUntil = 0;

  /** @param clock the machine's */
  constructor(victims: Victims, clock: Clock) {
    this.#victims = victims;
    this.#clock = clock;
  }

  /** How often each happened. */
  get counts(): Readonly<Record<FaultKind, number>> {
    return this.plan.counts;
  }

  /** The next messages or requests that `target` describes fail so. */
  next(kind: MessageFault | RestFault, target: Target = {}): void {
    this.plan.order(kind, target);
  }

  /** Breaks connections without a goodbye, the oldest first. */
  drop(count = Infinity): void {
    this.plan.counts.DROP += this.#victims.drop(0, count);
  }

  /** Connections stay open, but nothing comes any more and nothing is read. */
  hang(count = Infinity): void {
    this.plan.counts.HANG += this.#victims.hang(0, count);
  }

  /** New connections are not accepted, until it is called with false. */
  refuse(isRefusing = true): void {
    this.#refusesUntil = isRefusing ? Infinity : 0;
  }

  /** All connections are gone, and for so long nobody is there; then all is as before. */
  restart(downMs = RESTART_MS): Promise<void> {
    this.plan.counts.RESTART++;
    return this.#victims.restart(downMs);
  }

  /** Tells all clients that the server shuts down, and ends their connections after that time. */
  shutDown(noticeMs = NOTICE_MS): void {
    this.plan.counts.SHUTDOWN++;
    this.#victims.shutDown(noticeMs);
  }

  /** How long connections live from now on, those that are open too. */
  connectionLife(ms: number): void {
    this.#victims.setLife(ms);
  }

  /** From now on faults happen by chance, the same ones for the same seed and market. */
  chaos(seed: string, rates: Rates): void {
    this.plan.leaveToChance(Prng.from(`${seed}/messages`), rates.chances ?? {});
    this.#chaos = new Chaos(Prng.from(`${seed}/connections`), rates, this.#clock.now());
  }

  /** Nothing goes wrong any more; what hangs goes on hanging. */
  calm(): void {
    this.plan.calm();
    this.#chaos = null;
    this.#refusesUntil = 0;
  }

  /** Whether to turn a new connection away; counted. */
  refusesConnection(): boolean {
    const refuses = this.#clock.now() < this.#refusesUntil;
    if (refuses) this.plan.counts.REFUSE++;
    return refuses;
  }

  /** What chance wants to happen by now. */
  tick(): void {
    for (const kind of this.#chaos?.draw(this.#clock.now()) ?? []) this.#happen(kind);
  }

  #happen(kind: ConnectionFault): void {
    switch (kind) {
      case "DROP":
        this.plan.counts.DROP += this.#victims.drop(this.#chaos!.pick(this.#victims.open), 1);
        break;
      case "HANG":
        this.plan.counts.HANG += this.#victims.hang(this.#chaos!.pick(this.#victims.open), 1);
        break;
      case "RESTART":
        void this.restart();
        break;
      case "SHUTDOWN":
        this.shutDown();
        break;
      case "REFUSE":
        this.#refusesUntil = this.#clock.now() + REFUSAL_MS;
    }
  }
}
