import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { RunnerId } from "../domain/mod.ts";
import { DataLock } from "./data_lock.ts";
import { STORE_LIMITS, type StoreLimits } from "./limits.ts";
import { migrate } from "./schema.ts";
import { SqliteReader } from "./sqlite_reader.ts";
import { SqliteWriter } from "./sqlite_writer.ts";
import type { EventQuery, Store, StoreBatch } from "./store.ts";
import { storeError } from "./store_error.ts";

/** How long a statement waits for a tool that reads the file; the process itself is the only writer. */
const BUSY_TIMEOUT_MS = 2_000;

/**
 * Opens the store in a file, made where missing, or in memory.
 *
 * @param path a file, or `":memory:"`
 * @throws StoreError when the file is damaged, newer, in use or not writable
 */
export function openStore(path: string, limits: Partial<StoreLimits> = {}): Store {
  return new SqliteStore(path, { ...STORE_LIMITS, ...limits });
}

class SqliteStore implements Store {
  readonly #path: string;
  readonly #lock: DataLock | undefined;
  readonly #db: DatabaseSync;
  readonly #writer: SqliteWriter;
  readonly #reader: SqliteReader;
  /** Why the last write failed; until one succeeds, nothing can be promised. */
  #failure: Error | undefined;
  #closed = false;

  constructor(path: string, limits: StoreLimits) {
    this.#path = path;
    let lock: DataLock | undefined;
    let db: DatabaseSync | undefined;
    try {
      if (path !== ":memory:") {
        mkdirSync(dirname(path), { recursive: true });
        lock = new DataLock(path);
      }
      db = openDatabase(path, limits.maxBytes);
      this.#writer = new SqliteWriter(db, limits);
      this.#reader = new SqliteReader(db);
    } catch (error) {
      db?.close();
      lock?.release();
      throw storeError("open", path, error);
    }
    this.#lock = lock;
    this.#db = db;
  }

  commit(batch: StoreBatch): void {
    this.#write(() => this.#writer.commit(batch));
  }
  nextRunnerNumber(): number {
    return this.#write(() => this.#writer.nextNumber("runner_number"));
  }
  nextAccountNumber(): number {
    return this.#write(() => this.#writer.nextNumber("account_number"));
  }
  runners() {
    return this.#read((reader) => reader.runners());
  }
  accounts() {
    return this.#read((reader) => reader.accounts());
  }
  settings() {
    return this.#read((reader) => reader.settings());
  }
  state(runnerId: RunnerId) {
    return this.#read((reader) => reader.state(runnerId));
  }
  events(query: EventQuery) {
    return this.#read((reader) => reader.events(query));
  }
  orders(runnerId: string, limit: number) {
    return this.#read((reader) => reader.orders(runnerId, limit));
  }
  trades(runnerId: string, limit: number) {
    return this.#read((reader) => reader.trades(runnerId, limit));
  }
  transitions(runnerId: string, limit: number) {
    return this.#read((reader) => reader.transitions(runnerId, limit));
  }

  check(): void {
    if (this.#failure) throw this.#failure;
    this.#read((reader) => reader.check());
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#db.close();
    this.#lock?.release();
  }

  #read<T>(read: (reader: SqliteReader) => T): T {
    try {
      return read(this.#reader);
    } catch (error) {
      throw storeError("read", this.#path, error);
    }
  }

  #write<T>(write: () => T): T {
    try {
      const result = write();
      this.#failure = undefined;
      return result;
    } catch (error) {
      this.#failure = storeError("write", this.#path, error);
      throw this.#failure;
    }
  }
}

function openDatabase(path: string, maxBytes: number): DatabaseSync {
  const db = new DatabaseSync(path, {
    timeout: BUSY_TIMEOUT_MS,
    enableForeignKeyConstraints: true,
  });
  try {
    // WAL with synchronous NORMAL: a commit outlives the process without waiting for the disk.
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    migrate(db, path);
    if (maxBytes > 0) {
      const pageSize = Number(db.prepare("PRAGMA page_size").get()?.page_size);
      db.exec(`PRAGMA max_page_count = ${Math.ceil(maxBytes / pageSize)}`);
    }
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
