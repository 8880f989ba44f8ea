import { type Trade, type TradePage, TRADES_A_PAGE } from "../../domain/mod.ts";
import type { Breathe } from "../../kernel/mod.ts";
import { ColumnTable, type KeptColumns } from "../results/column_table.ts";
import { type KeptBody, ResultFile } from "../results/result_file.ts";
import {
  isFinished,
  type Piece,
  UnfinishedResults,
  unfinishedTable,
} from "../results/unfinished.ts";
import { WaitingTable, waitingTables, type WorkStore } from "../results/waiting_work.ts";

/** Backtests that are kept; with one more the oldest goes. */
export const MAX_KEPT_BACKTESTS = 500;
const TABLES = { run: "backtest", runs: "backtests", most: MAX_KEPT_BACKTESTS };

export type { KeptColumns } from "../results/column_table.ts";
export type KeptBacktest = KeptBody;

/** What a backtest left besides that. */
export interface KeptResult {
  readonly trades: readonly TradePage[];
  readonly columns: KeptColumns;
}

/** Backtests and their results. Every method throws StoreError when the file does not answer. */
export interface BacktestStore {
  /** What was asked for and is not over. */
  readonly work: WorkStore;
  /**
   * A new one, or one that is there with another body.
   *
   * @param endedWork the work that it is the last word of; that waits no more then
   */
  put(kept: KeptBacktest, endedWork?: string): void;
  /**
   * Body and result together, or neither, also where the program ends in the middle of it. It is written a
   * page of trades or a column at a time.
   *
   * The work of the same id waits no more then.
   *
   * @returns whether it is kept: not where the backtest is not there, or was removed meanwhile
   */
  finish(kept: KeptBacktest, result: KeptResult, breathe: Breathe): Promise<boolean>;
  /** Lets go of what was being written or asked for when a program ended. Not to be called while anything is. */
  forgetUnfinished(): void;
  /** Newest first. */
  list(): KeptBacktest[];
  trades(id: string, limit: number, offset: number): Trade[];
  tradeCount(id: string): number;
  /** Those of the columns that there are. */
  columns(id: string, names: readonly string[]): KeptColumns;
  /** Also where the disk is full. */
  remove(id: string): void;
  /** Gives the room of what was removed back to the disk, some at a stretch. */
  giveBack(breathe: Breathe): Promise<void>;
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
  waitingTables(TABLES),
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
  readonly #columns = new ColumnTable("columns", "backtest_id");
  readonly work: WaitingTable;

  constructor(file: ResultFile) {
    this.#file = file;
    this.work = new WaitingTable(file, TABLES);
    this.#unfinished = new UnfinishedResults(file, TABLES, ["trades", "columns"]);
  }

  put(kept: KeptBacktest, endedWork?: string): void {
    this.#file.write(() => this.#file.putBody(kept, endedWork));
  }

  finish(kept: KeptBacktest, result: KeptResult, breathe: Breathe): Promise<boolean> {
    return this.#unfinished.write(kept, this.#pieces(kept.id, result), breathe);
  }

  forgetUnfinished(): void {
    this.#unfinished.forgetAll();
    this.work.forgetUnplaced();
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
    return this.#file.read((db) => this.#columns.read(db, id, names, isFinished(TABLES)));
  }

  remove(id: string): void {
    this.#file.remove(id);
  }

  giveBack(breathe: Breathe): Promise<void> {
    return this.#file.giveBack(breathe);
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
    yield* this.#columns.pieces(id, columns);
  }
}
