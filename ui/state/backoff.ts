/** Longest wait between two attempts to reach the server. */
export const LONGEST_WAIT_MS = 5_000;
const FIRST_WAIT_MS = 400;

/**
 * How long to wait before attempt `attempt` (from 0): doubles up to {@link LONGEST_WAIT_MS}, of
 * which the upper half is left to chance, so that many dashboards do not come back at one moment.
 *
 * @param random in [0, 1)
 */
export function waitBeforeAttempt(attempt: number, random: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt, 10));
  return Math.round(full / 2 + (full / 2) * random);
}
