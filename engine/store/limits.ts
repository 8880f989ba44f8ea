/** How much the store keeps; the oldest rows go first. */
export interface StoreLimits {
  /** Events of one runner, and of the engine itself. */
  readonly eventsPerRunner: number;
  /** Orders, trades and transitions of one runner, each. */
  readonly recordsPerRunner: number;
  /** Size of the database file; 0 leaves it to the disk. */
  readonly maxBytes: number;
}

export const STORE_LIMITS: StoreLimits = {
  eventsPerRunner: 50_000,
  recordsPerRunner: 200_000,
  maxBytes: 0,
};
