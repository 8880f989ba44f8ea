import type { Breathe } from "../../kernel/mod.ts";
import { ColumnTable, type KeptColumns } from "../results/column_table.ts";
import { type KeptBody, ResultFile, resultTables } from "../results/result_file.ts";
import { isFinished, UnfinishedResults, unfinishedTable } from "../results/unfinished.ts";
import { WaitingTable, waitingTables, type WorkStore } from "../results/waiting_work.ts";

/** Studies that are kept; with one more the oldest goes. */
export const MAX_KEPT_STUDIES = 200;

const TABLES = { run: "study", runs: "studies", most: MAX_KEPT_STUDIES };

const MIGRATIONS = [resultTables(TABLES), unfinishedTable(TABLES), waitingTables(TABLES)];

/** Studies and their results. Every method throws StoreError when the file does not answer. */
export interface StudyStore {
  /** What was asked for and is not over. */
  readonly work: WorkStore;
  /**
   * A new one, or one that is there with another body.
   *
   * @param endedWork the work that it is the last word of; that waits no more then
   */
  put(kept: KeptBody, endedWork?: string): void;
  /**
   * Body and columns together, or neither, also where the program ends in the middle of it. They are written
   * one at a time.
   *
   * The work of the same id waits no more then.
   *
   * @returns whether it is kept: not where the study is not there, or was removed meanwhile
   */
  finish(kept: KeptBody, columns: KeptColumns, breathe: Breathe): Promise<boolean>;
  /** Lets go of what was being written or asked for when a program ended. Not to be called while anything is. */
  forgetUnfinished(): void;
  /** Newest first. */
  list(): KeptBody[];
  /** Those of the columns that there are. */
  columns(id: string, names: readonly string[]): KeptColumns;
  /** Also where the disk is full. */
  remove(id: string): void;
  /** Gives the room of what was removed back to the disk, some at a stretch. */
  giveBack(breathe: Breathe): Promise<void>;
  /** Never given out before, also after a study was removed. */
  nextNumber(): number;
  close(): void;
}

/**
 * Opens the file, made where missing; several processes may use it at once.
 *
 * @param path a file, or `":memory:"`
 * @throws StoreError
 */
export function openStudyStore(path: string): StudyStore {
  return new SqliteStudies(new ResultFile(path, TABLES, MIGRATIONS));
}

class SqliteStudies implements StudyStore {
  readonly #file: ResultFile;
  readonly #unfinished: UnfinishedResults;
  readonly #columns = new ColumnTable("columns", "study_id");
  readonly work: WaitingTable;

  constructor(file: ResultFile) {
    this.#file = file;
    this.work = new WaitingTable(file, TABLES);
    this.#unfinished = new UnfinishedResults(file, TABLES, ["columns"]);
  }

  put(kept: KeptBody, endedWork?: string): void {
    this.#file.write(() => this.#file.putBody(kept, endedWork));
  }

  finish(kept: KeptBody, columns: KeptColumns, breathe: Breathe): Promise<boolean> {
    return this.#unfinished.write(kept, this.#columns.pieces(kept.id, columns), breathe);
  }

  forgetUnfinished(): void {
    this.#unfinished.forgetAll();
    this.work.forgetUnplaced();
  }

  list(): KeptBody[] {
    return this.#file.list();
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
}
