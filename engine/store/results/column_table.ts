import type { DatabaseSync } from "node:sqlite";
import { packColumn, unpackColumn } from "./column_blob.ts";
import type { Piece } from "./unfinished.ts";

/** Columns by name; those of one curve or table are equally long. */
export type KeptColumns = Readonly<Record<string, Float64Array>>;

/** A table of columns, each a row that belongs to a run, or to what waits. */
export class ColumnTable {
  readonly #name: string;
  readonly #owner: string;

  /** @param owner the column that says whose they are */
  constructor(name: string, owner: string) {
    this.#name = name;
    this.#owner = owner;
  }

  /** A piece for each column, packed when its turn comes. */
  *pieces(id: string, columns: KeptColumns): Generator<Piece> {
    const put =
      `INSERT OR REPLACE INTO ${this.#name} (${this.#owner}, name, body) VALUES (?, ?, ?)`;
    for (const [name, column] of Object.entries(columns)) {
      const packed = packColumn(column);
      yield (db) => void db.prepare(put).run(id, name, packed);
    }
  }

  /** Those of the columns that there are. @param condition on a row, in SQL */
  read(db: DatabaseSync, id: string, names: readonly string[], condition: string): KeptColumns {
    const rows = db.prepare(
      `SELECT name, body FROM ${this.#name} WHERE ${this.#owner} = ? ` +
        `AND name IN (SELECT value FROM json_each(?)) AND ${condition}`,
    ).all(id, JSON.stringify(names));
    return Object.fromEntries(
      // A column of the table is what it was declared as.
      rows.map(({ name, body }) => [String(name), unpackColumn(body as Uint8Array)]),
    );
  }
}
