/** What this machine makes of a second thread at all: the same bare loop on one worker and on several. */

const SOURCE = `
self.onmessage = ({ data }) => {
  const values = new Float64Array(4_096).fill(1.5);
  let sum = 0;
  for (let round = 0; round < data; round++) {
    for (let i = 0; i < values.length; i++) sum = sum * 0.999 + values[i];
  }
  self.postMessage(sum);
};`;
/** Some half a second. */
const LOOPS = 60_000;
const WARM_UP = 5_000;
const ROUNDS = 3;

/** How many times as much gets done by so many threads; the best of several rounds. */
export async function bareScaling(threads: number): Promise<number> {
  const url = `data:text/javascript,${encodeURIComponent(SOURCE)}`;
  const workers = Array.from({ length: threads }, () => new Worker(url, { type: "module" }));
  try {
    await timed(workers, WARM_UP);
    const alone: number[] = [];
    const together: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      alone.push(await timed(workers.slice(0, 1), LOOPS));
      together.push(await timed(workers, LOOPS));
    }
    return threads * Math.min(...alone) / Math.min(...together);
  } finally {
    for (const worker of workers) worker.terminate();
  }
}

/** Milliseconds until the last of them is done. */
async function timed(workers: readonly Worker[], loops: number): Promise<number> {
  const started = performance.now();
  await Promise.all(workers.map((worker) => {
    const { promise, resolve } = Promise.withResolvers<void>();
    worker.onmessage = () => resolve();
    worker.postMessage(loops);
    return promise;
  }));
  return performance.now() - started;
}
