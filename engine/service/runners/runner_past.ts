import type { EngineEvent, EventType, Order, StateTransition, Trade } from "../../domain/mod.ts";
import type { Store } from "../../store/store.ts";
import type { Roster } from "../fleet/mod.ts";

/** What the store has of runners, the newest first. What names none of them throws InputError NOT_FOUND. */
export class RunnerPast {
  readonly #store: Store;
  readonly #roster: Roster;

  constructor(store: Store, roster: Roster) {
    this.#store = store;
    this.#roster = roster;
  }

  transitions(id: string, limit: number): StateTransition[] {
    return this.#store.transitions(this.#roster.require(id).id, limit);
  }

  orders(id: string, limit: number): Order[] {
    return this.#store.orders(this.#roster.require(id).id, limit);
  }

  trades(id: string, limit: number): Trade[] {
    return this.#store.trades(this.#roster.require(id).id, limit);
  }

  /** Without a `runnerId` those of all runners and of the engine itself. */
  events(
    query: { runnerId?: string; types?: readonly EventType[]; limit: number },
  ): EngineEvent[] {
    const { runnerId: id, types, limit } = query;
    return this.#store.events({
      limit,
      ...(id === undefined ? {} : { runnerId: this.#roster.require(id).id }),
      ...(types === undefined ? {} : { types }),
    });
  }
}
