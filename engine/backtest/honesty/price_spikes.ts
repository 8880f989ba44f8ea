import type { CandleColumns } from "../../domain/mod.ts";
import type { BacktestMarket } from "../job.ts";

/** Deviations from the usual move that make a spike: a move of a normal distribution never gets there. */
const SPIKE_DEVIATIONS = 20;
/** The part of its way that a spike goes back at once. */
const RETURN_SHARE = 0.8;
/** Of many, the largest so many are told. */
const KEPT = 10;
/** Makes the median distance of a normal distribution its deviation: 1 / Φ⁻¹(3/4). */
const TO_DEVIATION = 1.4826;

export interface PriceSpike {
  /** When the candle opened whose close is off. */
  readonly time: number;
  /** From the close before, as a fraction of it. */
  readonly move: number;
}

/** Closes that went far off and came back with the next candle: more often a bad price than a market. */
export interface SpikeReport {
  readonly count: number;
  /** Deviation of the moves from close to close, robust against the spikes themselves. */
  readonly usualMove: number;
  /** The largest first. */
  readonly largest: readonly PriceSpike[];
}

/**
 * Judges each logarithmic return by its distance from their median in units of `1.4826 × MAD`, the median
 * absolute deviation (Hampel, "The Influence Curve and its Role in Robust Estimation", Journal of the
 * American Statistical Association 69, 1974): unlike the standard deviation, it is not made large by the very
 * outliers it is to find.
 */
export function priceSpikes({ time, close }: CandleColumns): SpikeReport {
  const moves = new Float64Array(Math.max(0, close.length - 1));
  for (let i = 0; i < moves.length; i++) moves[i] = Math.log(close[i + 1]! / close[i]!);
  const usual = median(moves);
  const usualMove = TO_DEVIATION * median(moves.map((move) => Math.abs(move - usual)));
  const spikes: PriceSpike[] = [];
  for (let i = 0; i + 1 < moves.length; i++) {
    const out = moves[i]! - usual;
    const back = moves[i + 1]! - usual;
    const isFar = Math.abs(out) > SPIKE_DEVIATIONS * usualMove;
    if (!isFar || Math.sign(back) === Math.sign(out)) continue;
    if (Math.abs(back) < RETURN_SHARE * Math.abs(out)) continue;
    spikes.push({ time: time[i + 1]!, move: close[i + 1]! / close[i]! - 1 });
  }
  const largest = spikes.toSorted((a, b) => Math.abs(b.move) - Math.abs(a.move)).slice(0, KEPT);
  return { count: spikes.length, usualMove, largest };
}

/** A market and its spikes. */
export interface SymbolSpikes {
  readonly symbol: string;
  readonly report: SpikeReport;
}

/** All moves are put in order for it, which takes a moment. */
export function spikesOf(markets: readonly BacktestMarket[]): SymbolSpikes[] {
  return markets.map(({ instrument, columns }) => {
    return { symbol: instrument.code, report: priceSpikes(columns) };
  });
}

/** NaN of nothing. */
function median(values: Float64Array): number {
  const sorted = values.toSorted();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
