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
  let lowest = initialCash;
  let lowestRow = -1;
  let squaredDepths = 0;
  /** Of the bars since the peak, in money: a division for each bar is what this would cost most. */
  let squaredGaps = 0;
  let sum = 0;
  const start = startTime(record);
  const peakTime = () => peakRow < 0 ? start : time.at(peakRow)!;
  for (let row = 0; row < bars; row++) {
    const value = equity[row]!;
    sum += value;
    if (value < peak) {
      const gap = peak - value;
      squaredGaps += gap * gap;
      if (value < lowest) {
        lowest = value;
        lowestRow = row;
      }
    } else {
      const depth = lowest / peak - 1;
      if (depth < 0) {
        episodes.recovered(depth, peakTime(), time.at(lowestRow)!, time.at(row)!);
        squaredDepths += squaredGaps / (peak * peak);
        squaredGaps = 0;
      }
      lowest = peak = value;
      peakRow = row;
    }
  }
  const depth = lowest / peak - 1;
  if (depth < 0) {
    episodes.unfinished(depth, peakTime(), time.at(bars - 1)!);
    squaredDepths += squaredGaps / (peak * peak);
  }
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
