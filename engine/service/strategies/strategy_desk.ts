import type { StrategyDescription, StrategySource } from "../../strategy/mod.ts";
import type { Described, ShardPool } from "../../workers/mod.ts";
import { Describer } from "./describer.ts";
import { StrategyLibrary } from "./strategy_library.ts";

/** The strategies that runners may have: their files, and what each declares. */
export class StrategyDesk {
  readonly #library: StrategyLibrary;
  readonly #describer: Describer;

  /** @param folders with strategy files; the first one wins a name */
  constructor(folders: readonly string[], pool: ShardPool) {
    this.#library = new StrategyLibrary(folders);
    this.#describer = new Describer(pool);
  }

  /** All there are; one that cannot be used has an `error`. */
  async all(): Promise<StrategyDescription[]> {
    const entries = await this.#library.list();
    return Promise.all(
      entries.map(({ source, error }) =>
        error === null ? this.#describer.describe(source) : this.#describer.broken(source, error)
      ),
    );
  }

  /** @throws InputError when there is no such strategy, or its file cannot be used */
  find(name: string): Promise<StrategySource> {
    return this.#library.find(name);
  }

  /** What a strategy declares. Never rejects: one that cannot be described has an `error`. */
  inspect(source: StrategySource): Promise<Described> {
    return this.#describer.inspect(source);
  }
}
