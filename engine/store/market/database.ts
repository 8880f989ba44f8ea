import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { messageOf } from "../../domain/mod.ts";
import { migrate } from "./migrations.ts";
import { MARKET_MIGRATIONS } from "./schema.ts";

/** How long a write waits for another process's; each holds the file for one `put` only. */
const BUSY_TIMEOUT_MS = 5_000;
/** How often, and after which pause, it is tried to set the mode of a new file. */
const MODE_TRIES = 250;
const MODE_PAUSE_MS = 10;
/** Three chunks fit onto two and a bit of these; with SQLite's 4,096 a fifth of the file is air. */
const PAGE_BYTES = 8_192;

/** Opens a file, made where missing, with the tables of the market store. */
export function openDatabase(path: string): DatabaseSync {
  if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
  const db = new DatabaseSync(path, {
    timeout: MODE_PAUSE_MS,
    enableForeignKeyConstraints: true,
  });
  try {
    db.exec(`PRAGMA page_size = ${PAGE_BYTES}`);
    useWal(db);
    db.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    // A commit outlives the process without waiting for the disk.
    db.exec("PRAGMA synchronous = NORMAL");
    migrate(db, path, MARKET_MIGRATIONS);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * In WAL mode, readers and the one writer do not wait for each other. SQLite's own timeout does not
 * hold for the change of mode: of two processes that open a new file at once, one is refused.
 */
function useWal(db: DatabaseSync): void {
  for (let tried = 1;; tried++) {
    try {
      db.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (error) {
      if (tried === MODE_TRIES || !/is locked/.test(messageOf(error))) throw error;
    }
    pause(MODE_PAUSE_MS);
  }
}

function pause(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}
