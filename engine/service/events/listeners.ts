import type { EngineListener } from "../../api.ts";
import type { EngineEvent, RunnerId } from "../../domain/mod.ts";

/** Who listens to the engine; each is called in the middle of its work. */
export class Listeners {
  readonly #listeners = new Set<EngineListener>();
  #published = 0;

  /** Events published so far. */
  get published(): number {
    return this.#published;
  }

  /** @returns what ends the listening */
  add(listener: EngineListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  publish(event: EngineEvent): void {
    this.#published++;
    for (const listener of this.#listeners) listener.event?.(event);
  }

  changed(id: RunnerId): void {
    for (const listener of this.#listeners) listener.changed?.(id);
  }
}
