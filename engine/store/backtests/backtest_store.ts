import type { Trade } from "../../domain/mod.ts";
import { type KeptBody, type KeptColumns, ResultFile } from "../results/result_file.ts";

/** Backtests that are kept; with one more the oldest goes. */
export const MAX_KEPT_BACKTESTS = 500;
/** Trades in one row: a page of them is read without the others. */
const TRADES_A_ROW = 500;
const TABLES = { run: "backtest", runs: "backtests", most: MAX_KEPT_BACKTESTS };

export type { KeptColumns } from "../results/result_file.ts";
export type KeptBacktest = KeptBody;

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
  return new SqliteBacktests(new ResultFile(path, TABLES, MIGRATIONS));
}

class SqliteBacktests implements BacktestStore {
  readonly #file: ResultFile;

  constructor(file: ResultFile) {
    this.#file = file;
  }

  put(kept: KeptBacktest): void {
    this.#file.write(() => this.#file.putBody(kept));
  }

  finish(kept: KeptBacktest, { trades, columns }: KeptResult): void {
    this.#file.write((db) => {
      this.#file.putBody(kept);
      const putTrades = db.prepare(
        "INSERT OR REPLACE INTO trades (backtest_id, page, count, body) VALUES (?, ?, ?, ?)",
      );
      for (let i = 0; i < trades.length; i += TRADES_A_ROW) {
        const page = trades.slice(i, i + TRADES_A_ROW);
        putTrades.run(kept.id, i / TRADES_A_ROW, page.length, JSON.stringify(page));
      }
      this.#file.putColumns(kept.id, columns);
    });
  }

  list(): KeptBacktest[] {
    return this.#file.list();
  }

  trades(id: string, limit: number, offset: number): Trade[] {
    const first = Math.floor(offset / TRADES_A_ROW);
    const last = Math.floor((offset + Math.max(1, limit) - 1) / TRADES_A_ROW);
    const rows = this.#file.read((db) =>
      db.prepare(
        "SELECT body FROM trades WHERE backtest_id = ? AND page BETWEEN ? AND ? ORDER BY page",
      ).all(id, first, last)
    );
    const trades = rows.flatMap(({ body }) => JSON.parse(String(body)) as Trade[]);
    const skip = offset - first * TRADES_A_ROW;
    return trades.slice(skip, skip + limit);
  }

  tradeCount(id: string): number {
    return this.#file.read((db) => {
      const sum = db.prepare("SELECT sum(count) AS n FROM trades WHERE backtest_id = ?");
      return Number(sum.get(id)?.n ?? 0);
    });
  }

  columns(id: string, names: readonly string[]): KeptColumns {
    return this.#file.columns(id, names);
  }

  remove(id: string): void {
    this.#file.remove(id);
  }

  nextNumber(): number {
    return this.#file.nextNumber();
  }

  close(): void {
    this.#file.close();
  }
}
