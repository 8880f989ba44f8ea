import { notFound, shown } from "../domain/mod.ts";

/** What every kind of run has to be known by. */
export interface RunInfo {
  readonly id: string;
}

/**
 * The runs that a service knows of, the oldest first, and who wants to hear of them. No more are kept than
 * the store keeps: with one more the oldest goes.
 */
export class RunInfos<Info extends RunInfo> {
  readonly #what: string;
  readonly #most: number;
  readonly #infos = new Map<string, Info>();
  readonly #changed = new Set<(info: Info) => void>();
  readonly #removed = new Set<(id: string) => void>();

  /** @param what as a sentence names one: `backtest` */
  constructor(what: string, most: number, infos: Iterable<Info>) {
    this.#what = what;
    this.#most = most;
    for (const info of infos) this.#infos.set(info.id, info);
  }

  /** Newest first. */
  list(): Info[] {
    return [...this.#infos.values()].reverse();
  }

  find(id: string): Info | undefined {
    return this.#infos.get(id);
  }

  /** @throws InputError NOT_FOUND */
  require(id: string): Info {
    const info = this.#infos.get(id);
    if (info) return info;
    throw notFound(`No ${this.#what} has the id ${shown(id)}`);
  }

  set(info: Info): void {
    this.#infos.set(info.id, info);
    for (const changed of this.#changed) changed(info);
    this.#forgetOldest();
  }

  remove(id: string): void {
    if (!this.#infos.delete(id)) return;
    for (const removed of this.#removed) removed(id);
  }

  /** @returns call it to hear no more */
  listen(changed: (info: Info) => void, removed: (id: string) => void): () => void {
    this.#changed.add(changed);
    this.#removed.add(removed);
    return () => {
      this.#changed.delete(changed);
      this.#removed.delete(removed);
    };
  }

  #forgetOldest(): void {
    for (const id of this.#infos.keys()) {
      if (this.#infos.size <= this.#most) return;
      this.remove(id);
    }
  }
}
