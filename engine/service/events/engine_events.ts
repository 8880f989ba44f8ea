import type { EventType } from "../../domain/mod.ts";
import type { Store } from "../../store/store.ts";

/** Events of the engine itself that are kept. */
const KEPT: readonly EventType[] = ["FEED_STATUS_CHANGED", "FEED_GAP", "TRADING_STATE_CHANGED"];

/** Numbers the engine's own events, on from the last that the store has. */
export class EngineEvents {
  #sequence: number;

  constructor(store: Store) {
    const [last] = store.events({ types: KEPT, limit: 1 });
    this.#sequence = last?.sequence ?? 0;
  }

  next(): number {
    return ++this.#sequence;
  }
}
