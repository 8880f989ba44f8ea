/**
 * Random numbers that a seed repeats, the same on every machine.
 *
 * The generator is xoshiro128** 1.1 by David Blackman and Sebastiano Vigna (public domain,
 * https://prng.di.unimi.it/xoshiro128starstar.c); a text seed becomes its state through four
 * MurmurHash3 (x86, 32 bit) values by Austin Appleby (public domain).
 */

const TO_UNIT = 2 ** -32;

/** One stream of numbers. Not for secrets. */
export class Prng {
  readonly #state: Uint32Array;
  #spare = NaN;

  /** @param state four whole numbers, not all zero */
  constructor(state: readonly [number, number, number, number]) {
    this.#state = Uint32Array.from(state);
    if (this.#state.every((word) => word === 0)) this.#state[0] = 1;
  }

  /** The stream that belongs to `seed`; different texts give unrelated streams. */
  static from(seed: string): Prng {
    const bytes = new TextEncoder().encode(seed);
    return new Prng([hash32(bytes, 0), hash32(bytes, 1), hash32(bytes, 2), hash32(bytes, 3)]);
  }

  /** A whole number from 0 to 2³² − 1. */
  next(): number {
    const s = this.#state;
    const s1 = s[1]!;
    const out = scramble(s1);
    s[2]! ^= s[0]!;
    s[3]! ^= s1;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= s1 << 9;
    s[3] = rotateLeft(s[3]!, 11);
    return out;
  }

  /** Fills `out` with what as many calls of {@link next} would give, faster. */
  fill(out: Uint32Array): void {
    const s = this.#state;
    let [a, b, c, d] = [s[0]! | 0, s[1]! | 0, s[2]! | 0, s[3]! | 0];
    for (let i = 0; i < out.length; i++) {
      out[i] = scramble(b);
      const shifted = b << 9;
      c ^= a;
      d ^= b;
      b ^= c;
      a ^= d;
      c ^= shifted;
      d = rotateLeft(d, 11);
    }
    s[0] = a;
    s[1] = b;
    s[2] = c;
    s[3] = d;
  }

  /** From 0 inclusive to 1 exclusive, in steps of 2⁻³². */
  uniform(): number {
    return this.next() * TO_UNIT;
  }

  /** Standard normal: mean 0, standard deviation 1 (Box and Muller, 1958). */
  normal(): number {
    const spare = this.#spare;
    if (spare === spare) {
      this.#spare = NaN;
      return spare;
    }
    const radius = Math.sqrt(-2 * Math.log((this.next() + 1) * TO_UNIT));
    const angle = 2 * Math.PI * this.uniform();
    this.#spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }
}

function rotateLeft(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}

function scramble(word: number): number {
  return Math.imul(rotateLeft(Math.imul(word, 5), 7), 9) >>> 0;
}

/** MurmurHash3 x86 32 bit of `bytes`: a whole number from 0 to 2³² − 1. */
export function hash32(bytes: Uint8Array, seed: number): number {
  const blocks = bytes.length & ~3;
  let hash = seed | 0;
  for (let i = 0; i < blocks; i += 4) {
    const block = bytes[i]! | bytes[i + 1]! << 8 | bytes[i + 2]! << 16 | bytes[i + 3]! << 24;
    hash = (Math.imul(rotateLeft(hash ^ mixBlock(block), 13), 5) + 0xe6546b64) | 0;
  }
  let tail = 0;
  for (let i = bytes.length - 1; i >= blocks; i--) tail = tail << 8 | bytes[i]!;
  return avalanche(hash ^ mixBlock(tail) ^ bytes.length);
}

function mixBlock(block: number): number {
  return Math.imul(rotateLeft(Math.imul(block, 0xcc9e2d51), 15), 0x1b873593);
}

function avalanche(hash: number): number {
  hash = Math.imul(hash ^ hash >>> 16, 0x85ebca6b);
  hash = Math.imul(hash ^ hash >>> 13, 0xc2b2ae35);
  return (hash ^ hash >>> 16) >>> 0;
}
