import type { RiskRuleStatus } from "../../risk/mod.ts";

/** Of each rule the status that is nearest to its limit, or beyond it. */
export function nearest(statuses: readonly RiskRuleStatus[]): RiskRuleStatus[] {
  const found = new Map<string, RiskRuleStatus>();
  for (const status of statuses) {
    const other = found.get(status.rule);
    if (!other || isNearer(status, other)) found.set(status.rule, status);
  }
  return [...found.values()];
}

function isNearer(a: RiskRuleStatus, b: RiskRuleStatus): boolean {
  if (a.triggered !== b.triggered) return a.triggered;
  return a.value / a.limit > b.value / b.limit;
}
