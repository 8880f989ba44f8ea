/**
 * The least that any design with workers can do here: a message to a worker that does nothing, at
 * the pace of the live load and at the same time. What the service takes is to be read beside it.
 */
import { TICK_MS } from "./bench_feed.ts";
import type { Spread } from "./messages.ts";
import { quantile } from "./quantile.ts";

/** Sends back how long the message was under way. */
const WORKER = `
const now = () => performance.timeOrigin + performance.now();
self.onmessage = ({ data }) => self.postMessage(now() - data.sentAt);
`;
/** Messages that warm up both ends. */
const WARM_UP = 10;
/** Rows that travel in one message, as nine symbols have them. */
const ROWS = Array.from({ length: 9 }, (_, stream) => ({ stream, rows: new Float64Array(10) }));

export class IdleWorker {
  readonly #worker: Worker;
  readonly #timer: ReturnType<typeof setInterval>;
  readonly #times: number[] = [];

  /** Begins at once, with a message each {@link TICK_MS} until {@link stop}. */
  constructor() {
    const url = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
    this.#worker = new Worker(url, { type: "module" });
    this.#worker.onmessage = ({ data }: MessageEvent<number>) => void this.#times.push(data);
    this.#timer = setInterval(() => {
      const sentAt = performance.timeOrigin + performance.now();
      this.#worker.postMessage({ sentAt, rows: ROWS });
    }, TICK_MS);
  }

  /** @returns from posting a message until the worker has it, in milliseconds */
  stop(): Spread {
    clearInterval(this.#timer);
    this.#worker.terminate();
    const counted = this.#times.slice(WARM_UP);
    return { p50: quantile(counted, 0.5), p99: quantile(counted, 0.99) };
  }
}
