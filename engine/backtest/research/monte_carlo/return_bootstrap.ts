import { type GiveWay, GO_ON, type Prng } from "../../../kernel/mod.ts";
import { type Band, bandOf, shareUpTo } from "./bands.ts";
import { drawRows, usualBlockLength } from "./stationary_bootstrap.ts";

/** Fewer returns are no sample: as for the figures. */
export const MIN_BOOTSTRAPPED = 30;
/** Points of a fan: a chart shows no more. */
const FAN_POINTS = 60;

/** What the run could have become had its periods come in another way. */
export interface ReturnBootstrap {
  /** Periodic returns it was drawn from. */
  readonly returns: number;
  readonly simulations: number;
  readonly blockLength: number;
  readonly finalEquity: Band;
  readonly maxDrawdown: Band;
  /** The part of the simulations that end below what they began with. */
  readonly lossShare: number;
  readonly fan: readonly FanPoint[];
}

/** The equity on the way. */
export interface FanPoint {
  /** After so many periods. */
  readonly period: number;
  /** Where the simulations are by then, and where the run itself was. */
  readonly equity: Band;
  readonly own: number;
}

export interface BootstrapOptions {
  readonly initialCash: number;
  readonly simulations: number;
  /** Mean length of a block in periods; as {@link usualBlockLength} where null. */
  readonly blockLength: number | null;
  /** Called after each simulation. */
  readonly giveWay?: GiveWay;
}

/**
 * Draws the run's periodic returns anew in blocks and compounds them.
 *
 * @returns null for fewer than {@link MIN_BOOTSTRAPPED} returns
 */
export function returnBootstrap(
  returns: Float64Array,
  options: BootstrapOptions,
  random: Prng,
): ReturnBootstrap | null {
  const count = returns.length;
  if (count < MIN_BOOTSTRAPPED) return null;
  const { initialCash, simulations, blockLength, giveWay = GO_ON } = options;
  const length = blockLength ?? usualBlockLength(count);
  const checkpoints = checkpointsOf(count);
  const fan = checkpoints.map(() => new Float64Array(simulations));
  const drawdowns = new Float64Array(simulations);
  const rows = new Uint32Array(count);
  for (let k = 0; k < simulations; k++) {
    drawRows(rows, count, length, random);
    drawdowns[k] = walk(returns, rows, initialCash, (period, equity) => {
      const point = checkpoints.indexOf(period);
      if (point >= 0) fan[point]![k] = equity;
    });
    giveWay();
  }
  const final = fan.at(-1)!;
  return {
    returns: count,
    simulations,
    blockLength: length,
    finalEquity: bandOf(final),
    maxDrawdown: bandOf(drawdowns),
    lossShare: shareUpTo(final, initialCash * (1 - Number.EPSILON)),
    fan: checkpoints.map((period, i) => {
      return { period, equity: bandOf(fan[i]!), own: grown(returns, period, initialCash) };
    }),
  };
}

function grown(returns: Float64Array, periods: number, initialCash: number): number {
  return returns.subarray(0, periods)
    .reduce((equity, rate) => equity * (1 + Math.max(-1, rate)), initialCash);
}

function checkpointsOf(count: number): number[] {
  const points = Math.min(FAN_POINTS, count);
  return Array.from({ length: points }, (_, i) => Math.round((i + 1) * count / points));
}

/** Compounds the drawn returns. @returns the deepest drawdown */
function walk(
  returns: Float64Array,
  rows: Uint32Array,
  initialCash: number,
  at: (period: number, equity: number) => void,
): number {
  let equity = initialCash;
  let peak = initialCash;
  let deepest = 0;
  for (let i = 0; i < rows.length; i++) {
    equity *= 1 + Math.max(-1, returns[rows[i]!]!);
    if (equity > peak) peak = equity;
    else deepest = Math.min(deepest, equity / peak - 1);
    at(i + 1, equity);
  }
  return deepest;
}
