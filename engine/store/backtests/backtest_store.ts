import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { Json, Trade } from "../../domain/mod.ts";
import { migrate } from "../market/migrations.ts";
import { storeError } from "../store_error.ts";
import { packColumn, unpackColumn } from "./column_blob.ts";

/** Backtests that are kept; with one more the oldest goes. */
export const MAX_KEPT_BACKTESTS = 500;
/** Trades in one row: a page of them is read without the others. */
const TRADES_A_ROW = 500;
const BUSY_TIMEOUT_MS = 5_000;

/** What there is to say of a backtest in a list: settings, status, figures. Owned by whoever runs them. */
export interface KeptBacktest {
  readonly id: string;
  readonly body: Json;
}

/** Equally long columns by name. */
export type KeptColumns = Readonly<Record<string, Float64Array>>;

/** What a backtest left besides that. */
export interface KeptResult {
  readonly trades: readonly Trade[];
  readonly columns: KeptColumns;
}

/** Backtests and their results. Synchronous; every method throws StoreError when the file does not answer. */
export interface BacktestStore {
  /** A new one, or one that is there with another body. */
  put(kept: KeptBacktest): void;
  /** Body and result together, or neither. */
  finish(kept: KeptBacktest, result: KeptResult): void;
  /** Newest first. */
  list(): KeptBacktest[];
  trades(id: string, limit: number, offset: number): Trade[];
  tradeCount(id: string): number;
  /** Those of the columns that there are. */
  columns(id: string, names: readonly string[]): KeptColumns;
  remove(id: string): void;
  /** Never given out before, also after a backtest was removed. */
  nextNumber(): number;
  close(): void;
}

const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  INSERT INTO meta VALUES ('backtest_number', 0);
  CREATE TABLE backtests (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    body TEXT NOT NULL
  ) STRICT;
  CREATE TABLE trades (
    backtest_id TEXT NOT NULL REFERENCES backtests (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    count INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (backtest_id, page)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE columns (
    backtest_id TEXT NOT NULL REFERENCES backtests (id) ON DELETE CASCADE,
    name TEXT NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (backtest_id, name)
  ) STRICT;
  `,
];

/**
 * Opens the file, made where missing; several processes may use it at once.
 *
 * @param path a file, or `":memory:"`
 * @throws StoreError
 */
export function openBacktestStore(path: string): BacktestStore {
  try {
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
    const db = new DatabaseSync(path, {
      timeout: BUSY_TIMEOUT_MS,
      enableForeignKeyConstraints: true,
    });
    db.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    migrate(db, path, MIGRATIONS);
    return new SqliteBacktests(db, path);
  } catch (error) {
    throw storeError("open", path, error);
  }
}

class SqliteBacktests implements BacktestStore {
  readonly #db: DatabaseSync;
  readonly #path: string;
  readonly #put: StatementSync;
  readonly #dropOldest: StatementSync;
  readonly #putTrades: StatementSync;
  readonly #putColumn: StatementSync;

  constructor(db: DatabaseSync, path: string) {
    this.#db = db;
    this.#path = path;
    this.#put = db.prepare(
      "INSERT INTO backtests (id, body) VALUES (?, ?) " +
        "ON CONFLICT (id) DO UPDATE SET body = excluded.body",
    );
    this.#dropOldest = db.prepare(
      "DELETE FROM backtests WHERE number <= " +
        "(SELECT max(number) FROM backtests) - ? AND number NOT IN " +
        "(SELECT number FROM backtests ORDER BY number DESC LIMIT ?)",
    );
    this.#putTrades = db.prepare(
      "INSERT OR REPLACE INTO trades (backtest_id, page, count, body) VALUES (?, ?, ?, ?)",
    );
    this.#putColumn = db.prepare(
      "INSERT OR REPLACE INTO columns (backtest_id, name, body) VALUES (?, ?, ?)",
    );
  }

  put(kept: KeptBacktest): void {
    this.#write(() => this.#putBody(kept));
  }

  finish(kept: KeptBacktest, { trades, columns }: KeptResult): void {
    this.#write(() => {
      this.#putBody(kept);
      for (let i = 0; i < trades.length; i += TRADES_A_ROW) {
        const page = trades.slice(i, i + TRADES_A_ROW);
        this.#putTrades.run(kept.id, i / TRADES_A_ROW, page.length, JSON.stringify(page));
      }
      for (const [name, column] of Object.entries(columns)) {
        this.#putColumn.run(kept.id, name, packColumn(column));
      }
    });
  }

  list(): KeptBacktest[] {
    return this.#read(() =>
      this.#db.prepare("SELECT id, body FROM backtests ORDER BY number DESC").all()
        .map(({ id, body }) => ({ id: String(id), body: JSON.parse(String(body)) }))
    );
  }

  trades(id: string, limit: number, offset: number): Trade[] {
    const first = Math.floor(offset / TRADES_A_ROW);
    const last = Math.floor((offset + Math.max(1, limit) - 1) / TRADES_A_ROW);
    const rows = this.#read(() =>
      this.#db.prepare(
        "SELECT body FROM trades WHERE backtest_id = ? AND page BETWEEN ? AND ? ORDER BY page",
      ).all(id, first, last)
    );
    const trades = rows.flatMap(({ body }) => JSON.parse(String(body)) as Trade[]);
    const skip = offset - first * TRADES_A_ROW;
    return trades.slice(skip, skip + limit);
  }

  tradeCount(id: string): number {
    return this.#read(() => {
      const sum = this.#db.prepare("SELECT sum(count) AS n FROM trades WHERE backtest_id = ?");
      return Number(sum.get(id)?.n ?? 0);
    });
  }

  columns(id: string, names: readonly string[]): KeptColumns {
    const rows = this.#read(() =>
      this.#db.prepare(
        "SELECT name, body FROM columns WHERE backtest_id = ? " +
          "AND name IN (SELECT value FROM json_each(?))",
      ).all(id, JSON.stringify(names))
    );
    return Object.fromEntries(
      rows.map(({ name, body }) => [String(name), unpackColumn(body as Uint8Array)]),
    );
  }

  remove(id: string): void {
    this.#write(() => this.#db.prepare("DELETE FROM backtests WHERE id = ?").run(id));
  }

  nextNumber(): number {
    return this.#write(() => {
      const next =
        "UPDATE meta SET value = value + 1 WHERE name = 'backtest_number' RETURNING value";
      return Number(this.#db.prepare(next).get()?.value);
    });
  }

  close(): void {
    this.#db.close();
  }

  #putBody({ id, body }: KeptBacktest): void {
    this.#put.run(id, JSON.stringify(body));
    this.#dropOldest.run(MAX_KEPT_BACKTESTS, MAX_KEPT_BACKTESTS);
  }

  #read<T>(read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw storeError("read", this.#path, error);
    }
  }

  /** All of it in one transaction. */
  #write<T>(write: () => T): T {
    try {
      this.#db.exec("BEGIN IMMEDIATE");
      const result = write();
      this.#db.exec("COMMIT");
      return result;
    } catch (error) {
      if (this.#db.isTransaction) this.#db.exec("ROLLBACK");
      throw storeError("write", this.#path, error);
    }
  }
}
