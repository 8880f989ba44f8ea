import { type Trade, type TradePage, TRADES_A_PAGE } from "../../domain/mod.ts";
import type { Breathe } from "../../kernel/mod.ts";
import { type KeptBody, type KeptColumns, ResultFile } from "../results/result_file.ts";
import {
  isFinished,
  type Piece,
  UnfinishedResults,
  unfinishedTable,
} from "../results/unfinished.ts";

/** Backtests that are kept; with one more the oldest goes. */
export const MAX_KEPT_BACKTESTS = 500;
const TABLES = { run: "backtest", runs: "backtests", most: MAX_KEPT_BACKTESTS };

export type { KeptColumns } from "../results/result_file.ts";
export type KeptBacktest = KeptBody;

/** What a backtest left besides that. */
export interface KeptResult {
  readonly trades: readonly TradePage[];
  readonly columns: KeptColumns;
}

/** Backtests and their results. Every method throws StoreError when the file does not answer. */
export interface BacktestStore {
  /** A new one, or one that is there with another body. */
  put(kept: KeptBacktest): void;
  /**
   * Body and result together, or neither, also where the program ends in the middle of it. It is written a
   * page of trades or a column at a time.
   *
   * @returns whether it is kept: not where the backtest is not there, or was removed meanwhile
   */
  finish(kept: KeptBacktest, result: KeptResult, breathe: Breathe): Promise<boolean>;
  /** Lets go of what was being written when a program ended. Not to be called while anything is. */
  forgetUnfinished(): void;
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
  unfinishedTable(TABLES),
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
  readonly #unfinished: UnfinishedResults;

  constructor(file: ResultFile) {
    this.#file = file;
    this.#unfinished = new UnfinishedResults(file, TABLES, ["trades", "columns"]);
  }

  put(kept: KeptBacktest): void {
    this.#file.write(() => this.#file.putBody(kept));
  }

  finish(kept: KeptBacktest, result: KeptResult, breathe: Breathe): Promise<boolean> {
    return this.#unfinished.write(kept, this.#pieces(kept.id, result), breathe);
  }

  forgetUnfinished(): void {
    this.#unfinished.forgetAll();
  }

  list(): KeptBacktest[] {
    return this.#file.list();
  }

  trades(id: string, limit: number, offset: number): Trade[] {
    const first = Math.floor(offset / TRADES_A_PAGE);
    const last = Math.floor((offset + Math.max(1, limit) - 1) / TRADES_A_PAGE);
    const rows = this.#file.read((db) =>
      db.prepare(
        "SELECT body FROM trades WHERE backtest_id = ? AND page BETWEEN ? AND ? " +
          `AND ${isFinished(TABLES)} ORDER BY page`,
      ).all(id, first, last)
    );
    const trades = rows.flatMap(({ body }) => JSON.parse(String(body)) as Trade[]);
    const skip = offset - first * TRADES_A_PAGE;
    return trades.slice(skip, skip + limit);
  }

  tradeCount(id: string): number {
    return this.#file.read((db) => {
      const sum = `SELECT sum(count) AS n FROM trades WHERE backtest_id = ? AND ${
        isFinished(TABLES)
      }`;
      return Number(db.prepare(sum).get(id)?.n ?? 0);
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

  *#pieces(id: string, { trades, columns }: KeptResult): Generator<Piece> {
    const put = "INSERT OR REPLACE INTO trades (backtest_id, page, count, body) " +
      "VALUES (?, ?, ?, CAST(? AS TEXT))";
    for (const [page, { count, json }] of trades.entries()) {
      yield (db) => void db.prepare(put).run(id, page, count, json);
    }
    yield* this.#file.columnPieces(id, columns);
  }
}
