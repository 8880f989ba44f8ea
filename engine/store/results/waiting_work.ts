import type { Json } from "../../domain/mod.ts";
import type { Breathe } from "../../kernel/mod.ts";
import { ColumnTable, type KeptColumns } from "./column_table.ts";
import type { KeptBody, ResultFile, ResultTables } from "./result_file.ts";

/** Work that was asked for and is not over. */
export interface WaitingWork {
  /** Unlike any other, whatever kind of work it is. */
  readonly id: string;
  /** What it is for. */
  readonly runId: string;
  /** The lower, the sooner its turn comes. */
  readonly place: number;
}

/** Work with everything that is needed to do it. */
export interface AskedWork extends WaitingWork {
  /** Owned by whoever does it. */
  readonly body: Json;
  readonly columns: KeptColumns;
}

/** What was asked for and is not over, so that it outlives the program. Every method throws StoreError. */
export interface WorkStore {
  /**
   * Keeps work and the run it is for, both or neither, also where the program ends in the middle of it. Columns,
   * which only a new run may have, are written one at a time.
   */
  ask(work: AskedWork, run: KeptBody, breathe: Breathe): Promise<void>;
  /** In the order of their places. */
  list(): WaitingWork[];
  /** Null where it does not wait any more. */
  body(id: string): Json | null;
  /** Those of the columns that it was asked for with. */
  columns(id: string, names: readonly string[]): KeptColumns;
  /** @returns how often it was begun, this time included, and neither ended nor was put off */
  begin(id: string): number;
  /** It was begun and waits again, not by its own doing. */
  putOff(id: string): void;
}

/** The step of a file's schema that makes room for {@link WaitingTable}. */
export function waitingTables({ run, runs }: ResultTables): string {
  return `
  -- Without a place as long as its columns are being written.
  CREATE TABLE waiting (
    id TEXT PRIMARY KEY,
    ${run}_id TEXT NOT NULL REFERENCES ${runs} (id) ON DELETE CASCADE,
    place INTEGER,
    begun INTEGER NOT NULL DEFAULT 0,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE waiting_columns (
    waiting_id TEXT NOT NULL REFERENCES waiting (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (waiting_id, name)
  ) STRICT;
  `;
}

/** Work beside the runs that it is for: it goes with them, and with their last word. */
export class WaitingTable implements WorkStore {
  readonly #file: ResultFile;
  readonly #run: string;
  readonly #runs: string;
  readonly #columns = new ColumnTable("waiting_columns", "waiting_id");

  constructor(file: ResultFile, { run, runs }: ResultTables) {
    this.#file = file;
    this.#run = run;
    this.#runs = runs;
  }

  async ask({ id, runId, place, body, columns }: AskedWork, run: KeptBody, breathe: Breathe) {
    const pieces = Object.keys(columns).length;
    const put = `INSERT INTO waiting (id, ${this.#run}_id, place, body) VALUES (?, ?, ?, ?)`;
    this.#file.write((db) => {
      this.#file.putBody(run);
      db.prepare(put).run(id, runId, pieces > 0 ? null : place, JSON.stringify(body));
    });
    if (pieces > 0) await this.#writeColumns({ id, runId, place, columns }, breathe);
  }

  list(): WaitingWork[] {
    const all = `SELECT id, ${this.#run}_id AS run, place FROM waiting ORDER BY place`;
    return this.#file.read((db) => db.prepare(all).all())
      .map(({ id, run, place }) => ({ id: String(id), runId: String(run), place: Number(place) }));
  }

  body(id: string): Json | null {
    const find = "SELECT body FROM waiting WHERE id = ?";
    const row = this.#file.read((db) => db.prepare(find).get(id));
    return row === undefined ? null : JSON.parse(String(row.body));
  }

  columns(id: string, names: readonly string[]): KeptColumns {
    return this.#file.read((db) => this.#columns.read(db, id, names, "true"));
  }

  begin(id: string): number {
    const begin = "UPDATE waiting SET begun = begun + 1 WHERE id = ? RETURNING begun";
    return this.#file.write((db) => Number(db.prepare(begin).get(id)?.begun ?? 1));
  }

  putOff(id: string): void {
    const putOff = "UPDATE waiting SET begun = begun - 1 WHERE id = ?";
    this.#file.write((db) => db.prepare(putOff).run(id));
  }

  /** Forgets what was being asked for when a program ended: nobody was told that it would be done. */
  forgetUnplaced(): void {
    const unplaced = `SELECT ${this.#run}_id AS run FROM waiting WHERE place IS NULL`;
    const runs = this.#file.read((db) => db.prepare(unplaced).all());
    for (const { run } of runs) this.#file.remove(String(run));
  }

  async #writeColumns(work: Omit<AskedWork, "body">, breathe: Breathe): Promise<void> {
    const { id, runId, place, columns } = work;
    try {
      for (const piece of this.#columns.pieces(id, columns)) {
        await breathe();
        this.#file.write(piece);
      }
      const placed = "UPDATE waiting SET place = ? WHERE id = ?";
      this.#file.write((db) => db.prepare(placed).run(place, id));
    } catch (error) {
      this.#forget(runId);
      throw error;
    }
  }

  /** The error that is under way says more than one of cleaning up after it. */
  #forget(runId: string): void {
    try {
      this.#file.write((db) => db.prepare(`DELETE FROM ${this.#runs} WHERE id = ?`).run(runId));
    } catch {
      // Without a place it is forgotten at the next start.
    }
  }
}
