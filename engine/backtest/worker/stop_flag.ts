/**
 * How a worker in the middle of its work is told to end: memory that both sides see. A message would be
 * read between two turns of its event loop only, and such a turn costs some two milliseconds.
 */
export type StopFlag = Int32Array<SharedArrayBuffer>;

export function stopFlag(): StopFlag {
  return new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
}

export function raise(flag: StopFlag): void {
  Atomics.store(flag, 0, 1);
}

export function lower(flag: StopFlag): void {
  Atomics.store(flag, 0, 0);
}

export function isRaised(flag: StopFlag): boolean {
  return Atomics.load(flag, 0) === 1;
}
