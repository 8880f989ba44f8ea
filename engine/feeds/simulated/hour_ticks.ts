import type { Instrument } from "../../domain/mod.ts";
import { Prng } from "../../kernel/mod.ts";

/** The market moves four times a second. */
export const TICK_MS = 250;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const TICKS_AN_HOUR = HOUR_MS / TICK_MS;
export const TICKS_A_MINUTE = MINUTE_MS / TICK_MS;
const MINUTES = 60;
const TICKS_A_DAY = 24 * TICKS_AN_HOUR;
/** Keeps a tick's lots within an Int32. */
const MAX_LOTS = 2 ** 30;

/** How strongly one minute's unrest carries over to the next, and how much is new in each. */
const MINUTE_MEMORY = 0.8;
const MINUTE_NEWS = 0.3;

/** One hour of one symbol, tick by tick, in whole price steps and lots. */
export interface HourTicks {
  /** Hours since 1970; -1 while empty. */
  hour: number;
  readonly price: Int32Array;
  readonly lots: Int32Array;
  /** Distance of bid and ask in each minute, in price steps. */
  readonly spread: Int32Array;
}

/** What the hour has to agree with. */
export interface HourFrame {
  /** Last price before the hour, and the hour's last price. */
  readonly from: number;
  readonly to: number;
  readonly volatility: number;
  readonly activity: number;
}

export function emptyHour(): HourTicks {
  return {
    hour: -1,
    price: new Int32Array(TICKS_AN_HOUR),
    lots: new Int32Array(TICKS_AN_HOUR),
    spread: new Int32Array(MINUTES),
  };
}

// Scratch space: filling an hour is synchronous, so one of each serves all symbols.
const words = new Uint32Array(TICKS_AN_HOUR);
const walk = new Float64Array(TICKS_AN_HOUR);
const unrest = new Float64Array(MINUTES);

/** Quantiles of the exponential distribution: how trade sizes scatter. */
const SIZES = new Float64Array(256).map((_, i) => -Math.log((i + 0.5) / 256));

/**
 * Fills in the ticks of an hour: a bridge from the frame's first to its last price, arithmetic
 * (within an hour that is indistinguishable from geometric), its steps scaled by each minute's
 * unrest.
 */
export function fillHour(
  ticks: HourTicks,
  hour: number,
  seed: number,
  instrument: Instrument,
  frame: HourFrame,
): void {
  const random = Prng.from(`${seed}/${instrument.code}/hour/${hour}`);
  const squares = drawUnrest(random);
  random.fill(words);
  const stepSize = frame.from * frame.volatility / Math.sqrt(TICKS_A_MINUTE * squares);
  const end = fillWalk(stepSize);
  fillPrices(ticks, instrument, frame, end, squares);
  fillVolumes(ticks, instrument, frame);
  fillSpreads(ticks, instrument, frame);
  ticks.hour = hour;
}

/** Mean 1, lognormal, with memory. Gives the sum of squares. */
function drawUnrest(random: Prng): number {
  const stationary = MINUTE_NEWS ** 2 / (1 - MINUTE_MEMORY ** 2);
  let level = Math.sqrt(stationary) * random.normal();
  let squares = 0;
  for (let minute = 0; minute < MINUTES; minute++) {
    const value = Math.exp(level - stationary / 2);
    unrest[minute] = value;
    squares += value * value;
    level = MINUTE_MEMORY * level + MINUTE_NEWS * random.normal();
  }
  return squares;
}

/**
 * A nearly normal number of mean 0 from one random word: the sum of its four bytes. Cheap, and after
 * a second's worth of ticks nobody can tell the difference.
 */
function bell(word: number): number {
  return (word & 255) + (word >>> 8 & 255) + (word >>> 16 & 255) + (word >>> 24) - 510;
}
/** Standard deviation of {@link bell}: four times the variance of 0 … 255, rooted. */
const BELL_DEVIATION = Math.sqrt(4 * (256 ** 2 - 1) / 12);

/** The free walk; gives where it ends. */
function fillWalk(stepSize: number): number {
  let at = 0;
  for (let minute = 0, i = 0; minute < MINUTES; minute++) {
    const size = stepSize * unrest[minute]! / BELL_DEVIATION;
    for (const stop = i + TICKS_A_MINUTE; i < stop; i++) {
      at += size * bell(words[i]!);
      walk[i] = at;
    }
  }
  return at;
}

function fillPrices(
  { price }: HourTicks,
  { priceStep }: Instrument,
  { from, to }: HourFrame,
  end: number,
  squares: number,
): void {
  const perStep = 1 / priceStep;
  const missing = to - from - end;
  let base = from;
  for (let minute = 0, i = 0; minute < MINUTES; minute++) {
    const pull = missing * unrest[minute]! ** 2 / (squares * TICKS_A_MINUTE);
    for (const stop = i + TICKS_A_MINUTE; i < stop; i++) {
      base += pull;
      const ticks = ((base + walk[i]!) * perStep + 0.5) | 0;
      price[i] = ticks < 1 ? 1 : ticks;
    }
  }
}

/** More is traded when the price moves: half of a tick's volume follows the size of its step. */
function fillVolumes({ lots }: HourTicks, instrument: Instrument, { activity }: HourFrame): void {
  const { dailyVolume } = instrument.simulation;
  const usual = activity * dailyVolume / instrument.quantityStep / TICKS_A_DAY;
  // E|z| of a normal number is √(2/π).
  const byStep = 0.5 / (Math.sqrt(2 / Math.PI) * BELL_DEVIATION);
  for (let minute = 0, i = 0; minute < MINUTES; minute++) {
    const level = usual * unrest[minute]!;
    for (const stop = i + TICKS_A_MINUTE; i < stop; i++) {
      const word = words[i]!;
      const size = SIZES[Math.imul(word, 0x9e3779b1) >>> 24]!;
      const traded = level * (0.5 + byStep * Math.abs(bell(word))) * size + 0.5;
      lots[i] = traded < 1 ? 1 : traded > MAX_LOTS ? MAX_LOTS : traded | 0;
    }
  }
}

/** Wider when the market is wild; never less than one price step. */
function fillSpreads(
  { spread }: HourTicks,
  instrument: Instrument,
  { from, activity }: HourFrame,
): void {
  const usual = from * instrument.simulation.spreadBps / 10_000 / instrument.priceStep;
  for (let minute = 0; minute < MINUTES; minute++) {
    spread[minute] = Math.max(1, Math.round(usual * (0.5 + 0.5 * activity * unrest[minute]!)));
  }
}
