import type { DatabaseSync } from "node:sqlite";
import type { Breathe } from "../../kernel/mod.ts";
import type { KeptBody, ResultFile, ResultTables } from "./result_file.ts";

/** Writes a part of a result, small enough to be written at a stretch. To be called in a transaction. */
export type Piece = (db: DatabaseSync) => void;

/** The step of a file's schema that makes room for {@link UnfinishedResults}. */
export function unfinishedTable({ run, runs }: ResultTables): string {
  return `
  CREATE TABLE unfinished (
    ${run}_id TEXT PRIMARY KEY REFERENCES ${runs} (id) ON DELETE CASCADE
  ) STRICT, WITHOUT ROWID;
  `;
}

/** Part of a query on a table of results: leaves out what is not there as a whole. */
export function isFinished({ run }: ResultTables): string {
  return `${run}_id NOT IN (SELECT ${run}_id FROM unfinished)`;
}

/**
 * Results that are written piece by piece, each in a transaction of its own, so that a long one stops nobody.
 * A run is listed as unfinished until its last piece is there, and as long as it is, nobody sees any of them:
 * a result is there as a whole or not at all, whenever the program ends.
 */
export class UnfinishedResults {
  readonly #file: ResultFile;
  readonly #run: string;
  readonly #runs: string;
  readonly #parts: readonly string[];

  /** @param parts tables that results consist of */
  constructor(file: ResultFile, { run, runs }: ResultTables, parts: readonly string[]) {
    this.#file = file;
    this.#run = run;
    this.#runs = runs;
    this.#parts = parts;
  }

  /**
   * Body and pieces, with a turn for others between any two of them.
   *
   * @returns whether it is kept: no run that was removed meanwhile is
   * @throws StoreError where it cannot be kept; nothing of it is then
   */
  async write(kept: KeptBody, pieces: Iterable<Piece>, breathe: Breathe): Promise<boolean> {
    const { id } = kept;
    if (!this.#begin(id)) return false;
    try {
      for (const piece of pieces) {
        await breathe();
        if (!this.#writeWhileListed(id, piece)) return false;
      }
      await breathe();
      return this.#writeWhileListed(id, (db) => {
        this.#file.putBody(kept, id);
        this.#unlist(db, id);
      });
    } catch (error) {
      this.#forget(id);
      throw error;
    }
  }

  /** Forgets what nobody writes on, because the program ended: to be called before anything is written. */
  forgetAll(): void {
    const listed = this.#file.read((db) =>
      db.prepare(`SELECT ${this.#run}_id FROM unfinished`).all()
    );
    if (listed.length === 0) return;
    this.#file.free((db) => {
      for (const row of listed) this.#drop(db, String(row[`${this.#run}_id`]));
    });
  }

  #begin(id: string): boolean {
    const list = `INSERT OR REPLACE INTO unfinished SELECT id FROM ${this.#runs} WHERE id = ?`;
    return this.#file.write((db) => Number(db.prepare(list).run(id).changes) > 0);
  }

  #writeWhileListed(id: string, piece: Piece): boolean {
    const find = `SELECT 1 FROM unfinished WHERE ${this.#run}_id = ?`;
    return this.#file.write((db) => {
      if (db.prepare(find).get(id) === undefined) return false;
      piece(db);
      return true;
    });
  }

  /** The error that is under way says more than one of cleaning up after it. */
  #forget(id: string): void {
    try {
      this.#file.write((db) => this.#drop(db, id));
    } catch {
      // It stays listed, and so unseen.
    }
  }

  #drop(db: DatabaseSync, id: string): void {
    for (const table of this.#parts) {
      db.prepare(`DELETE FROM ${table} WHERE ${this.#run}_id = ?`).run(id);
    }
    this.#unlist(db, id);
  }

  #unlist(db: DatabaseSync, id: string): void {
    db.prepare(`DELETE FROM unfinished WHERE ${this.#run}_id = ?`).run(id);
  }
}
