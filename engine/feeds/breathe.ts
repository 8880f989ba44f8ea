import { setImmediate } from "node:timers";

/** Lets everything else that waits for the event loop have its turn. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
