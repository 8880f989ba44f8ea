import { DrawdownEpisodes } from "./drawdown_episodes.ts";
import { type RunRecord, startTime } from "./run_record.ts";

/** What one pass over the equity tells: a million bars are not to be read again for each figure. */
export interface EquityScan {
  readonly bars: number;
  /** The highest, and at least the initial cash. */
  readonly peak: number;
  /** NaN of no bars. */
  readonly mean: number;
  readonly episodes: DrawdownEpisodes;
  /** `Σ depth²` of all bars, depth the fraction of the peak that is missing. */
  readonly squaredDepths: number;
}

/** @throws RangeError naming the first equity that is no number */
export function scanEquity(record: RunRecord): EquityScan {
  const { columns: { time, equity }, initialCash } = record;
  const bars = equity.length;
  const episodes = new DrawdownEpisodes();
  let peak = initialCash;
  /** -1 for the beginning of the run. */
  let peakRow = -1;
  let trough = 0;
  let troughRow = 0;
  let squaredDepths = 0;
  let sum = 0;
  const start = startTime(record);
  const peakTime = () => peakRow < 0 ? start : time.at(peakRow)!;
  for (let row = 0; row < bars; row++) {
    const value = equity[row]!;
    sum += value;
    if (value < peak) {
      const depth = value / peak - 1;
      squaredDepths += depth * depth;
      if (depth < trough) {
        trough = depth;
        troughRow = row;
      }
    } else {
      if (trough < 0) episodes.recovered(trough, peakTime(), time.at(troughRow)!, time.at(row)!);
      trough = 0;
      peak = value;
      peakRow = row;
    }
  }
  if (trough < 0) episodes.unfinished(trough, peakTime(), time.at(bars - 1)!);
  if (!Number.isFinite(sum)) refuseEquity(equity);
  return { bars, peak, mean: sum / bars, episodes, squaredDepths };
}

/** The sum says that there is one: cheaper than to ask each. */
function refuseEquity(equity: Float64Array): never {
  const row = equity.findIndex((value) => !Number.isFinite(value));
  throw new RangeError(
    `Cannot make figures: equity of row ${row} is ${equity[row]}, and has to be a number`,
  );
}
