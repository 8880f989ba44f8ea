/**
 * The least that any design with workers can do here: a message to a worker that does nothing, at
 * the pace of the live load. What the service takes is to be read beside it.
 */
import { setTimeout as delay } from "node:timers/promises";
import { TICK_MS } from "./bench_feed.ts";
import type { Spread } from "./messages.ts";
import { quantile } from "./quantile.ts";

/** Sends back how long the message was under way. */
const WORKER = `
const now = () => performance.timeOrigin + performance.now();
self.onmessage = ({ data }) => self.postMessage(now() - data.sentAt);
`;
const WARM_UP_TICKS = 10;
/** Rows that travel in one message, as nine symbols have them. */
const ROWS = Array.from({ length: 9 }, (_, stream) => ({ stream, rows: new Float64Array(10) }));

/** @returns from posting a message until the worker has it, in milliseconds */
export async function measureFloor(ticks: number): Promise<Spread> {
  const url = URL.createObjectURL(new Blob([WORKER], { type: "text/javascript" }));
  const worker = new Worker(url, { type: "module" });
  const times: number[] = [];
  worker.onmessage = ({ data }: MessageEvent<number>) => void times.push(data);
  for (let i = 0; i < WARM_UP_TICKS + ticks; i++) {
    worker.postMessage({ sentAt: performance.timeOrigin + performance.now(), rows: ROWS });
    await delay(TICK_MS);
  }
  worker.terminate();
  URL.revokeObjectURL(url);
  const counted = times.slice(WARM_UP_TICKS);
  return { p50: quantile(counted, 0.5), p99: quantile(counted, 0.99) };
}
