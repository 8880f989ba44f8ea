import { DatabaseSync } from "node:sqlite";
import { messageOf } from "../domain/mod.ts";
import { StoreError } from "./store_error.ts";

/**
 * Keeps a second process away from a store: an exclusive SQLite lock on a file beside it. The
 * operating system gives it back when the process ends, however it ends, so there is no stale lock
 * to clean up; and the store itself stays readable for other tools.
 */
export class DataLock {
  readonly #db: DatabaseSync;

  /** @throws StoreError when somebody else holds it */
  constructor(path: string) {
    const file = `${path}.lock`;
    this.#db = new DatabaseSync(file, { timeout: 0 });
    try {
      this.#db.exec("BEGIN EXCLUSIVE");
    } catch (error) {
      this.#db.close();
      if (!/is locked/.test(messageOf(error))) throw error;
      throw new StoreError(
        `Cannot open ${path}: another process is using this data folder; ` +
          `stop it or choose another with --data-dir`,
      );
    }
  }

  release(): void {
    this.#db.close();
  }
}
