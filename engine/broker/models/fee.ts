import {
  type FeeSettings,
  invariant,
  type Liquidity,
  type Money,
  type Scale,
} from "../../domain/mod.ts";
import { partsUp, shareUp } from "./share.ts";

const DAY_MS = 86_400_000;
/** Today and the 29 days before. */
const DAYS = 30;

/** What a fee schedule remembers. Plain data. */
export interface FeeData {
  /** The last day that something was known of, in days since 1970-01-01 UTC. */
  readonly day: number;
  /** Money units traded on that day, the day before and so on; at most 30, the zeros at the end left out. */
  readonly volumes: readonly number[];
}

const NOTHING_TRADED: FeeData = { day: 0, volumes: [] };

/** The rates from a volume on. */
interface Level {
  /** In the quote currency. */
  readonly volume: number;
  readonly makerBps: number;
  readonly takerBps: number;
  readonly makerParts: number;
  readonly takerParts: number;
}

function level(volume: number, makerBps: number, takerBps: number): Level {
  for (const bps of [makerBps, takerBps]) {
    invariant(bps >= 0 && bps <= 10_000, `fee is 0 to 10,000 bps, not ${bps}`);
  }
  const makerParts = partsUp(makerBps / 10_000);
  const takerParts = partsUp(takerBps / 10_000);
  return { volume, makerBps, takerBps, makerParts, takerParts };
}

/**
 * What a fill costs: `fee = ⌈notional × bps ÷ 10,000⌉`, rounded up to the smallest money unit, so that a
 * fee is never less than its rate. Makers and takers have rates of their own; of the tiers the highest
 * counts whose volume was traded in the last 30 days, by UTC days: today and the 29 before it.
 *
 * Sources: Binance and Kraken charge by maker, taker and the volume of 30 days. As at Kraken, a trade
 * counts from the next one on ("How are trading volume discounts calculated?", support.kraken.com); that
 * old trades leave at 00:00 UTC, a whole day at once, is ours. Rebates (rates below zero) are not offered.
 */
export class FeeSchedule {
  readonly #scale: Scale;
  readonly #levels: readonly Level[];
  /** Newest first. */
  readonly #volumes = new Float64Array(DAYS);
  #day = -Infinity;
  /** Of the 29 days before {@link #day}. */
  #before = 0;
  #level: Level;

  /** @param data what {@link toData} gave; without it nothing was traded yet */
  constructor(settings: FeeSettings, scale: Scale, data: FeeData = NOTHING_TRADED) {
    const base = level(0, settings.makerBps, settings.takerBps);
    const tiers = settings.tiers.map((tier) => level(tier.volume, tier.makerBps, tier.takerBps));
    for (const [i, { volume }] of tiers.entries()) {
      const least = tiers[i - 1]?.volume ?? 0;
      invariant(volume >= least, `volumes of fee tiers ascend, but ${volume} is below ${least}`);
    }
    this.#scale = scale;
    this.#levels = [base, ...tiers];
    this.#level = base;
    this.restore(data);
  }

  /** The rate that counts now, in basis points. */
  rateBps(liquidity: Liquidity): number {
    return liquidity === "MAKER" ? this.#level.makerBps : this.#level.takerBps;
  }

  /** @param notional price × quantity, not negative */
  fee(notional: Money, liquidity: Liquidity): Money {
    const { makerParts, takerParts } = this.#level;
    return shareUp(notional, liquidity === "MAKER" ? makerParts : takerParts);
  }

  /** Lets days that are over go out of the volume; without it they go with the next trade. */
  advance(time: number): void {
    const day = Math.floor(time / DAY_MS);
    if (this.#levels.length === 1 || !(day > this.#day)) return;
    this.#turnTo(day);
    this.#choose();
  }

  /**
   * Counts a trade, for the fees of those that follow; one of an earlier day than the last counts for the
   * last. Without tiers nothing is remembered.
   */
  traded(time: number, notional: Money): void {
    if (this.#levels.length === 1) return;
    const day = Math.floor(time / DAY_MS);
    if (day > this.#day) this.#turnTo(day);
    this.#volumes[0]! += notional;
    this.#choose();
  }

  /** Goes on from what {@link toData} gave. */
  restore(data: FeeData): void {
    invariant(
      data.volumes.length <= DAYS,
      `at most ${DAYS} days of volume, not ${data.volumes.length}`,
    );
    this.#volumes.fill(0);
    this.#volumes.set(data.volumes);
    this.#day = data.volumes.length > 0 ? data.day : -Infinity;
    this.#sumBefore();
    this.#choose();
  }

  toData(): FeeData {
    const length = this.#volumes.findLastIndex((volume) => volume > 0) + 1;
    if (length === 0) return NOTHING_TRADED;
    return { day: this.#day, volumes: Array.from(this.#volumes.subarray(0, length)) };
  }

  #turnTo(day: number): void {
    const passed = Math.min(DAYS, day - this.#day);
    this.#volumes.copyWithin(passed, 0);
    this.#volumes.fill(0, 0, passed);
    this.#day = day;
    this.#sumBefore();
  }

  /** Summed anew, never added to and taken from, so that what is restored counts the same. */
  #sumBefore(): void {
    this.#before = 0;
    for (let i = 1; i < DAYS; i++) this.#before += this.#volumes[i]!;
  }

  #choose(): void {
    const volume = this.#scale.toMoney(this.#before + this.#volumes[0]!);
    let reached = this.#levels.length - 1;
    while (reached > 0 && this.#levels[reached]!.volume > volume) reached--;
    this.#level = this.#levels[reached]!;
  }
}
