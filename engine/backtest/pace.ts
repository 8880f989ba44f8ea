import type { GiveWay } from "../kernel/mod.ts";

/** How long work goes on before it looks up: quick to end, and yet the loop costs nothing. */
const SLICE_MS = 25;
/** How long it goes on before it looks whether live work waits for its core. */
const PIECE_MS = 0.25;
/** Candles of the first piece, and the fewest of any. */
const FIRST_CANDLES = 512;
const LEAST_CANDLES = 16;

/** Work that is done piece by piece. */
export interface PiecedWork {
  readonly isDone: boolean;
  /** Goes on by about `candles` candles. */
  slice(candles: number): void;
}

export interface PaceWorld {
  /** Milliseconds with fractions, from any moment on; results do not depend on it. */
  stopwatch(): number;
  /** Called after every piece; left out where nobody has the right of way. */
  readonly giveWay?: GiveWay;
}

/** Finds out how many candles are a piece as the work goes on. */
export class Pace {
  readonly #world: PaceWorld;
  readonly #pieceMs: number;
  #candles: number;

  constructor(world: PaceWorld) {
    this.#world = world;
    this.#pieceMs = world.giveWay ? PIECE_MS : SLICE_MS;
    this.#candles = world.giveWay ? LEAST_CANDLES : FIRST_CANDLES;
  }

  /** Goes on for a slice, which is one piece where nobody has the right of way. */
  goOn(work: PiecedWork): void {
    const { giveWay } = this.#world;
    const until = this.#world.stopwatch() + SLICE_MS;
    do {
      this.#piece(work);
      giveWay?.();
    } while (giveWay && !work.isDone && this.#world.stopwatch() < until);
  }

  #piece(work: PiecedWork): void {
    const from = this.#world.stopwatch();
    work.slice(this.#candles);
    const took = this.#world.stopwatch() - from;
    // A piece that the machine held up says little: from a short one it grows back by doubling.
    const times = took > 0 ? Math.min(2, this.#pieceMs / took) : 2;
    this.#candles = Math.max(LEAST_CANDLES, Math.round(this.#candles * times));
  }
}
