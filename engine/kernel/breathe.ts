/**
 * Lets whatever waits for the thread have a turn: live prices, answers. Long work calls it between its
 * pieces; in a thread of its own it may resolve at once.
 */
export type Breathe = () => Promise<void>;
