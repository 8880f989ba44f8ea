/** Every bound of the API in one place; what happens at each is said beside it. */

/** A larger body is answered with 413. */
export const MAX_BODY_BYTES = 262_144;
/** A document of more characters is not looked at: QUERY_TOO_COMPLEX. */
export const MAX_QUERY_LENGTH = 20_000;
/** A document of more words and signs is not parsed: QUERY_TOO_COMPLEX. */
export const MAX_QUERY_TOKENS = 2_000;
/** Aliases let one document ask for the same thing many times: QUERY_TOO_COMPLEX. */
export const MAX_QUERY_ALIASES = 50;
/** How deep fields may nest: QUERY_TOO_COMPLEX. */
export const MAX_QUERY_DEPTH = 10;
/** Values an answer may hold, estimated from lists and their `limit`: QUERY_TOO_COMPLEX. */
export const MAX_QUERY_COMPLEXITY = 250_000;
/** A query that takes longer is given up: TIMEOUT. */
export const QUERY_TIMEOUT_MS = 10_000;
/**
 * The same of a mutation, which does what was asked for all the same: nobody should have to ask again. What
 * takes longest is to make years of a simulated market for a backtest.
 */
export const MUTATION_TIMEOUT_MS = 60_000;
/** Largest `limit` argument: BAD_USER_INPUT. */
export const MAX_ROWS = 10_000;
/** Longest id: BAD_USER_INPUT. */
export const MAX_ID_LENGTH = 64;

/** Subscriptions open at once; one more is refused with CONFLICT. */
export const MAX_SUBSCRIBERS = 1_000;
/** Events that may wait for one subscriber; at one more its subscription ends with TIMEOUT. */
export const MAX_WAITING_EVENTS = 5_000;
/** With more waiting than this, closed candles in `events` are conflated to the newest as well. */
export const MAX_WAITING_CANDLES = 1_000;

/** Least time between two snapshots of one runner to its subscribers. */
export const SNAPSHOT_PULSE_MS = 200;
/** Least time between two batches of `Subscription.runners`. */
export const RUNNERS_PULSE_MS = 250;
/** Time between two items of `Subscription.engine`. */
export const SUMMARY_PULSE_MS = 1_000;
/** Least time between two items of `Subscription.feeds`, and the time after which one comes anyway. */
export const FEEDS_PULSE_MS = 250;
export const FEEDS_REFRESH_MS = 1_000;

/** How many runners a list is taken to hold when an answer's size is estimated. */
export const ASSUMED_RUNNERS = 100;
/** The same for all other lists without a `limit`. */
export const ASSUMED_LIST = 20;

/** How long open connections may take to end when the server stops. */
export const SHUTDOWN_GRACE_MS = 2_000;
