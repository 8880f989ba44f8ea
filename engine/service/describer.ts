import type { StrategyDescription, StrategySource } from "../strategy/mod.ts";
import type { ShardPool } from "../workers/mod.ts";

/** Descriptions kept; the oldest goes first. */
const MAX_KEPT = 200;
/** How long a strategy's top level may take, the wait for its turn included. */
const DESCRIBE_MS = 10_000;

/** Asks a shard what a strategy declares, once for each text. */
export class Describer {
  readonly #pool: ShardPool;
  readonly #kept = new Map<string, Promise<StrategyDescription>>();

  constructor(pool: ShardPool) {
    this.#pool = pool;
  }

  /** Never rejects: a strategy that cannot be described has an `error`. */
  describe(source: StrategySource): Promise<StrategyDescription> {
    const key = `${source.path}\n${source.text}`;
    const known = this.#kept.get(key);
    if (known) return known;
    const described = this.#ask(source);
    this.#kept.set(key, described);
    if (this.#kept.size > MAX_KEPT) this.#kept.delete(this.#kept.keys().next().value ?? "");
    return described;
  }

  /** The description of a file that could not even be read. */
  broken(source: StrategySource, error: string): StrategyDescription {
    const { name, language, path } = source;
    return { name, language, path, description: "", parameters: [], error };
  }

  async #ask(source: StrategySource): Promise<StrategyDescription> {
    const timeout = Promise.withResolvers<StrategyDescription>();
    const timer = setTimeout(
      () =>
        timeout.resolve(this.broken(source, `${source.file}: took more than ${DESCRIBE_MS} ms`)),
      DESCRIBE_MS,
    );
    try {
      return await Promise.race([this.#pool.side().describe(source), timeout.promise]);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      return this.broken(source, `${source.file}: ${detail}`);
    } finally {
      clearTimeout(timer);
    }
  }
}
