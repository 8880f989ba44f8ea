/** How long the client waits for what, in milliseconds. */
export interface RestTiming {
  /** For an answer, from the moment a request is sent. */
  readonly requestMs: number;
  /** Before a second attempt; doubled for each further one up to the longest, with jitter. */
  readonly backoffMs: number;
  readonly maxBackoffMs: number;
  /** After a 429 that does not say for how long. */
  readonly retryAfterMs: number;
  /** After a 418 (a ban) that does not say for how long. */
  readonly banMs: number;
}

export const REST_TIMING: RestTiming = {
  requestMs: 10_000,
  backoffMs: 500,
  maxBackoffMs: 10_000,
  retryAfterMs: 10_000,
  banMs: 120_000,
};

/** Longest that a caller is kept waiting because the exchange wants to be left alone. */
export const MAX_WAIT_MS = 5 * 60_000;

/** Attempts when there is no answer or a server fault. */
export const TRIES = 5;
/** Attempts when the answer makes no sense. */
export const GARBAGE_TRIES = 2;
/** Attempts of one request that the exchange turned down for its limits. */
export const LIMITED_TRIES = 100;

/** The wait before the attempt after `failures` ones: doubled each time, and half of it random. */
export function backoff(failures: number, timing: RestTiming, random: () => number): number {
  const longest = Math.min(timing.backoffMs * 2 ** (failures - 1), timing.maxBackoffMs);
  return longest * (1 + random()) / 2;
}
