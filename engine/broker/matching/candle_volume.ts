import type { Scale } from "../../domain/mod.ts";
import { parkinson, type Tape } from "../models/slippage.ts";
import { capacityLots } from "../models/volume_share.ts";
import type { PricePiece } from "./price_path.ts";

/** What is known of the last finished candle; null for what is not known, or without limit. */
export interface TapeData {
  readonly volume: number | null;
  readonly volatility: number | null;
  readonly left: number | null;
}

/** The last finished candle, and how much of its volume may still be traded. */
export class CandleVolume {
  readonly #share: number | null;
  readonly #scale: Scale;
  readonly #tape = { volume: NaN, volatility: NaN };
  #left: number;
  /** True once a candle that is not over yet was shared out to what rests in it. */
  #isSharedOut = false;

  /** @param share of a candle's volume, as for `capacityLots()` */
  constructor(share: number | null, scale: Scale) {
    this.#share = share;
    this.#scale = scale;
    this.#left = share === null ? Infinity : 0;
  }

  /** What the last finished candle was like. */
  get tape(): Tape {
    return this.#tape;
  }
  /** Lots that may still trade. */
  get left(): number {
    return this.#left;
  }

  take(lots: number): void {
    this.#left -= lots;
  }

  /** A candle is over: its volume and range are what slippage and partial fills go by until the next. */
  finished(volume: number, high: number, low: number): void {
    this.#tape.volume = volume;
    this.#tape.volatility = parkinson(high, low);
    if (!this.#isSharedOut) this.#shareOut(volume);
    this.#isSharedOut = false;
  }

  /** What rests in a candle goes by that candle's volume. */
  beginPiece({ volume }: PricePiece): void {
    if (!(volume >= 0) || this.#isSharedOut) return;
    this.#shareOut(volume);
    this.#isSharedOut = true;
  }

  toData(): TapeData {
    return { ...this.#tape, left: this.#left };
  }

  restore(data: TapeData): void {
    this.#tape.volume = data.volume ?? NaN;
    this.#tape.volatility = data.volatility ?? NaN;
    this.#left = data.left ?? Infinity;
  }

  #shareOut(volume: number): void {
    this.#left = capacityLots(volume, this.#share, this.#scale);
  }
}
