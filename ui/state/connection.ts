import { waitBeforeAttempt } from "./backoff.ts";
import { Store } from "./store.ts";

/**
 * `live`: the server answers. `lost`: it does not, and we keep trying. `resting`: the page is hidden
 * and holds no stream. `locked`: the server asks who we are; only a reload brings its question up.
 */
export type ConnectionStatus = "live" | "lost" | "resting" | "locked";
/** What a probe found. */
export type Reach = "up" | "down" | "locked";

export interface ConnectionState {
  readonly status: ConnectionStatus;
  /** Counts up each time everything has to be read anew and every stream opened again. */
  readonly epoch: number;
}

/** What the connection needs of the world; passed in so that tests own time. */
export interface ConnectionWorld {
  probe(): Promise<Reach>;
  after(ms: number, act: () => void): () => void;
  random(): number;
}

/** So long a connection must hold before the waits start small again. */
const STABLE_MS = 10_000;

/**
 * The one place that knows whether the server is there. Queries and streams report what they meet;
 * they never retry by themselves. After a loss the server is probed with growing waits, and once it
 * answers the epoch moves on, at which everybody reads and subscribes afresh.
 */
export class Connection {
  readonly state = new Store<ConnectionState>({ status: "live", epoch: 0 });
  readonly #world: ConnectionWorld;
  #attempt = 0;
  /** Counts the changes of mind, so that a late probe changes nothing. */
  #turn = 0;
  #cancelRetry: (() => void) | null = null;
  #cancelStable: (() => void) | null = null;

  constructor(world: ConnectionWorld) {
    this.#world = world;
  }

  /** A request or stream of epoch `epoch` met a dead network. */
  failed(epoch: number): void {
    if (this.#isPast(epoch)) return;
    this.state.set({ status: "lost", epoch });
    this.#retryLater();
  }

  /** A stream of epoch `epoch` was ended by the server, which may only be restarting. */
  ended(epoch: number): void {
    if (!this.#isPast(epoch)) this.#retryLater();
  }

  /** The page was hidden: streams close, so that many open tabs do not use up the browser's connections. */
  rest(): void {
    this.#stopTimers();
    this.state.set({ status: "resting", epoch: this.state.value.epoch });
  }

  /** The page is seen again, or the user does not want to wait. */
  wake(): void {
    this.#stopTimers();
    void this.#try();
  }

  #isPast(epoch: number): boolean {
    return epoch !== this.state.value.epoch || this.state.value.status === "resting";
  }

  #retryLater(): void {
    this.#cancelStable?.();
    this.#cancelStable = null;
    if (this.#cancelRetry !== null) return;
    const wait = waitBeforeAttempt(this.#attempt++, this.#world.random());
    this.#cancelRetry = this.#world.after(wait, () => {
      this.#cancelRetry = null;
      void this.#try();
    });
  }

  async #try(): Promise<void> {
    const { epoch } = this.state.value;
    const turn = ++this.#turn;
    const reach = await this.#world.probe();
    if (turn !== this.#turn) return;
    if (reach === "locked") return this.state.set({ status: "locked", epoch });
    if (reach === "down") {
      this.state.set({ status: "lost", epoch });
      return this.#retryLater();
    }
    this.state.set({ status: "live", epoch: epoch + 1 });
    this.#cancelStable?.();
    this.#cancelStable = this.#world.after(STABLE_MS, () => {
      this.#attempt = 0;
    });
  }

  #stopTimers(): void {
    this.#turn++;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#cancelStable?.();
    this.#cancelStable = null;
    this.#attempt = 0;
  }
}
