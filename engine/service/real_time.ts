import type { Clock, Timers } from "../kernel/clock.ts";

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** The platform's timers. */
export const systemTimers: Timers = {
  every(ms, run) {
    const timer = setInterval(run, ms);
    return () => clearInterval(timer);
  },
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
