/**
 * Exit status of a command that was called wrongly, of one that could not do its work, and what a
 * shell reports for one that was interrupted.
 */
export const EXIT = { OK: 0, FAILURE: 1, USAGE: 2, INTERRUPTED: 130 } as const;

/** The command was called in a way that cannot work; the message says what would. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
