import type { StrategyHost } from "../../strategy/mod.ts";
import { BacktestBatch } from "../batch.ts";
import { type BatchWorld, runSlices } from "../evaluation/mod.ts";
import type { BacktestJob } from "../job.ts";

/** What an indicator that the strategy reads says; NaN while it is not warm. */
export interface IndicatorValue {
  readonly symbol: string;
  /** `ema(10)` */
  readonly key: string;
  /** `value`, or `upper`, `signal`, … */
  readonly output: string;
  readonly value: number;
}

/** The indicators at the end of a job's data. @returns null where it was canceled */
export async function indicatorsAt(
  { settings, markets }: BacktestJob,
  host: StrategyHost,
  world: BatchWorld,
): Promise<IndicatorValue[] | null> {
  const batch = await BacktestBatch.prepare(markets, [settings], host);
  await runSlices(batch, world);
  const values = batch.series.flatMap(({ instrument, indicators }) =>
    indicators.list().flatMap((series) =>
      series.definition.outputs.map((output, k) => {
        return { symbol: instrument.code, key: series.key, output, value: series.value(k, 0) };
      })
    )
  );
  batch.finish();
  return world.isCanceled() ? null : values;
}
