import { setImmediate } from "node:timers";

/** Lets what waits have a turn: live prices, answers. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}
