import { setImmediate } from "node:timers";

const waiting: (() => void)[] = [];

/**
 * Lets what waits have a turn: live prices, answers. Of several that work in pieces one goes on in a turn, so
 * that together they hold nobody up longer than each of them alone.
 */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(next);
  });
}

function next(): void {
  waiting[0]?.();
  waiting.shift();
  if (waiting.length > 0) setImmediate(next);
}
