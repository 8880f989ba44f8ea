import type { DatabaseSync, StatementSync } from "node:sqlite";

/** A table may grow past its limit by this part before it is cut, so that cutting costs little a row. */
const SLACK = 0.1;

/** Keeps a table at its newest rows per runner. */
export class KeptRows {
  readonly #limit: number;
  readonly #cutAt: number;
  readonly #count: StatementSync;
  readonly #cut: StatementSync;
  /** Rows by runner; counted in the table the first time it is asked for. */
  readonly #rows = new Map<string, number>();

  constructor(db: DatabaseSync, table: string, limit: number) {
    this.#limit = limit;
    this.#cutAt = limit + Math.ceil(limit * SLACK);
    this.#count = db.prepare(`SELECT count(*) AS rows FROM ${table} WHERE runner_id = ?`);
    this.#cut = db.prepare(
      `DELETE FROM ${table} WHERE runner_id = ?1 AND sequence <= (
         SELECT sequence FROM ${table} WHERE runner_id = ?1
         ORDER BY sequence DESC LIMIT 1 OFFSET ?2)`,
    );
  }

  /** To be called after each row that may have been added. */
  added(runner: string): void {
    const known = this.#rows.get(runner);
    const rows = known === undefined ? this.#countRows(runner) : known + 1;
    this.#rows.set(runner, rows);
    if (rows <= this.#cutAt) return;
    this.#cut.run(runner, this.#limit);
    this.#rows.set(runner, this.#countRows(runner));
  }

  forget(): void {
    this.#rows.clear();
  }

  #countRows(runner: string): number {
    return Number(this.#count.get(runner)?.rows ?? 0);
  }
}
