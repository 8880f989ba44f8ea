import type { BacktestJob } from "../../../engine/backtest/mod.ts";
import {
  type CheckName,
  type CheckReport,
  makeChecks,
  verdictsOf,
} from "../../../engine/backtest/checks/mod.ts";
import { systemClock } from "../../../engine/mod.ts";
import { NO_PROGRESS, Progress, STDERR } from "../progress.ts";
import { poolFor } from "./pool.ts";

/** What each check is called where it stands in a line of its own. */
export const CHECK_WORDS: Readonly<Record<CheckName, string>> = {
  LOOK_AHEAD: "Look-ahead",
  WARM_UP: "Warm-up",
  COSTS: "Costs",
  CHANCE: "Chance",
  PRICES: "Prices",
};

/** Makes all checks, with a bar on a terminal. @param root folder that holds `dist/` */
export async function checksShown(
  job: BacktestJob,
  simulations: number | undefined,
  root: URL,
  signal: AbortSignal,
): Promise<CheckReport> {
  const progress = Deno.stderr.isTerminal() ? new Progress(STDERR, systemClock) : NO_PROGRESS;
  const onProgress = (check: CheckName, share: number) =>
    progress.show({ share, candles: 0, label: CHECK_WORDS[check].toLowerCase() });
  using pool = poolFor(job, root);
  try {
    return await makeChecks(job, pool, { simulations, onProgress, signal });
  } finally {
    progress.clear();
  }
}

export function checksText(report: CheckReport): string {
  const lines = verdictsOf(report).flatMap(({ check, words, details }) => [
    `${CHECK_WORDS[check]}: ${words}`,
    ...details.map((line) => `  ${line}`),
  ]);
  return ["Checks", ...lines].join("\n");
}
