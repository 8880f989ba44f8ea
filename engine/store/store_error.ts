import { messageOf } from "../domain/mod.ts";

/** The store cannot be opened, read or written; the message says which file and what to do. */
export class StoreError extends Error {
  override readonly name = "StoreError";
  /** What a user can do about it, without a path of the machine; null where nobody knows. */
  readonly advice: string | null;

  constructor(message: string, options: ErrorOptions & { readonly advice?: string | null } = {}) {
    super(message, options);
    this.advice = options.advice ?? null;
  }
}

const DISK_FULL = /disk is full/;

/** SQLite says what is wrong in words only; these are the ones a user can do something about. */
const ADVICE: readonly (readonly [RegExp, string])[] = [
  [DISK_FULL, "the disk (or its quota) is full: make room and try again"],
  [
    /readonly database|read-only/i,
    "it cannot be written: check the permissions of file and folder",
  ],
  [/not a database|malformed/, "it is damaged or no SQLite file: move it away or restore a copy"],
  [/is locked/, "another program holds it locked: close that program"],
  [/disk I\/O error/, "the disk reported an error: check the file system"],
  [/EEXIST|ENOTDIR/, "its folder cannot be made: a file is in the way"],
  [/EACCES|EPERM|EROFS/, "its folder cannot be made: check the permissions of the one above"],
  [/ENOENT/, "its folder cannot be made there"],
  [/unable to open/, "it cannot be opened: check that the folder exists and may be written"],
];

/** Whether there is no room for what was to be written. */
export function isDiskFull(error: unknown): boolean {
  const cause = error instanceof StoreError ? error.cause : error;
  return DISK_FULL.test(messageOf(cause));
}

/** Wraps what SQLite or the file system threw. */
export function storeError(action: string, path: string, cause: unknown): StoreError {
  if (cause instanceof StoreError) return cause;
  const message = messageOf(cause);
  const advice = ADVICE.find(([pattern]) => pattern.test(message))?.[1] ?? null;
  return new StoreError(`Cannot ${action} ${path}: ${advice ?? message}`, { cause, advice });
}
