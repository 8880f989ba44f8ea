import type { RiskSettings } from "../domain/mod.ts";
import type { RiskRuleStatus } from "./guards/guard.ts";
import type { AccountFigures } from "./rule.ts";
import { exposureRule } from "./rules/exposure.ts";
import { openPositionsRule } from "./rules/open_positions.ts";
import { positionSizeRule } from "./rules/position_size.ts";
import { exposureWording, openPositionsWording, positionSizeWording } from "./wording.ts";

/** Where the limits on size that are set stand; what waits to be opened counts as open. */
export function sizeLimitStatus(
  settings: RiskSettings,
  account: AccountFigures,
): RiskRuleStatus[] {
  const { maxPosition, maxExposure, maxOpenPositions } = settings;
  const isOpen = account.positionNotional > 0;
  const share = (worth: number) => worth === 0 ? 0 : worth / Math.max(1, account.equity);
  const list: RiskRuleStatus[] = [];
  const add = (rule: string, limit: number, value: number, isFull: boolean, wording: string) =>
    list.push({ rule, limit, value, triggered: isFull, until: null, wording });
  if (maxPosition !== null) {
    const value = share(account.positionNotional);
    const wording = positionSizeWording(maxPosition);
    add(positionSizeRule.name, maxPosition, value, value >= maxPosition, wording);
  }
  if (maxExposure !== null) {
    const value = share(account.exposure);
    add(exposureRule.name, maxExposure, value, value >= maxExposure, exposureWording(maxExposure));
  }
  if (maxOpenPositions !== null) {
    const open = account.otherPositions + (isOpen ? 1 : 0);
    const wording = openPositionsWording(maxOpenPositions);
    const isFull = !isOpen && open >= maxOpenPositions;
    add(openPositionsRule.name, maxOpenPositions, open, isFull, wording);
  }
  return list;
}
