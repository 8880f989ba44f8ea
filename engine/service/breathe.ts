/**
 * A question takes several turns from the socket to its answer: with pieces of work at every one of them it
 * would wait for all, so some turns go by without any.
 */
const PAUSE_MS = 1;

const waiting: (() => void)[] = [];

/**
 * Lets what waits have a turn: live prices, answers. Of several that work in pieces one goes on in a turn, so
 * that together they hold nobody up longer than each of them alone.
 */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setTimeout(next, PAUSE_MS);
  });
}

function next(): void {
  waiting[0]?.();
  waiting.shift();
  if (waiting.length > 0) setTimeout(next, PAUSE_MS);
}
