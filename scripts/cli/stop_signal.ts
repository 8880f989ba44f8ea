import { type Clock, systemClock } from "../../engine/mod.ts";
import { EXIT } from "./usage_error.ts";

const SIGNALS: readonly Deno.Signal[] = Deno.build.os === "windows"
  ? ["SIGINT", "SIGBREAK"]
  : ["SIGINT", "SIGTERM", "SIGHUP"];

/** One Ctrl+C arrives twice under `deno task`: from the terminal, and passed on. Nobody types so fast. */
const SAME_MS = 500;

/** Resolves at the first signal to stop; the second ends the process at once. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    const stop = stopper(resolve, () => Deno.exit(EXIT.INTERRUPTED), systemClock);
    for (const signal of SIGNALS) Deno.addSignalListener(signal, stop);
  });
}

/** What to call at each signal. */
export function stopper(first: () => void, again: () => void, clock: Clock): () => void {
  let askedAt: number | undefined;
  return () => {
    const now = clock.now();
    if (askedAt === undefined) {
      askedAt = now;
      first();
    } else if (Math.abs(now - askedAt) >= SAME_MS) again();
  };
}
