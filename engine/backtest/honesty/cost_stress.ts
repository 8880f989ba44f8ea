import type { ExecutionSettings, SlippageSettings } from "../../domain/mod.ts";
import type { EvaluationProgress, Evaluator } from "../evaluation/mod.ts";
import type { Figures } from "../statistics/mod.ts";

/** What fees, spread and slippage are multiplied by. */
export const COST_FACTORS = [1, 2, 5] as const;

export interface CostRow {
  readonly factor: number;
  readonly figures: Figures;
}

/** How much worse the terms may get. Plain data. */
export interface CostReport {
  readonly rows: readonly CostRow[];
  /** Costs at which nothing is earned any more, between the factors in proportion; null where that is not among them. */
  readonly breakEven: number | null;
  /** False where there are no costs to multiply. */
  readonly hasCosts: boolean;
}

/**
 * Runs the same account with its costs multiplied.
 *
 * @returns null where it was canceled
 * @throws InputError where the strategy does not load
 */
export async function costStress(
  evaluator: Evaluator,
  execution: ExecutionSettings,
  onProgress: (progress: EvaluationProgress) => void,
  signal: AbortSignal,
): Promise<CostReport | null> {
  const accounts = COST_FACTORS.map((factor) => ({ execution: costlier(execution, factor) }));
  const task = { range: null, accounts, detail: "FIGURES" as const };
  const summaries = await evaluator.run(task, onProgress, signal);
  const rows: CostRow[] = [];
  for (const [i, summary] of summaries.entries()) {
    if (summary === null) return null;
    rows.push({ factor: COST_FACTORS[i]!, figures: summary.figures });
  }
  return { rows, breakEven: breakEvenOf(rows), hasCosts: costsSomething(execution) };
}

/** The same terms with fees, spread and slippage `factor` times as high. */
export function costlier(execution: ExecutionSettings, factor: number): ExecutionSettings {
  const { fees, spreadBps, slippage, liquidationFeeBps } = execution;
  const rates = ({ makerBps, takerBps }: { makerBps: number; takerBps: number }) => ({
    makerBps: makerBps * factor,
    takerBps: takerBps * factor,
  });
  return {
    ...execution,
    fees: {
      ...rates(fees),
      tiers: fees.tiers.map((tier) => ({ volume: tier.volume, ...rates(tier) })),
    },
    spreadBps: spreadBps * factor,
    slippage: worse(slippage, factor),
    liquidationFeeBps: liquidationFeeBps * factor,
  };
}

function worse(slippage: SlippageSettings, factor: number): SlippageSettings {
  switch (slippage.model) {
    case "NONE":
      return slippage;
    case "FIXED":
      return { ...slippage, bps: slippage.bps * factor };
    case "VOLUME_SHARE":
      return { ...slippage, impact: slippage.impact * factor };
    case "SQUARE_ROOT":
      return { ...slippage, coefficient: slippage.coefficient * factor };
  }
}

function costsSomething({ fees, spreadBps, slippage }: ExecutionSettings): boolean {
  const rates = [fees, ...fees.tiers].flatMap(({ makerBps, takerBps }) => [makerBps, takerBps]);
  return spreadBps > 0 || slippage.model !== "NONE" || rates.some((rate) => rate !== 0);
}

function breakEvenOf(rows: readonly CostRow[]): number | null {
  for (let i = 1; i < rows.length; i++) {
    const [one, two] = [rows[i - 1]!, rows[i]!];
    const [before, after] = [one.figures.totalReturn, two.figures.totalReturn];
    if (before <= 0 || after > 0) continue;
    return one.factor + (two.factor - one.factor) * before / (before - after);
  }
  return null;
}
