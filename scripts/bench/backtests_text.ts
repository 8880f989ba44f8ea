import type { BacktestMeasure } from "./backtests.ts";
import { markdownTable } from "./table.ts";

/** What a million bars may take (see `docs/performance.md`). */
const TARGETS: Readonly<Record<string, number>> = { "a .ts module": 5, "Lua": 0.6 };
const TARGET_LOAD_MS = 400;
const TARGET_MB = 250;

const millions = (value: number): string => `${(value / 1e6).toFixed(2)} M`;
const whole = (value: number): string => Math.round(value).toLocaleString("en");

/** Markdown, to be read in a terminal and pasted into the page. */
export function backtestsText(measures: readonly BacktestMeasure[]): string {
  const [first] = measures;
  if (!first) return "";
  const rows = measures.map(({ name, trades, barsPerSecond, loadMs, peakMb }) => [
    name,
    whole(trades),
    millions(barsPerSecond.median),
    millions(barsPerSecond.best),
    whole(loadMs.median),
    whole(loadMs.best),
    peakMb === null ? "n/a" : whole(peakMb),
  ]);
  const head = ["strategy", "trades", "bars/s", "best", "reading, ms", "best", "peak memory, MB"];
  return [
    `EMA 10/20 crossover over ${
      whole(first.bars)
    } one-minute bars of a CSV, each of ${first.rounds} ` +
    "rounds in a process of its own, cold; orders, fees, risk, figures and hashes included.",
    markdownTable(head, rows),
    "Targets:",
    measures.flatMap(targetLines).join("\n"),
  ].join("\n\n");
}

function targetLines({ name, barsPerSecond, loadMs, peakMb }: BacktestMeasure): string[] {
  const rate = TARGETS[name];
  const line = (isMet: boolean, text: string) => `- ${isMet ? "met" : "MISSED"}: ${text}`;
  return [
    ...(rate === undefined ? [] : [
      line(
        barsPerSecond.median >= rate * 1e6,
        `${name} ${millions(barsPerSecond.median)} bars a second of ${rate} M`,
      ),
    ]),
    line(
      loadMs.median <= TARGET_LOAD_MS,
      `reading ${whole(loadMs.median)} of ${TARGET_LOAD_MS} ms`,
    ),
    ...(peakMb === null
      ? []
      : [line(peakMb <= TARGET_MB, `peak memory ${whole(peakMb)} of ${TARGET_MB} MB`)]),
  ];
}
