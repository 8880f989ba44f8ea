import { deepEqual } from "node:assert/strict";
import type { RiskRuleStatus } from "../../risk/mod.ts";
import { nearest } from "./nearest.ts";

const status = (
  rule: string,
  value: number,
  limit: number,
  triggered = false,
): RiskRuleStatus => ({ rule, limit, value, triggered, until: null, wording: "" });

Deno.test("nearest() takes of each rule the one that is nearest to its limit, a triggered one first", () => {
  deepEqual(
    nearest([
      status("drawdown", 0.05, 0.1),
      status("daily_loss", 0.01, 0.05, true),
      status("drawdown", 0.08, 0.2),
      status("daily_loss", 0.04, 0.05),
      status("losing_streak", 1, 3),
    ]),
    [
      status("drawdown", 0.05, 0.1),
      status("daily_loss", 0.01, 0.05, true),
      status("losing_streak", 1, 3),
    ],
  );
});
