import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Json } from "../../domain/mod.ts";
import { migrate } from "../market/migrations.ts";
import type { Breathe } from "../../kernel/mod.ts";
import { isDiskFull, storeError } from "../store_error.ts";
import { DiskReserve } from "./disk_reserve.ts";

const BUSY_TIMEOUT_MS = 5_000;
/** A megabyte: of SQLite's own four, moving them from the log to the file takes 16 ms, and of one 4. */
const CHECKPOINT_PAGES = 256;
/** Free pages that are given back to the disk at a stretch. */
const FREED_PAGES = 256;

/** What there is to say of a run in a list: settings, status, figures. Owned by whoever runs them. */
export interface KeptBody {
  readonly id: string;
  readonly body: Json;
}

/** How the tables of a file are called: `runs` has its bodies, `columns` points there by `run_id`. */
export interface ResultTables {
  /** `study` */
  readonly run: string;
  /** `studies` */
  readonly runs: string;
  /** Runs that are kept; with one more the oldest goes. */
  readonly most: number;
}

/** The first version of such a file. */
export function resultTables({ run, runs }: ResultTables): string {
  return `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO meta VALUES ('${run}_number', 0);
  CREATE TABLE ${runs} (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE columns (
    ${run}_id TEXT NOT NULL REFERENCES ${runs} (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (${run}_id, name)
  ) STRICT;
  `;
}

/**
 * Runs and what they left, in one file that several processes may use at once. Synchronous; every method
 * throws StoreError when the file does not answer.
 */
export class ResultFile {
  readonly #db: DatabaseSync;
  readonly #path: string;
  readonly #tables: ResultTables;
  readonly #reserve: DiskReserve;

  /**
   * Opens the file, made where missing.
   *
   * @param path a file, or `":memory:"`
   * @param migrations one entry a schema version, oldest first
   * @throws StoreError
   */
  constructor(path: string, tables: ResultTables, migrations: readonly string[]) {
    this.#path = path;
    this.#tables = tables;
    try {
      if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
      this.#db = new DatabaseSync(path, {
        timeout: BUSY_TIMEOUT_MS,
        enableForeignKeyConstraints: true,
      });
      // Heard by a new file only: one of before keeps the room that is free in it for results to come.
      this.#db.exec("PRAGMA auto_vacuum = INCREMENTAL");
      this.#db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
      this.#db.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
      migrate(this.#db, path, migrations);
    } catch (error) {
      throw storeError("open", path, error);
    }
    this.#reserve = new DiskReserve(path === ":memory:" ? null : `${path}.reserve`);
    this.#reserve.take();
  }

  /**
   * A new one, or one that is there with another body. To be called in {@link write}.
   *
   * @param endedWork the work that it is the last word of
   */
  putBody({ id, body }: KeptBody, endedWork: string | null = null): void {
    const { runs, most } = this.#tables;
    this.#db.prepare(
      `INSERT INTO ${runs} (id, body) VALUES (?, ?) ` +
        "ON CONFLICT (id) DO UPDATE SET body = excluded.body",
    ).run(id, JSON.stringify(body));
    this.#db.prepare(
      `DELETE FROM ${runs} WHERE number <= (SELECT max(number) FROM ${runs}) - ? ` +
        `AND number NOT IN (SELECT number FROM ${runs} ORDER BY number DESC LIMIT ?)`,
    ).run(most, most);
    if (endedWork !== null) this.#db.prepare("DELETE FROM waiting WHERE id = ?").run(endedWork);
  }

  /** Newest first. */
  list(): KeptBody[] {
    return this.read((db) =>
      db.prepare(`SELECT id, body FROM ${this.#tables.runs} ORDER BY number DESC`).all()
        .map(({ id, body }) => ({ id: String(id), body: JSON.parse(String(body)) }))
    );
  }

  /** What it took goes back to the disk, as far as that can be done at a stretch; {@link giveBack} does the rest. */
  remove(id: string): void {
    const { runs } = this.#tables;
    this.free((db) => db.prepare(`DELETE FROM ${runs} WHERE id = ?`).run(id));
  }

  /** Gives free room back to the disk, some at a stretch. */
  async giveBack(breathe: Breathe): Promise<void> {
    while (this.#giveSomeBack()) await breathe();
    this.#reserve.take();
  }

  /** Never given out before, also after a run was removed. */
  nextNumber(): number {
    const next = "UPDATE meta SET value = value + 1 WHERE name = ? RETURNING value";
    return this.write((db) => Number(db.prepare(next).get(`${this.#tables.run}_number`)?.value));
  }

  close(): void {
    this.#db.close();
  }

  read<T>(read: (db: DatabaseSync) => T): T {
    try {
      return read(this.#db);
    } catch (error) {
      throw storeError("read", this.#path, error);
    }
  }

  /** Removes something in one transaction, also where the disk is full: the reserve is given up for it then. */
  free(remove: (db: DatabaseSync) => unknown): void {
    try {
      this.write(remove);
    } catch (error) {
      if (!isDiskFull(error) || !this.#reserve.giveUp()) throw error;
      this.write(remove);
    } finally {
      this.#giveSomeBack();
      this.#reserve.take();
    }
  }

  /** @returns whether there is more. What cannot be given back is used by results to come. */
  #giveSomeBack(): boolean {
    try {
      const before = this.#freePages();
      // A page a step: it has to be asked for all of its rows, though it has none.
      this.#db.prepare(`PRAGMA incremental_vacuum(${FREED_PAGES})`).all();
      // The file gets shorter when the log is moved into it.
      this.#db.exec("PRAGMA wal_checkpoint(PASSIVE)");
      const left = this.#freePages();
      return left > 0 && left < before;
    } catch {
      return false;
    }
  }

  #freePages(): number {
    return Number(this.#db.prepare("PRAGMA freelist_count").get()?.freelist_count);
  }

  /** All of it in one transaction. */
  write<T>(write: (db: DatabaseSync) => T): T {
    try {
      this.#db.exec("BEGIN IMMEDIATE");
      const result = write(this.#db);
      this.#db.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw storeError("write", this.#path, error);
    }
  }
}
