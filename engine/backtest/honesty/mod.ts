export { costlier, type CostReport, type CostRow, costStress } from "./cost_stress.ts";
export * from "./chance.ts";
export type { Decision } from "./decisions.ts";
export type { IndicatorValue } from "./indicators_at.ts";
export * from "./look_ahead.ts";
export * from "./price_spikes.ts";
export * from "./warm_up.ts";
