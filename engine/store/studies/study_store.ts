import type { Breathe } from "../../kernel/mod.ts";
import {
  type KeptBody,
  type KeptColumns,
  ResultFile,
  resultTables,
} from "../results/result_file.ts";
import { UnfinishedResults, unfinishedTable } from "../results/unfinished.ts";

/** Studies that are kept; with one more the oldest goes. */
export const MAX_KEPT_STUDIES = 200;

const TABLES = { run: "study", runs: "studies", most: MAX_KEPT_STUDIES };

const MIGRATIONS = [resultTables(TABLES), unfinishedTable(TABLES)];

/** Studies and their results. Every method throws StoreError when the file does not answer. */
export interface StudyStore {
  /** A new one, or one that is there with another body. */
  put(kept: KeptBody): void;
  /**
   * Body and columns together, or neither, also where the program ends in the middle of it. They are written
   * one at a time.
   *
   * @returns whether it is kept: not where the study is not there, or was removed meanwhile
   */
  finish(kept: KeptBody, columns: KeptColumns, breathe: Breathe): Promise<boolean>;
  /** Lets go of what was being written when a program ended. Not to be called while anything is. */
  forgetUnfinished(): void;
  /** Newest first. */
  list(): KeptBody[];
  /** Those of the columns that there are. */
  columns(id: string, names: readonly string[]): KeptColumns;
  remove(id: string): void;
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

  constructor(file: ResultFile) {
    this.#file = file;
    this.#unfinished = new UnfinishedResults(file, TABLES, ["columns"]);
  }

  put(kept: KeptBody): void {
    this.#file.write(() => this.#file.putBody(kept));
  }

  finish(kept: KeptBody, columns: KeptColumns, breathe: Breathe): Promise<boolean> {
    return this.#unfinished.write(kept, this.#file.columnPieces(kept.id, columns), breathe);
  }

  forgetUnfinished(): void {
    this.#unfinished.forgetAll();
  }

  list(): KeptBody[] {
    return this.#file.list();
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
