import {
  type KeptBody,
  type KeptColumns,
  type PackedColumns,
  ResultFile,
  resultTables,
} from "../results/result_file.ts";

/** Studies that are kept; with one more the oldest goes. */
export const MAX_KEPT_STUDIES = 200;

const TABLES = { run: "study", runs: "studies", most: MAX_KEPT_STUDIES };

/** Studies and their results. Synchronous; every method throws StoreError when the file does not answer. */
export interface StudyStore {
  /** A new one, or one that is there with another body. */
  put(kept: KeptBody): void;
  /** Body and columns together, or neither. */
  finish(kept: KeptBody, columns: PackedColumns): void;
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
  return new SqliteStudies(new ResultFile(path, TABLES, [resultTables(TABLES)]));
}

class SqliteStudies implements StudyStore {
  readonly #file: ResultFile;

  constructor(file: ResultFile) {
    this.#file = file;
  }

  put(kept: KeptBody): void {
    this.#file.write(() => this.#file.putBody(kept));
  }

  finish(kept: KeptBody, columns: PackedColumns): void {
    this.#file.write(() => {
      this.#file.putBody(kept);
      this.#file.putPacked(kept.id, columns);
    });
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
