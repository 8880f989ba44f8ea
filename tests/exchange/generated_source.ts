import { Prng } from "../../engine/kernel/mod.ts";
import { type MinuteTrades, noTrades, type TimeSpan, type TradeSource } from "./minute_trades.ts";
import { hashText, PricePath, uniformAt } from "./noise.ts";
import type { SymbolSpec } from "./symbol_spec.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Trades in a minute of the past: enough for any candle, and quick to make by the thousand. */
const TRADES_IN_THE_PAST = 8;
/** Most trades that one aggregate trade stands for. */
const MAX_FILLS = 3;

export interface GeneratedOptions {
  readonly seed: string;
  /** From here on the market trades at its rate; before, it has a few trades a minute. */
  readonly start: number;
  /** How many days of past there are; default 60. */
  readonly historyDays?: number;
  /** Aggregate trades a second on average; default 1. */
  readonly tradesPerSecond?: number;
  /** Share of minutes without any trade; default 0. */
  readonly quietMinutes?: number;
  /** Halts: no bars at all in there. */
  readonly holes?: readonly TimeSpan[];
  /** Between bid and ask, in ticks; default 1. */
  readonly spreadTicks?: number;
}

/** A market out of a seed: a random walk of prices on the tick grid. */
export class GeneratedSource implements TradeSource {
  readonly first: number;
  readonly spread: number;
  readonly #seed: string;
  readonly #quietSeed: number;
  readonly #options: GeneratedOptions;
  readonly #path: PricePath;
  readonly #perMinute: number;
  readonly #lotsPerMinute: number;
  /** How far a price strays within a minute, in ticks. */
  readonly #stray: number;

  constructor(spec: SymbolSpec, options: GeneratedOptions) {
    this.#options = options;
    this.#seed = `${options.seed}/${spec.code}`;
    const seed = hashText(this.#seed);
    this.#quietSeed = seed ^ 0x51e7;
    const ticks = spec.price * 10 ** spec.priceDigits;
    this.#path = new PricePath(seed, ticks, spec.annualVolatility);
    this.#stray = ticks * spec.annualVolatility / Math.sqrt(365 * 1_440);
    this.#perMinute = (options.tradesPerSecond ?? 1) * 60;
    this.#lotsPerMinute = spec.dailyVolume * 10 ** spec.quantityDigits / 1_440;
    this.spread = options.spreadTicks ?? 1;
    this.first = floorToMinute(options.start - (options.historyDays ?? 60) * DAY);
  }

  trades(open: number): MinuteTrades | null {
    if (open < this.first || this.#isHole(open)) return null;
    if (this.#isQuiet(open)) return noTrades(0);
    const prng = Prng.from(`${this.#seed}/${open}`);
    const trades = noTrades(this.#countIn(open, prng));
    this.#fillTimes(trades, open, prng);
    this.#fillPrices(trades, open, prng);
    this.#fillLots(trades, prng);
    return trades;
  }

  priceBefore(open: number): number {
    let at = open;
    while (at > this.first && (this.#isQuiet(at - MINUTE) || this.#isHole(at - MINUTE))) {
      at -= MINUTE;
    }
    return this.#boundary(at);
  }

  /** Price at which the minute before ends when it had trades. */
  #boundary(open: number): number {
    return Math.max(1, Math.round(this.#path.at(open)));
  }

  #isQuiet(open: number): boolean {
    return uniformAt(this.#quietSeed, open / MINUTE) < (this.#options.quietMinutes ?? 0);
  }

  #isHole(open: number): boolean {
    return this.#options.holes?.some((hole) => open >= hole.from && open < hole.to) ?? false;
  }

  #countIn(open: number, prng: Prng): number {
    const rate = open < floorToMinute(this.#options.start)
      ? Math.min(TRADES_IN_THE_PAST, this.#perMinute)
      : this.#perMinute;
    return Math.max(1, Math.round(rate * (0.7 + 0.6 * prng.uniform())));
  }

  #fillTimes({ time }: MinuteTrades, open: number, prng: Prng): void {
    for (let i = 0; i < time.length; i++) time[i] = open + Math.floor(prng.uniform() * MINUTE);
    time.sort();
  }

  /** A walk that starts where the minute before ended and ends where the next one begins. */
  #fillPrices({ count, price, isSale }: MinuteTrades, open: number, prng: Prng): void {
    const from = this.priceBefore(open);
    const to = this.#boundary(open + MINUTE);
    const step = this.#stray * 3 / Math.sqrt(count);
    let walked = 0;
    for (let i = 0; i < count; i++) price[i] = walked += (prng.uniform() - 0.5) * step;
    for (let i = 0; i < count; i++) {
      const part = (i + 1) / count;
      isSale[i] = prng.next() & 1;
      const bounce = isSale[i] ? 0 : this.spread;
      const at = from + (to - from) * part + price[i]! - walked * part + bounce;
      price[i] = Math.max(1, Math.round(at));
    }
    price[count - 1] = to;
  }

  #fillLots({ count, lots, fills }: MinuteTrades, prng: Prng): void {
    const mean = this.#lotsPerMinute / count;
    for (let i = 0; i < count; i++) {
      lots[i] = Math.max(1, Math.round(-Math.log(1 - prng.uniform()) * mean));
      fills[i] = Math.min(lots[i]!, 1 + Math.floor(prng.uniform() ** 3 * MAX_FILLS));
    }
  }
}

function floorToMinute(time: number): number {
  return time - time % MINUTE;
}
