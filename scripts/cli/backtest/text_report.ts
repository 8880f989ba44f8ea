import type { BacktestResult } from "../../../engine/backtest/mod.ts";
import { annualisationText, type FigureGroup, figureGroups } from "./figure_groups.ts";
import { count, counted, moment, percent } from "./words.ts";

/** Columns of the names, and of each value. */
const NAME_WIDTH = 24;
const VALUE_WIDTH = 16;
/** Characters of a hash that are enough to tell two results apart. */
const HASH_LENGTH = 12;
/** Log lines that are shown; the rest is counted. */
const SHOWN_NOTES = 20;

/** A result for the terminal. */
export function textReport(result: BacktestResult, verbose: boolean): string {
  const paragraphs = [
    headText(result),
    ...figureGroups(result).map(groupText),
    annualisationText(result.figures),
    ...(verbose ? [monthsText(result), rejectionsText(result), notesText(result)] : []),
    remarks(result, verbose),
    hashText(result),
  ];
  return paragraphs.filter((text) => text !== "").join("\n\n");
}

function headText({ settings, figures, elapsedMs, barsPerSecond }: BacktestResult): string {
  const { strategy, symbols, timeframe, from, to, parameters } = settings;
  const values = Object.entries(parameters).map(([name, value]) => `${name} ${value}`);
  return [
    `${strategy.name} on ${symbols.join(", ")} ${timeframe}, ${moment(from)} to ${moment(to)} UTC`,
    ...(values.length > 0 ? [values.join(", ")] : []),
    `${counted(figures.bars, "bar")} in ${(elapsedMs / 1_000).toFixed(2)} s, ` +
    `${count(Math.round(barsPerSecond))} a second`,
  ].join("\n");
}

function groupText({ title, columns, rows }: FigureGroup): string {
  const line = (name: string, values: readonly string[]) =>
    `  ${name.padEnd(NAME_WIDTH)}${values.map((value) => value.padStart(VALUE_WIDTH)).join("")}`;
  const head = columns.length > 0 ? line("", columns).slice(title.length) : "";
  return [title + head, ...rows.map(({ name, values }) => line(name, values))].join("\n");
}

function monthsText({ months }: BacktestResult): string {
  const rows = months.map(({ month, return: rate, trades }) =>
    `  ${month.padEnd(NAME_WIDTH)}${percent(rate).padStart(VALUE_WIDTH)}${
      count(trades).padStart(VALUE_WIDTH)
    }`
  );
  const head = ["return", "trades"].map((name) => name.padStart(VALUE_WIDTH)).join("");
  return [`Months${" ".repeat(NAME_WIDTH - 4)}${head}`, ...rows].join("\n");
}

function rejectionsText({ rejections }: BacktestResult): string {
  const rows = Object.entries(rejections).sort(([, a], [, b]) => b - a)
    .map(([code, times]) => `  ${code.padEnd(NAME_WIDTH)}${count(times).padStart(VALUE_WIDTH)}`);
  return rows.length > 0 ? ["Refused orders", ...rows].join("\n") : "";
}

function notesText({ notes, notesLeftOut }: BacktestResult): string {
  if (notes.length === 0) return "";
  const lines = notes.slice(0, SHOWN_NOTES).map(({ time, kind, text }) =>
    `  ${moment(time)}  ${kind.toLowerCase().padEnd(7)}  ${text.replaceAll(/\s+/g, " ")}`
  );
  const rest = notes.length - lines.length + notesLeftOut;
  return ["Log", ...lines, ...(rest > 0 ? [`  … and ${count(rest)} more`] : [])].join("\n");
}

/** What changes how the figures are to be read. */
export function remarks(result: BacktestResult, verbose: boolean): string {
  const { openPositions, counts, status, settings, errors, series } = result;
  const end = series.time.at(-1);
  const until = end === undefined ? "the first bar" : `${moment(end)} UTC`;
  const [firstError] = errors;
  const hint = verbose ? "" : " (--verbose says which)";
  return [
    ...(openPositions > 0
      ? [
        `${
          counted(openPositions, "position")
        } still open at the end: in the equity, but no trade ` +
        "(--close-at-end makes it one)",
      ]
      : []),
    ...(counts.rejected > 0 ? [`${counted(counts.rejected, "order")} refused${hint}`] : []),
    ...(counts.errors > 0
      ? [`${counted(counts.errors, "strategy error")}; the first: ${firstError?.message}`]
      : []),
    ...(status === "CANCELED" ? [`Ended before its time: figures are up to ${until}`] : []),
    ...(status === "FAILED" ? [`Its strategy was taken out: figures are up to ${until}`] : []),
    ...(settings.closeAtEnd && status === "DONE" ? ["What was open at the end was closed"] : []),
  ].join("\n");
}

function hashText({ dataHash, tradesHash, settings }: BacktestResult): string {
  const short = (hash: string) => hash.slice(0, HASH_LENGTH);
  return `Data ${short(dataHash)}, trades ${short(tradesHash)}, strategy ` +
    `${short(settings.strategy.sha256)}, version ${settings.version}`;
}
