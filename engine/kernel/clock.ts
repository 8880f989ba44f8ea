/** The time of day, passed in so that tests and replays can say what it is. */
export interface Clock {
  /** UTC epoch milliseconds. */
  now(): number;
}

/** Calls back later; a test's timers run when the test says so. */
export interface Timers {
  /** Calls `run` every `ms` milliseconds until the returned function is called. */
  every(ms: number, run: () => void): () => void;
  /** Calls `run` once, `ms` milliseconds from now, unless the returned function is called before. */
  after(ms: number, run: () => void): () => void;
}
