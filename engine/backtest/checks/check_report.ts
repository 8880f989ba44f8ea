import type {
  ChanceReport,
  CostReport,
  LookAheadReport,
  SymbolSpikes,
  WarmUpReport,
} from "../honesty/mod.ts";

/** What there is to check, in the order it is done in. */
export const CHECK_NAMES = ["LOOK_AHEAD", "WARM_UP", "COSTS", "CHANCE", "PRICES"] as const;
export type CheckName = typeof CHECK_NAMES[number];

/** What checks find; null for what was ended before. Plain data. */
export interface CheckReport {
  readonly lookAhead: LookAheadReport | null;
  readonly warmUp: WarmUpReport | null;
  readonly costs: CostReport | null;
  readonly chance: ChanceReport | null;
  readonly spikes: readonly SymbolSpikes[];
}
