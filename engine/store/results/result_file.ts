import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { Json } from "../../domain/mod.ts";
import { migrate } from "../market/migrations.ts";
import { storeError } from "../store_error.ts";
import { packColumn, unpackColumn } from "./column_blob.ts";

const BUSY_TIMEOUT_MS = 5_000;

/** What there is to say of a run in a list: settings, status, figures. Owned by whoever runs them. */
export interface KeptBody {
  readonly id: string;
  readonly body: Json;
}

/** Columns by name; those of one curve or table are equally long. */
export type KeptColumns = Readonly<Record<string, Float64Array>>;

/** The same as they are written, see `packColumn()`. */
export type PackedColumns = Readonly<Record<string, Uint8Array>>;

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
      this.#db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
      migrate(this.#db, path, migrations);
    } catch (error) {
      throw storeError("open", path, error);
    }
  }

  /** A new one, or one that is there with another body. To be called in {@link write}. */
  putBody({ id, body }: KeptBody): void {
    const { runs, most } = this.#tables;
    this.#db.prepare(
      `INSERT INTO ${runs} (id, body) VALUES (?, ?) ` +
        "ON CONFLICT (id) DO UPDATE SET body = excluded.body",
    ).run(id, JSON.stringify(body));
    this.#db.prepare(
      `DELETE FROM ${runs} WHERE number <= (SELECT max(number) FROM ${runs}) - ? ` +
        `AND number NOT IN (SELECT number FROM ${runs} ORDER BY number DESC LIMIT ?)`,
    ).run(most, most);
  }

  /** To be called in {@link write}. */
  putColumns(id: string, columns: KeptColumns): void {
    const packed = Object.entries(columns).map(([name, column]) => [name, packColumn(column)]);
    this.putPacked(id, Object.fromEntries(packed));
  }

  /** The same for columns that are packed already. To be called in {@link write}. */
  putPacked(id: string, columns: PackedColumns): void {
    const put = this.#db.prepare(
      `INSERT OR REPLACE INTO columns (${this.#tables.run}_id, name, body) VALUES (?, ?, ?)`,
    );
    for (const [name, column] of Object.entries(columns)) put.run(id, name, column);
  }

  /** Newest first. */
  list(): KeptBody[] {
    return this.read((db) =>
      db.prepare(`SELECT id, body FROM ${this.#tables.runs} ORDER BY number DESC`).all()
        .map(({ id, body }) => ({ id: String(id), body: JSON.parse(String(body)) }))
    );
  }

  /** Those of the columns that there are. */
  columns(id: string, names: readonly string[]): KeptColumns {
    const rows = this.read((db) =>
      db.prepare(
        `SELECT name, body FROM columns WHERE ${this.#tables.run}_id = ? ` +
          "AND name IN (SELECT value FROM json_each(?))",
      ).all(id, JSON.stringify(names))
    );
    return Object.fromEntries(
      // A column of the table is what it was declared as.
      rows.map(({ name, body }) => [String(name), unpackColumn(body as Uint8Array)]),
    );
  }

  remove(id: string): void {
    this.write((db) => db.prepare(`DELETE FROM ${this.#tables.runs} WHERE id = ?`).run(id));
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
