import { badInput } from "../../../domain/mod.ts";
import { type GiveWay, GO_ON, Prng } from "../../../kernel/mod.ts";
import { periodicReturns, type RunRecord } from "../../statistics/mod.ts";
import { type ReturnBootstrap, returnBootstrap } from "./return_bootstrap.ts";
import { type TradeShuffle, tradeShuffle } from "./trade_shuffle.ts";

export const MAX_SIMULATIONS = 100_000;

export interface MonteCarloOptions {
  readonly simulations: number;
  readonly seed: string;
  /** Mean length of the bootstrap's blocks in periods; left out for the usual one. */
  readonly blockLength?: number;
  /** Called after each simulation. */
  readonly giveWay?: GiveWay;
}

/** What else could have come of the same trades and the same days; null where there are too few. */
export interface MonteCarloReport {
  readonly shuffle: TradeShuffle | null;
  readonly bootstrap: ReturnBootstrap | null;
}

/** @throws InputError for a number of simulations or a length of blocks that cannot be */
export function monteCarlo(record: RunRecord, options: MonteCarloOptions): MonteCarloReport {
  const { simulations, seed, blockLength = null, giveWay = GO_ON } = options;
  if (!(Number.isInteger(simulations) && simulations >= 1 && simulations <= MAX_SIMULATIONS)) {
    throw badInput(
      `Cannot make ${simulations} simulations: it has to be a whole number from 1 to ${MAX_SIMULATIONS}`,
      "monteCarlo",
    );
  }
  if (blockLength !== null && !(blockLength >= 1)) {
    throw badInput(
      `Blocks cannot be ${blockLength} periods long: it has to be 1 or more`,
      "blockLength",
    );
  }
  const { trades, initialCash } = record;
  const results = Float64Array.from(trades, ({ pnl }) => pnl);
  const { returns } = periodicReturns(record);
  const terms = { initialCash, simulations, blockLength, giveWay };
  return {
    shuffle: tradeShuffle(results, terms, Prng.from(`trade shuffle ${seed}`)),
    bootstrap: returnBootstrap(returns, terms, Prng.from(`bootstrap ${seed}`)),
  };
}
