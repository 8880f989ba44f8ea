import { invariant, type LatencySettings } from "../../domain/mod.ts";
import { hash32 } from "../../kernel/mod.ts";

/** How long orders take to the market. */
export interface LatencyModel {
  /** Whole milliseconds that order number `n` (1, 2, …) is on its way. */
  delayMs(n: number): number;
}

/** The longest that a log-normal delay can be; who waits longer has lost the connection. */
export const MAX_LATENCY_MS = 60_000;

const TO_UNIT = 2 ** -32;
const BYTES = 8;

/**
 * Two random numbers for each order. They depend on the seed and the order's number alone, not on what
 * was asked before, so a run that goes on after a restart repeats its delays.
 */
class OrderNoise {
  readonly #seeds: readonly [number, number];
  /** The order's number, least byte first; one buffer for all of them. */
  readonly #number = new Uint8Array(BYTES);

  constructor(seed: string) {
    const bytes = new TextEncoder().encode(seed);
    this.#seeds = [hash32(bytes, 0), hash32(bytes, 1)];
  }

  /** From 0 to 2³² − 1. */
  first(n: number): number {
    return this.#hash(n, this.#seeds[0]);
  }

  /** Another one, of the same range. */
  second(n: number): number {
    return this.#hash(n, this.#seeds[1]);
  }

  #hash(n: number, seed: number): number {
    let rest = n;
    for (let i = 0; i < BYTES; i++) {
      this.#number[i] = rest % 256;
      rest = Math.floor(rest / 256);
    }
    return hash32(this.#number, seed);
  }
}

/** `ms`, for every order alike. */
export class FixedLatency implements LatencyModel {
  readonly #ms: number;

  constructor(ms: number) {
    invariantMs(ms);
    this.#ms = ms;
  }

  delayMs(_n: number): number {
    return this.#ms;
  }
}

/** `min + ⌊u × (max − min + 1)⌋` with u from 0 to below 1: every whole number from min to max is as likely. */
export class UniformLatency implements LatencyModel {
  readonly #min: number;
  readonly #count: number;
  readonly #noise: OrderNoise;

  constructor(minMs: number, maxMs: number, seed: string) {
    invariantMs(minMs);
    invariantMs(maxMs);
    invariant(minMs <= maxMs, `the shortest delay of ${minMs} ms is above the longest of ${maxMs}`);
    this.#min = minMs;
    this.#count = maxMs - minMs + 1;
    this.#noise = new OrderNoise(seed);
  }

  delayMs(n: number): number {
    return this.#min + Math.floor(this.#noise.first(n) * TO_UNIT * this.#count);
  }
}

/**
 * `median × exp(sigma × z)` with z from a standard normal, rounded to the millisecond and at most
 * {@link MAX_LATENCY_MS}; `z = √(−2 ln u₁) × cos(2π u₂)` (Box and Muller, A Note on the Generation of Random
 * Normal Deviates, 1958). A log-normal is never negative and has a long right tail, as delays over a
 * network have; which median and sigma a connection has is for its user to measure.
 */
export class LogNormalLatency implements LatencyModel {
  readonly #median: number;
  readonly #sigma: number;
  readonly #noise: OrderNoise;

  /** @param sigma standard deviation of the delay's logarithm; at 0.5 one order in 40 takes 2.66 medians or more */
  constructor(medianMs: number, sigma: number, seed: string) {
    invariant(medianMs >= 0 && medianMs < Infinity, `median is 0 ms or more, not ${medianMs}`);
    invariant(sigma >= 0 && sigma < Infinity, `sigma is 0 or more, not ${sigma}`);
    this.#median = medianMs;
    this.#sigma = sigma;
    this.#noise = new OrderNoise(seed);
  }

  delayMs(n: number): number {
    if (this.#median === 0) return 0;
    // One more than the hash, for the logarithm of 0 is none.
    const radius = Math.sqrt(-2 * Math.log((this.#noise.first(n) + 1) * TO_UNIT));
    const z = radius * Math.cos(2 * Math.PI * this.#noise.second(n) * TO_UNIT);
    return Math.min(MAX_LATENCY_MS, Math.round(this.#median * Math.exp(this.#sigma * z)));
  }
}

function invariantMs(ms: number): void {
  invariant(
    Number.isSafeInteger(ms) && ms >= 0,
    `a delay is a whole number of ms from 0, not ${ms}`,
  );
}

/** @param seed gives unlike delays to whom they should be unlike: mix the runner's id in */
export function latencyModel(settings: LatencySettings, seed: string): LatencyModel {
  switch (settings.model) {
    case "NONE":
      return new FixedLatency(0);
    case "FIXED":
      return new FixedLatency(settings.ms);
    case "UNIFORM":
      return new UniformLatency(settings.minMs, settings.maxMs, seed);
    case "LOG_NORMAL":
      return new LogNormalLatency(settings.medianMs, settings.sigma, seed);
  }
}
