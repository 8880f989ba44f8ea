import { timeframeMs } from "../../engine/mod.ts";
import { CSV_HEADER, csvRows } from "../../engine/feeds/candle_files/mod.ts";
import type { CandleSeries, MarketStore, TimeRange } from "../../engine/store/mod.ts";
import { seriesText } from "./candles_text.ts";
import { UsageError } from "./usage_error.ts";

/** Bars that are read and written at once. */
const BARS_A_PIECE = 16_384;

/** Where a series goes: `{symbol}` and `{timeframe}` in the name stand for its own. */
export function exportPath(out: string, { symbol, timeframe }: CandleSeries): string {
  return out.replaceAll("{symbol}", symbol).replaceAll("{timeframe}", timeframe);
}

/** To be called before hours of downloading. @throws UsageError when the file is there already */
export function checkExport(path: string, force: boolean): void {
  const found = statOf(path);
  if (found?.isDirectory) throw new UsageError(`--out ${path} is a folder: name a file in it`);
  if (found && !force) {
    throw new UsageError(`--out ${path} is there already: choose another name or add --force`);
  }
  const folder = path.replace(/[^/\\]*$/, "") || ".";
  if (!statOf(folder)?.isDirectory) throw new UsageError(`--out ${path}: no folder ${folder}`);
}

/**
 * Writes a range as CSV, packed where the name ends in `.gz`. The file appears when it is whole.
 *
 * @returns how many candles it has
 * @throws Error when there are none
 */
export async function exportCandles(
  store: MarketStore,
  series: CandleSeries,
  range: TimeRange,
  path: string,
  signal: AbortSignal,
): Promise<number> {
  const partial = `${path}.${Deno.pid}.partial`;
  let rows = 0;
  async function* pieces() {
    yield CSV_HEADER;
    for await (const { text, count } of csvPieces(store, series, range)) {
      rows += count;
      yield text;
    }
  }
  try {
    const file = await Deno.open(partial, { write: true, create: true, truncate: true });
    const text = ReadableStream.from(pieces()).pipeThrough(new TextEncoderStream());
    const bytes = /\.gz$/i.test(path) ? text.pipeThrough(new CompressionStream("gzip")) : text;
    await bytes.pipeTo(file.writable, { signal });
    if (rows === 0) {
      throw new Error(`Nothing to export: there are no candles of ${seriesText(series)}`);
    }
    await Deno.rename(partial, path);
    return rows;
  } catch (error) {
    await Deno.remove(partial).catch(() => {});
    throw error;
  }
}

function* csvPieces(
  store: MarketStore,
  series: CandleSeries,
  range: TimeRange,
): Generator<{ text: string; count: number }> {
  const stored = store.series().find((other) => sameSeries(other, series));
  if (!stored) return;
  const step = BARS_A_PIECE * timeframeMs(series.timeframe);
  const end = Math.min(range.to, stored.to);
  for (let from = Math.max(range.from, stored.from); from < end; from += step) {
    const candles = store.read(series, { from, to: Math.min(from + step, end) });
    if (candles.time.length > 0) yield { text: csvRows(candles), count: candles.time.length };
  }
}

export function sameSeries(one: CandleSeries, other: CandleSeries): boolean {
  return one.source === other.source && one.symbol === other.symbol &&
    one.timeframe === other.timeframe;
}

function statOf(path: string): Deno.FileInfo | null {
  try {
    return Deno.statSync(path);
  } catch {
    return null;
  }
}
