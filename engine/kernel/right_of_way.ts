/**
 * Live work goes first: whoever has heavy work to do looks after each piece of it whether prices are being
 * worked off, and if so gives its core away until they are. What it works out does not depend on it.
 */

/** Memory that all threads see: how many pieces of live work are under way. */
export type RightOfWaySign = Int32Array<SharedArrayBuffer>;

/** How long heavy work stands still at a time: then it looks whether it was told to end. */
export const MAX_STANDSTILL_MS = 4;
/** So much of its time, at the most, heavy work stands still where live work never comes to an end. */
export const MAX_STANDSTILL_SHARE = 0.5;
/** So long it may stand still at first, whatever its share: about what a bar of a few hundred runners takes. */
export const STANDSTILL_CREDIT_MS = 20;

/**
 * The sign, as the main thread keeps it: nobody else writes it, so a shard that is lost leaves nothing behind.
 * Whoever begins a piece of live work ends it, whatever becomes of it.
 */
export class RightOfWay {
  readonly sign: RightOfWaySign = new Int32Array(
    new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT),
  );

  begin(): void {
    Atomics.add(this.sign, 0, 1);
  }

  /** @param pieces that were begun and are over now, or given up */
  end(pieces = 1): void {
    if (pieces > 0 && Atomics.sub(this.sign, 0, pieces) === pieces) Atomics.notify(this.sign, 0);
  }
}

/** Called between two pieces of heavy work; returns once it may go on. */
export type GiveWay = () => void;

/** Where nobody has the right of way. */
export const GO_ON: GiveWay = () => {};

/** Blocks the thread until nothing is under way any more, or the time is over. */
export type StandStill = (sign: RightOfWaySign, underWay: number, ms: number) => void;

/**
 * Heavy work's side, in a thread of its own. Time at work is what standing still is paid with, so that live
 * work that never ends does not keep heavy work from going on.
 *
 * @param stopwatch milliseconds with fractions, from any moment on
 */
export function giveWayTo(
  sign: RightOfWaySign,
  stopwatch: () => number,
  standStill: StandStill = blockThread,
): GiveWay {
  let credit = STANDSTILL_CREDIT_MS;
  let atWorkSince = stopwatch();
  return () => {
    const underWay = Atomics.load(sign, 0);
    if (underWay === 0) return;
    const stopped = stopwatch();
    const earned = (stopped - atWorkSince) * MAX_STANDSTILL_SHARE / (1 - MAX_STANDSTILL_SHARE);
    credit = Math.min(STANDSTILL_CREDIT_MS, credit + earned);
    atWorkSince = stopped;
    if (credit <= 0) return;
    standStill(sign, underWay, Math.min(MAX_STANDSTILL_MS, credit));
    atWorkSince = stopwatch();
    credit -= atWorkSince - stopped;
  };
}

const blockThread: StandStill = (sign, underWay, ms) => void Atomics.wait(sign, 0, underWay, ms);
