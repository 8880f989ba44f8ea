import type { Fetched } from "./candles_fetch.ts";
import { type Holding, leadingGap, missingBars } from "./candles_gaps.ts";
import type { Imported } from "./candles_import.ts";
import { holdingJson, importedJson } from "./candles_json.ts";
import { counted, gapLines, momentText, seriesText } from "./candles_text.ts";
import { grouped } from "./progress.ts";
import { table } from "./table.ts";

export interface FetchResult {
  readonly fetched: Fetched;
  readonly holding: Holding;
}

export interface Exported {
  readonly file: string;
  readonly candles: number;
}

/** The result as data, and as paragraphs for people. */
export interface Report {
  readonly json: unknown;
  readonly paragraphs: readonly string[];
}

const FETCH_HEAD = ["symbol", "timeframe", "from", "to (UTC)", "new", "candles", "missing"];

export function fetchReport(
  results: readonly FetchResult[],
  exported: readonly Exported[],
): Report {
  const rows = results.map(({ fetched, holding }) => [
    holding.series.symbol,
    holding.series.timeframe,
    momentText(holding.range.from),
    momentText(holding.range.to),
    grouped(fetched.candles),
    grouped(holding.bars),
    grouped(missingBars(holding.gaps) - (leadingGap(holding)?.bars ?? 0)),
  ]);
  const series = results.map(({ fetched, holding }) => ({
    ...holdingJson(holding),
    new: fetched.candles,
    garbage: fetched.garbage,
  }));
  return {
    json: { series, files: exported },
    paragraphs: [
      table(FETCH_HEAD, rows),
      results.flatMap(({ holding }) => gapLines(holding)).join("\n"),
      results.flatMap(garbageLines).join("\n"),
      writtenLines(exported),
    ],
  };
}

function garbageLines({ fetched, holding }: FetchResult): string[] {
  if (fetched.garbage === 0) return [];
  return [
    `${seriesText(holding.series)}: the exchange sent ${counted(fetched.garbage, "row")} that ` +
    "made no sense; the same command asks again.",
  ];
}

const IMPORT_HEAD = ["file", "series", "from", "to (UTC)", "candles", "new", "left out"];

export function importReport({ imported, failed, holdings, exported }: {
  readonly imported: readonly Imported[];
  readonly failed: readonly string[];
  readonly holdings: readonly Holding[];
  readonly exported: readonly Exported[];
}): Report {
  const rows = imported.map(({ file, series, range, candles, added, bad }) => [
    shortName(file),
    seriesText(series),
    momentText(range.from),
    momentText(range.to),
    grouped(candles),
    grouped(added),
    grouped(bad.count),
  ]);
  return {
    json: {
      imported: imported.map(importedJson),
      failed,
      series: holdings.map(holdingJson),
      files: exported,
    },
    paragraphs: [
      rows.length > 0 ? table(IMPORT_HEAD, rows) : "",
      imported.flatMap(badLines).join("\n"),
      holdings.flatMap(gapLines).join("\n"),
      writtenLines(exported),
      failed.length > 0 ? refusedText(failed.length) : "",
    ],
  };
}

/** A zip with one file of its own name, as dumps are, is called by that name once. */
function shortName(file: string): string {
  return file.replace(/^(.+)(\.zip)\/\1\.csv$/i, "$1$2");
}

function badLines({ file, bad, repeated }: Imported): string[] {
  return [
    ...(bad.count > 0 ? [`${file}: left out ${bad.inWords()}; the first of each kind:`] : []),
    ...bad.firsts().map((first) => `  ${first}`),
    ...(repeated > 0
      ? [`${file}: ${counted(repeated, "row")} said the same as the row above.`]
      : []),
  ];
}

function refusedText(files: number): string {
  return `${counted(files, "file")} refused, see above: nothing of ${
    files === 1 ? "it" : "them"
  } is stored. ` +
    "--skip-bad leaves broken rows out and takes the rest.";
}

function writtenLines(exported: readonly Exported[]): string {
  return exported.map(({ file, candles }) => `Wrote ${counted(candles, "candle")} to ${file}.`)
    .join("\n");
}
