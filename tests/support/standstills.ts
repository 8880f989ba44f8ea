/** What a piece of work came to, and how often a thread was found standing still for the sign meanwhile. */
export interface Watched<T> {
  readonly result: T;
  readonly standstills: number;
}

/** Wakes up whoever waits at the sign, once a millisecond, and counts them. */
export async function watchStandstills<T>(
  sign: Int32Array,
  work: () => Promise<T>,
): Promise<Watched<T>> {
  let standstills = 0;
  const timer = setInterval(() => standstills += Atomics.notify(sign, 0), 1);
  try {
    const result = await work();
    return { result, standstills };
  } finally {
    clearInterval(timer);
  }
}
