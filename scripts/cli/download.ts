import { join } from "node:path";
import { systemClock } from "../../engine/mod.ts";
import { openMarketStore } from "../../engine/store/mod.ts";
import { holdingJson } from "./candles_json.ts";
import { listCandles, listTable } from "./candles_list.ts";
import { counted } from "./candles_text.ts";
import { runFetch } from "./download_fetch.ts";
import { runImport } from "./download_import.ts";
import type { DownloadOptions } from "./download_options.ts";
import { type DownloadTask, print } from "./download_task.ts";
import { NO_PROGRESS, Progress, STDERR } from "./progress.ts";
import { stopSignal } from "./stop_signal.ts";
import { EXIT } from "./usage_error.ts";

/** Brings history into the local store, and out of it. */
export async function runDownload(options: DownloadOptions): Promise<number> {
  const path = join(options.dataDir, "market.sqlite");
  if (options.list) return runList(options, path);
  const stop = new AbortController();
  void stopSignal().then(() => stop.abort());
  const task: DownloadTask = {
    options,
    store: openMarketStore(path),
    progress: options.quiet ? NO_PROGRESS : new Progress(STDERR, systemClock),
    stop: stop.signal,
    done: { candles: 0, share: 0 },
  };
  try {
    return await (options.import.length > 0 ? runImport(task) : runFetch(task));
  } catch (error) {
    task.progress.clear();
    if (!stop.signal.aborted) throw error;
    console.error(goOnText(task));
    return EXIT.INTERRUPTED;
  } finally {
    task.progress.clear();
    task.store.close();
  }
}

/** What is there. A store that is not is not made for that. */
function runList(options: DownloadOptions, path: string): number {
  const { symbol, timeframe } = options;
  const store = exists(path) ? openMarketStore(path) : null;
  try {
    const holdings = store === null
      ? []
      : listCandles(store, (series) =>
        (symbol.length === 0 || symbol.includes(series.symbol)) &&
        (timeframe?.includes(series.timeframe) ?? true));
    const text = holdings.length > 0 ? listTable(holdings) : `There are no candles in ${path}.`;
    print(options, { series: holdings.map(holdingJson) }, [text]);
    return EXIT.OK;
  } finally {
    store?.close();
  }
}

/** How far it came, and what to type. */
function goOnText({ done }: DownloadTask): string {
  const percent = Math.floor(done.share * 100);
  return `Stopped at ${percent} %: ${counted(done.candles, "candle")} stored. To go on:\n` +
    `  ${[calledAs(), ...Deno.args.map(quoted)].join(" ")}`;
}

/** What the user has typed before the verb. */
function calledAs(): string {
  if (Deno.build.standalone) return "trading-simulator";
  const isByNpx = Deno.env.get("npm_command") === "exec";
  return isByNpx ? `npx -y deno@${Deno.version.deno} task` : "deno task";
}

/** As a shell takes it for one word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./{}-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function exists(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
