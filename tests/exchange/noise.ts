/** Random numbers that can be asked for in any order, unlike those of a generator. */
import { hash32 } from "../../engine/kernel/mod.ts";

const MINUTE = 60_000;

export function hashText(text: string): number {
  return hash32(new TextEncoder().encode(text), 0x5eed);
}

/** A whole number from 0 to 2³² − 1 that belongs to the two (MurmurHash3's finish). */
export function mix(seed: number, index: number): number {
  let hash = (seed ^ Math.imul(index | 0, 0x9e3779b1) ^ Math.floor(index / 2 ** 32)) | 0;
  hash = Math.imul(hash ^ hash >>> 16, 0x85ebca6b);
  hash = Math.imul(hash ^ hash >>> 13, 0xc2b2ae35);
  return (hash ^ hash >>> 16) >>> 0;
}

/** From 0 inclusive to 1 exclusive. */
export function uniformAt(seed: number, index: number): number {
  return mix(seed, index) * 2 ** -32;
}

/** How many minutes one swing of each kind takes. */
const SWINGS = [2, 11, 67, 420, 2_880, 20_160] as const;

/**
 * Where the price is at the beginning of each minute: swings of many lengths on top of each other,
 * each as high as a random walk would get in its time. Bounded, and known for any minute at once.
 */
export class PricePath {
  readonly #price: number;
  readonly #seeds: readonly number[];
  readonly #heights: readonly number[];

  constructor(seed: number, price: number, annualVolatility: number) {
    this.#price = price;
    const perMinute = annualVolatility / Math.sqrt(365 * 1_440);
    this.#seeds = SWINGS.map((_, i) => mix(seed, i + 1));
    this.#heights = SWINGS.map((minutes) => perMinute * Math.sqrt(minutes));
  }

  at(time: number): number {
    const minute = time / MINUTE;
    let factor = 1;
    for (let i = 0; i < SWINGS.length; i++) {
      factor += this.#heights[i]! * swing(this.#seeds[i]!, minute / SWINGS[i]!);
    }
    return this.#price * factor;
  }
}

/** From −1 to 1, continuous: a random height at every whole number and a smooth way between. */
function swing(seed: number, at: number): number {
  const index = Math.floor(at);
  const part = at - index;
  const smooth = part * part * (3 - 2 * part);
  const from = uniformAt(seed, index);
  return 2 * (from + (uniformAt(seed, index + 1) - from) * smooth) - 1;
}
