import type { MicroGroup, MicroReport, MicroRow } from "./micro.ts";
import { markdownTable } from "./table.ts";

/** Units an iteration works off, where the bench's name says so: `…, 100000 bars`, `1,000 log events, …`. */
const WORK = /(?:^|, |over )([\d,]+) (?:bars|log events|orders|states|messages|candles)/;
/** A file with at least so many groups that are alike compares the same things in each: one table shows them all. */
const MANY_GROUPS = 3;

export function microText({ groups, printed }: MicroReport): string {
  const files = Map.groupBy(groups, ({ file }) => file);
  const texts = [...files].flatMap(([file, own]) =>
    isComparison(own) ? [comparison(file, own)] : own.map(single)
  );
  if (printed !== "") texts.push(`\`\`\`text\n${printed}\n\`\`\``);
  return texts.join("\n\n");
}

function isComparison(groups: readonly MicroGroup[]): boolean {
  const shared = groups.map(({ rows }) => new Set(rows.map(({ name }) => name)))
    .reduce((all, names) => all.intersection(names));
  return groups.length >= MANY_GROUPS && shared.size > 1;
}

function single({ file, name, rows }: MicroGroup): string {
  const baseline = rows.find((row) => row.baseline);
  const title = name === null ? `\`${file}\`` : `\`${file}\`, ${name}`;
  const table = markdownTable(
    ["an iteration", "best", "p75", "a second", "beside the first"],
    rows.map((row) => [
      row.name,
      duration(row.best),
      duration(row.p75),
      rate(row),
      baseline ? times(row, baseline) : "",
    ]),
  );
  return `${title}\n\n${table}`;
}

/** Groups as rows, what they have in common as columns; best iterations. */
function comparison(file: string, groups: readonly MicroGroup[]): string {
  const names = [...new Set(groups.flatMap(({ rows }) => rows.map(({ name }) => name)))];
  const table = markdownTable(
    ["best", ...names],
    groups.map(({ name, rows }) => [
      name ?? "",
      ...names.map((column) => {
        const row = rows.find((candidate) => candidate.name === column);
        const baseline = rows.find((candidate) => candidate.baseline);
        if (row === undefined) return "";
        if (baseline === undefined || row === baseline) return duration(row.best);
        return `${duration(row.best)}, ${times(row, baseline)}`;
      }),
    ]),
  );
  return `\`${file}\`\n\n${table}`;
}

/** By the best iteration. */
function rate({ name, best }: MicroRow): string {
  const count = Number(WORK.exec(name)?.[1]?.replaceAll(",", ""));
  if (Number.isNaN(count)) return "";
  const perSecond = count / best * 1e9;
  return perSecond >= 1e6
    ? `${(perSecond / 1e6).toFixed(1)} M`
    : `${Math.round(perSecond / 1_000)},000`;
}

function times({ best }: MicroRow, baseline: MicroRow): string {
  const value = best / baseline.best;
  return `${value >= 10 ? Math.round(value).toLocaleString("en") : value.toFixed(1)} ×`;
}

function duration(ns: number): string {
  if (ns >= 1e6) return `${(ns / 1e6).toFixed(1)} ms`;
  if (ns >= 1e3) return `${(ns / 1e3).toFixed(1)} µs`;
  return `${ns.toFixed(0)} ns`;
}
