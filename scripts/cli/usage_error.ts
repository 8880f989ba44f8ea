/** Exit status of a command that was called wrongly, and of one that could not do its work. */
export const EXIT = { OK: 0, FAILURE: 1, USAGE: 2 } as const;

/** The command was called in a way that cannot work; the message says what would. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
