import { type InputError, notFound, shown } from "../../domain/mod.ts";
import type { RunnerEntry } from "./runner_entry.ts";

/** All runners there are, in the order in which they came. */
export class Roster implements Iterable<RunnerEntry> {
  readonly #entries = new Map<string, RunnerEntry>();

  get size(): number {
    return this.#entries.size;
  }

  [Symbol.iterator](): Iterator<RunnerEntry> {
    return this.#entries.values();
  }

  has(id: string): boolean {
    return this.#entries.has(id);
  }

  get(id: string): RunnerEntry | undefined {
    return this.#entries.get(id);
  }

  /** @throws InputError NOT_FOUND */
  require(id: string): RunnerEntry {
    const entry = this.#entries.get(id);
    if (!entry) throw noRunner(id);
    return entry;
  }

  /** Those that share an account. */
  sharing(account: string): RunnerEntry[] {
    return [...this].filter((entry) => entry.account === account);
  }

  /** The others on its account; none where it has one of its own. */
  mates(entry: RunnerEntry): RunnerEntry[] {
    const { account } = entry;
    return account === null ? [] : this.sharing(account).filter((other) => other !== entry);
  }

  add(entry: RunnerEntry): void {
    this.#entries.set(entry.id, entry);
  }

  remove(id: string): void {
    this.#entries.delete(id);
  }
}

export const noRunner = (id: string): InputError => notFound(`No runner has the id ${shown(id)}`);
