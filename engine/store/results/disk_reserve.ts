import { existsSync, rmSync, writeFileSync } from "node:fs";

/** More than the log of a file and its largest transaction take. */
export const RESERVE_BYTES = 4 * 2 ** 20;

/**
 * Room on the disk that nobody else gets: a file that is given up when the disk is full, so that something can be
 * removed. SQLite writes to its log also what it removes, and cannot empty a log that the file has no room for.
 */
export class DiskReserve {
  readonly #path: string | null;

  /** @param path null where there is no disk */
  constructor(path: string | null) {
    this.#path = path;
  }

  /** Takes it, where it is not taken and there is room. */
  take(): void {
    if (this.#path === null || existsSync(this.#path)) return;
    try {
      writeFileSync(this.#path, noise());
    } catch {
      // A part of it would be worth little, and be taken for all.
      this.giveUp();
    }
  }

  /** @returns true where it was taken, and is free now */
  giveUp(): boolean {
    if (this.#path === null || !existsSync(this.#path)) return false;
    rmSync(this.#path);
    return true;
  }
}

/** The most that the platform gives at once. */
const CHUNK_BYTES = 65_536;

/** Some file systems give zeros no room, and others pack what repeats. */
function noise(): Uint8Array {
  const bytes = new Uint8Array(RESERVE_BYTES);
  for (let from = 0; from < bytes.length; from += CHUNK_BYTES) {
    crypto.getRandomValues(bytes.subarray(from, from + CHUNK_BYTES));
  }
  return bytes;
}
