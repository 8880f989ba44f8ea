import type { GrowthMeasure } from "./growth.ts";
import { markdownTable } from "./table.ts";

const whole = (value: number): string => Math.round(value).toLocaleString("en");

/** Markdown, to be read in a terminal and pasted into the page. */
export function growthText(measures: readonly GrowthMeasure[]): string {
  const rows = measures.map(({ bars, symbols, combinations, ms, cpuSeconds, peakMb }) => {
    const steps = bars * symbols * Math.max(1, combinations);
    return [
      whole(bars),
      String(symbols),
      combinations === 0 ? "one backtest" : whole(combinations),
      `${(ms / 1_000).toFixed(2)} s`,
      `${cpuSeconds.toFixed(2)} s`,
      `${whole(cpuSeconds * 1e9 / steps)} ns`,
      peakMb === null ? "n/a" : whole(peakMb),
    ];
  });
  const head = ["bars", "symbols", "combinations", "time", "CPU time", "a bar", "peak memory, MB"];
  return [
    "The EMA crossover as a `.ts` module, each line in a process of its own: a worker that is started, " +
    "the candles there already. Combinations run on all cores.",
    markdownTable(head, rows),
  ].join("\n\n");
}
