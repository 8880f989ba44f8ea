import { type GiveWay, GO_ON } from "../../../kernel/mod.ts";
import { BlockSums } from "./block_sums.ts";
import { halves } from "./halves.ts";

/** Blocks that the returns are cut into: the authors' 16 give 12,870 ways to halve them. */
const MOST_BLOCKS = 16;
/** Fewer of so many trials that 16 would take long: 10 blocks still give 252 ways. */
const BLOCKS_OF_MANY = 10;
const MANY_TRIALS = 2_000;
const LEAST_BLOCKS = 4;
/** Returns of a block, at the least. */
const LEAST_ROWS = 4;

/** How the best of a sweep does where it was not chosen. */
export interface CscvResult {
  /**
   * Probability of backtest overfitting: how often the best of one half of the time is no better than the
   * median in the other.
   */
  readonly probability: number;
  /** How often the best of one half loses money in the other. */
  readonly probabilityOfLoss: number;
  /** Mean Sharpe ratio (of one period) of the best, where it was chosen and in the other half. */
  readonly inSample: number;
  readonly outOfSample: number;
  readonly blocks: number;
  /** Ways to halve the blocks that were looked at: all. */
  readonly combinations: number;
  readonly trials: number;
}

/** How many blocks so many rows are cut into; null for too few rows. */
export function blocksFor(rows: number, trials: number): number | null {
  const most = trials > MANY_TRIALS ? BLOCKS_OF_MANY : MOST_BLOCKS;
  const even = Math.floor(Math.min(most, rows / LEAST_ROWS) / 2) * 2;
  return even >= LEAST_BLOCKS ? even : null;
}

/**
 * Combinatorially symmetric cross-validation (Bailey, Borwein, López de Prado & Zhu, "The Probability of
 * Backtest Overfitting", 2015; Journal of Computational Finance 20(4), 2017). The returns of all trials are cut
 * into `blocks` of the same time. For each half of the blocks, the trial with the best Sharpe ratio in it is
 * looked up among all trials in the other half: with rank r of N there, `ω = r / (N + 1)`, and it counts as
 * overfit where the logit `ln(ω / (1 − ω))` is not positive. Equal ratios share their rank.
 *
 * @param trials returns, all of one length @param blocks even
 * @param giveWay called after each half
 */
export function cscv(
  trials: readonly Float64Array[],
  blocks: number,
  giveWay: GiveWay = GO_ON,
): CscvResult {
  const sums = new BlockSums(trials, blocks);
  const count = trials.length;
  const inside = new Float64Array(count);
  const outside = new Float64Array(count);
  const found = { overfit: 0, lost: 0, inSample: 0, outOfSample: 0, combinations: 0 };
  for (const half of halves(blocks)) {
    sums.ratios(half, inside, outside);
    const best = indexOfHighest(inside);
    const rank = rankOf(outside, best) / (count + 1);
    found.combinations++;
    if (Math.log(rank / (1 - rank)) <= 0) found.overfit++;
    if (outside[best]! < 0) found.lost++;
    found.inSample += inside[best]!;
    found.outOfSample += outside[best]!;
    giveWay();
  }
  const { combinations } = found;
  return {
    probability: found.overfit / combinations,
    probabilityOfLoss: found.lost / combinations,
    inSample: found.inSample / combinations,
    outOfSample: found.outOfSample / combinations,
    blocks,
    combinations,
    trials: count,
  };
}

function indexOfHighest(values: Float64Array): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}

/** 1 is the worst; those that are equal share the middle of their ranks. */
function rankOf(values: Float64Array, index: number): number {
  const own = values[index]!;
  let worse = 0;
  let equal = 0;
  for (let i = 0; i < values.length; i++) {
    if (values[i]! < own) worse++;
    else if (values[i] === own) equal++;
  }
  return worse + (equal + 1) / 2;
}
