import type { DatabaseSync } from "node:sqlite";
import { StoreError } from "./store_error.ts";

/**
 * One entry a schema version, oldest first; never edited once released, only added to. Bodies are
 * the JSON of the domain types; columns are what queries and limits need.
 */
const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO meta VALUES ('runner_number', 0);

  CREATE TABLE runners (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
  ) STRICT;

  CREATE TABLE states (
    runner_id TEXT PRIMARY KEY REFERENCES runners (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    last_bar_time INTEGER,
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  -- runner_id '' holds the engine's own events, which no runner owns.
  CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    runner_id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    type TEXT NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (runner_id, sequence)
  ) STRICT;

  CREATE TABLE orders (
    runner_id TEXT NOT NULL REFERENCES runners (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    order_id TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (runner_id, sequence),
    UNIQUE (runner_id, order_id)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE trades (
    runner_id TEXT NOT NULL REFERENCES runners (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (runner_id, sequence)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE transitions (
    runner_id TEXT NOT NULL REFERENCES runners (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (runner_id, sequence)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  -- Accounts that runners share, and what is set for the whole engine.
  INSERT INTO meta VALUES ('account_number', 0);

  CREATE TABLE accounts (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
  ) STRICT;

  CREATE TABLE settings (
    name TEXT PRIMARY KEY,
    body TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
];

/** The schema this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** Brings the file to {@link SCHEMA_VERSION}, all steps in one transaction. */
export function migrate(db: DatabaseSync, path: string): void {
  const found = Number(db.prepare("PRAGMA user_version").get()?.user_version);
  if (found > SCHEMA_VERSION) {
    throw new StoreError(
      `Cannot open ${path}: it was written by a newer version (schema ${found}, ` +
        `this program knows ${SCHEMA_VERSION}): use that version or another data folder`,
    );
  }
  if (found === SCHEMA_VERSION) return;
  db.exec("BEGIN IMMEDIATE");
  for (const step of MIGRATIONS.slice(found)) db.exec(step);
  db.exec(`PRAGMA user_version = ${SCHEMA_VERSION}`);
  db.exec("COMMIT");
}
