import { messageOf } from "../../domain/mod.ts";
import type { StrategyDescription, StrategySource } from "../../strategy/mod.ts";
import type { Described, ShardPool } from "../../workers/mod.ts";

/** Descriptions kept; the oldest goes first. */
const MAX_KEPT = 200;
/** How long a strategy's top level may take. */
const DESCRIBE_MS = 10_000;

/** Asks a shard what a strategy declares, once for each text. */
export class Describer {
  readonly #pool: ShardPool;
  readonly #kept = new Map<string, Promise<Described>>();
  #last: Promise<unknown> = Promise.resolve();

  constructor(pool: ShardPool) {
    this.#pool = pool;
  }

  /** Never rejects: a strategy that cannot be described has an `error`. */
  async describe(source: StrategySource): Promise<StrategyDescription> {
    return (await this.inspect(source)).description;
  }

  /** The same, with whether the strategy is better kept apart from others. */
  inspect(source: StrategySource): Promise<Described> {
    const key = `${source.path}\n${source.text}`;
    const known = this.#kept.get(key);
    if (known) return known;
    // One at a time: a strategy that takes its shard down must not take others' descriptions with it.
    const described = this.#last.then(() => this.#ask(source));
    this.#last = described;
    this.#kept.set(key, described);
    if (this.#kept.size > MAX_KEPT) this.#kept.delete(this.#kept.keys().next().value ?? "");
    return described;
  }

  /** The description of a file that could not even be read. */
  broken(source: StrategySource, error: string): StrategyDescription {
    const { name, language, path } = source;
    return { name, language, path, description: "", parameters: [], constraints: [], error };
  }

  #unknown(source: StrategySource, error: string): Described {
    return { description: this.broken(source, error), costly: false };
  }

  async #ask(source: StrategySource): Promise<Described> {
    const timeout = Promise.withResolvers<Described>();
    const timer = setTimeout(
      () =>
        timeout.resolve(this.#unknown(source, `${source.file}: took more than ${DESCRIBE_MS} ms`)),
      DESCRIBE_MS,
    );
    try {
      return await Promise.race([this.#pool.side().describe(source), timeout.promise]);
    } catch (error) {
      const detail = messageOf(error);
      return this.#unknown(source, `${source.file}: ${detail}`);
    } finally {
      clearTimeout(timer);
    }
  }
}
