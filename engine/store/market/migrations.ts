import type { DatabaseSync } from "node:sqlite";
import { StoreError } from "../store_error.ts";

/**
 * Brings a file that several processes may open at once to the newest schema, all steps in one
 * transaction.
 *
 * @param steps one entry a schema version, oldest first
 * @throws StoreError when the file knows more versions than there are steps
 */
export function migrate(db: DatabaseSync, path: string, steps: readonly string[]): void {
  if (versionOf(db) === steps.length) return;
  db.exec("BEGIN IMMEDIATE");
  try {
    // Asked again: another process may have done it while this one waited for its turn.
    const found = versionOf(db);
    if (found > steps.length) throw newer(path, found, steps.length);
    for (const step of steps.slice(found)) db.exec(step);
    db.exec(`PRAGMA user_version = ${steps.length}`);
    db.exec("COMMIT");
  } catch (error) {
    if (db.isTransaction) db.exec("ROLLBACK");
    throw error;
  }
}

function versionOf(db: DatabaseSync): number {
  return Number(db.prepare("PRAGMA user_version").get()?.user_version);
}

function newer(path: string, found: number, known: number): StoreError {
  return new StoreError(
    `Cannot open ${path}: it was written by a newer version (schema ${found}, ` +
      `this program knows ${known}): use that version or another data folder`,
  );
}
