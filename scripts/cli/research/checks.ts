import type { BacktestJob, BacktestResult } from "../../../engine/backtest/mod.ts";
import {
  type CostReport,
  costStress,
  type LookAheadReport,
  priceSpikes,
  type SpikeReport,
  type WarmUpReport,
} from "../../../engine/backtest/honesty/mod.ts";
import { randomEntries, type RandomEntriesReport } from "../../../engine/backtest/research/mod.ts";
import { systemClock } from "../../../engine/mod.ts";
import { NO_PROGRESS, Progress, STDERR } from "../progress.ts";
import {
  costText,
  lookAheadText,
  randomEntriesText,
  spikesText,
  warmUpText,
} from "./check_text.ts";
import { poolFor } from "./pool.ts";

/** What `--check` finds; null for what was ended before. Plain data. */
export interface CheckReport {
  readonly lookAhead: LookAheadReport | null;
  readonly warmUp: WarmUpReport | null;
  readonly costs: CostReport | null;
  readonly randomEntries: RandomEntriesReport | null;
  readonly spikes: readonly { readonly symbol: string; readonly report: SpikeReport }[];
}

/** Whether the figures can be believed. @param root folder that holds `dist/` */
export async function makeChecks(
  job: BacktestJob,
  result: BacktestResult,
  root: URL,
  stop: AbortSignal,
): Promise<CheckReport> {
  const { markets, settings } = job;
  const progress = Deno.stderr.isTerminal() ? new Progress(STDERR, systemClock) : NO_PROGRESS;
  const show = (label: string) => (share: number) => progress.show({ share, candles: 0, label });
  using pool = poolFor(job, root);
  try {
    const onCosts = show("costs");
    return {
      lookAhead: await pool.check("lookAhead", show("look-ahead"), stop),
      warmUp: await pool.check("warmUp", show("warm-up"), stop),
      costs: await costStress(pool, settings.execution, ({ share }) => onCosts(share), stop),
      randomEntries: randomEntries(
        result.trades,
        new Map(markets.map(({ instrument, columns }) => [instrument.code, columns])),
        { seed: settings.execution.seed },
      ),
      spikes: markets.map(({ instrument, columns }) => {
        return { symbol: instrument.code, report: priceSpikes(columns) };
      }),
    };
  } finally {
    progress.clear();
  }
}

export function checksText(
  { lookAhead, warmUp, costs, randomEntries, spikes }: CheckReport,
): string {
  const ended = (name: string) => `${name}: ended before its time`;
  return [
    "Checks",
    lookAhead === null ? ended("Look-ahead") : lookAheadText(lookAhead),
    warmUp === null ? ended("Warm-up") : warmUpText(warmUp),
    costs === null ? ended("Costs") : costText(costs),
    randomEntriesText(randomEntries),
    ...spikes.map(({ symbol, report }) => spikesText(symbol, report)),
  ].join("\n");
}
