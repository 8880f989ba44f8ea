import { InputError, systemClock } from "../../engine/mod.ts";
import { candleTexts } from "../../engine/feeds/candle_files/mod.ts";
import type { CandleSeries, TimeRange } from "../../engine/store/mod.ts";
import { checkExport, exportCandles, exportPath, sameSeries } from "./candles_export.ts";
import { holdingOf } from "./candles_gaps.ts";
import { type Imported, type ImportRules, importText } from "./candles_import.ts";
import { complain } from "./complain.ts";
import { EXCHANGES } from "./download_exchanges.ts";
import type { DownloadOptions } from "./download_options.ts";
import { type Exported, importReport } from "./download_report.ts";
import { type DownloadTask, print } from "./download_task.ts";
import { FilesRead } from "./progress_files.ts";
import { EXIT, UsageError } from "./usage_error.ts";

/** Takes files into the store; one that is refused does not keep the others out. */
export async function runImport(task: DownloadTask): Promise<number> {
  const { options, store, progress } = task;
  const { out, force } = options;
  const read = new FilesRead(options.import.map(sizeOf));
  if (out !== undefined && !out.includes("{")) checkExport(out, force);
  const imported: Imported[] = [];
  const failed: string[] = [];
  for (const path of options.import) {
    await importFile(path, task, read, imported, ({ message }) => {
      progress.clear();
      complain(message);
      failed.push(message);
    });
    read.next();
  }
  const extents = extentsOf(imported);
  const exported = await exportAll(task, extents);
  progress.clear();
  const holdings = extents.map(({ series, range }) => holdingOf(store, series, range));
  const { json, paragraphs } = importReport({ imported, failed, holdings, exported });
  print(options, json, paragraphs);
  return failed.length > 0 ? EXIT.FAILURE : EXIT.OK;
}

/** A file, or all that are in a zip. */
async function importFile(
  path: string,
  { options, store, progress, stop, done }: DownloadTask,
  read: FilesRead,
  imported: Imported[],
  refuse: (error: InputError) => void,
): Promise<void> {
  const show = (candles: number) => {
    done.candles += candles;
    done.share = read.share;
    progress.show({ ...done, label: path.replace(/.*[/\\]/, "") });
  };
  const orRefuse = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      refuse(error);
    }
  };
  await orRefuse(async () => {
    const texts = await candleTexts(path, (bytes) => {
      read.add(bytes);
      show(0);
    });
    for (const text of texts) {
      await orRefuse(async () => {
        imported.push(await importText(text, rulesOf(options), store, show, stop));
      });
    }
  });
}

function rulesOf({ feed, symbol, timeframe, skipBad }: DownloadOptions): ImportRules {
  return {
    source: EXCHANGES[feed].kind,
    symbol: symbol[0],
    timeframe: timeframe?.[0],
    skipBad,
    now: systemClock.now(),
  };
}

function sizeOf(path: string): number {
  try {
    const { isFile, size } = Deno.statSync(path);
    if (isFile) return size;
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new UsageError(`--import ${path}: there is no such file`);
  }
  throw new UsageError(`--import ${path} is no file`);
}

/** A series, and from where to where candles of it came in. */
interface Extent {
  readonly series: CandleSeries;
  readonly range: TimeRange;
}

function extentsOf(imported: readonly Imported[]): Extent[] {
  const extents: Extent[] = [];
  for (const { series, range } of imported) {
    const at = extents.findIndex((other) => sameSeries(other.series, series));
    const known = extents[at]?.range ?? range;
    const from = Math.min(known.from, range.from);
    const to = Math.max(known.to, range.to);
    extents.splice(at < 0 ? extents.length : at, 1, { series, range: { from, to } });
  }
  return extents;
}

async function exportAll(
  { options, store, stop }: DownloadTask,
  extents: readonly Extent[],
): Promise<Exported[]> {
  const { out, force } = options;
  if (out === undefined) return [];
  const files = extents.map(({ series }) => exportPath(out, series));
  if (new Set(files).size < files.length) {
    throw new UsageError(
      `--out ${out} is one file for several series: put {symbol} and {timeframe} into its name`,
    );
  }
  for (const file of files) checkExport(file, force);
  const exported: Exported[] = [];
  for (const [i, { series, range }] of extents.entries()) {
    const wanted = { from: options.from ?? range.from, to: options.to ?? range.to };
    const file = files[i]!;
    exported.push({ file, candles: await exportCandles(store, series, wanted, file, stop) });
  }
  return exported;
}
