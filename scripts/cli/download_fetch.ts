import { systemClock } from "../../engine/mod.ts";
import { type RestApi, RestError } from "../../engine/feeds/binance/mod.ts";
import type { CandleSeries } from "../../engine/store/mod.ts";
import { checkExport, exportCandles, exportPath } from "./candles_export.ts";
import { type FetchPlan, fetchPlan, planFetch, plannedBars } from "./candles_fetch.ts";
import { holdingOf } from "./candles_gaps.ts";
import { openSource } from "./candles_source.ts";
import { counted, momentText, seriesText } from "./candles_text.ts";
import { EXCHANGES, seriesAsked } from "./download_exchanges.ts";
import { type Exported, fetchReport, type FetchResult } from "./download_report.ts";
import { type DownloadTask, print } from "./download_task.ts";
import { EXIT, UsageError } from "./usage_error.ts";

const DAY_MS = 86_400_000;
/** How far back it goes unless told. */
const USUAL_MS = 30 * DAY_MS;

/** Asks the exchange for what the store lacks, exports what there is, and says what was done. */
export async function runFetch(task: DownloadTask): Promise<number> {
  const { options, progress } = task;
  const all = seriesAsked(options);
  for (const series of all) {
    if (options.out !== undefined) checkExport(exportPath(options.out, series), options.force);
  }
  const { plans, results } = await fetchLacking(task, all);
  const exported = await exportAll(task, plans);
  progress.clear();
  const { json, paragraphs } = fetchReport(results, exported);
  print(options, json, paragraphs);
  return EXIT.OK;
}

/**
 * Asks the exchange for what the store lacks of some series; offline for nothing.
 *
 * @throws UsageError, RestError
 */
export async function fetchLacking(task: DownloadTask, all: readonly CandleSeries[]) {
  const { options, progress, stop } = task;
  const exchange = EXCHANGES[options.feed];
  const rest = openSource(exchange, options.binanceRest, (text) => progress.note(text), stop);
  try {
    const plans = options.offline ? planOffline(task, all) : await planOnline(task, all, rest);
    return { plans, results: await fetchAll(task, plans, rest) };
  } finally {
    rest.close();
  }
}

function planOffline(
  { options, store }: DownloadTask,
  all: readonly CandleSeries[],
): FetchPlan[] {
  const now = systemClock.now();
  const to = options.to ?? now;
  const range = { from: options.from ?? to - USUAL_MS, to };
  return all.map((series) => ({ ...planFetch(store, series, range, now), parts: [] }));
}

/** Where nothing is lacking, the exchange is not asked even for the time. */
async function planOnline(
  { options, store, stop }: DownloadTask,
  all: readonly CandleSeries[],
  rest: RestApi,
): Promise<FetchPlan[]> {
  const plan = (to: number, until: number) => {
    const range = { from: options.from ?? to - USUAL_MS, to };
    return all.map((series) => planFetch(store, series, range, until));
  };
  if (options.to !== undefined) {
    const plans = plan(options.to, Infinity);
    if (plans.every(({ parts }) => parts.length === 0)) return plans;
  }
  const now = await rest.time(stop);
  const plans = plan(options.to ?? now, now);
  for (const { series, range } of plans) {
    if (range.from < range.to) continue;
    throw new UsageError(
      `Nothing to download of ${seriesText(series)}: no candle from ${momentText(range.from)} ` +
        "UTC on is over yet",
    );
  }
  await checkSymbols(plans, rest, stop);
  return plans;
}

/** Before the first of many is downloaded. @throws UsageError for one that the exchange refuses */
async function checkSymbols(
  plans: readonly FetchPlan[],
  rest: RestApi,
  stop: AbortSignal,
): Promise<void> {
  const asked = plans.filter(({ parts }) => parts.length > 0);
  for (const [symbol, [first]] of Map.groupBy(asked, ({ series }) => series.symbol)) {
    try {
      await rest.klines({ symbol, interval: first!.series.timeframe, limit: 1 }, stop);
    } catch (error) {
      if (!(error instanceof RestError) || error.fault !== "REFUSED") throw error;
      throw new UsageError(`--symbol ${symbol}: ${error.message}`);
    }
  }
}

async function fetchAll(
  { store, progress, stop, done }: DownloadTask,
  plans: readonly FetchPlan[],
  rest: RestApi,
): Promise<FetchResult[]> {
  const total = plans.reduce((sum, plan) => sum + plannedBars(plan), 0);
  const results: FetchResult[] = [];
  let bars = 0;
  for (const plan of plans) {
    const label = seriesText(plan.series);
    try {
      const fetched = await fetchPlan(rest, store, plan, (answered, candles) => {
        bars += answered;
        done.candles += candles;
        done.share = bars / total;
        progress.show({ ...done, label });
      }, stop);
      results.push({ fetched, holding: holdingOf(store, plan.series, plan.range) });
    } catch (error) {
      if (!(error instanceof RestError) || stop.aborted) throw error;
      throw new Error(
        `${error.message}; ${counted(done.candles, "new candle")} stored, ` +
          "the same command goes on from there",
      );
    }
  }
  return results;
}

async function exportAll(
  { options, store, stop }: DownloadTask,
  plans: readonly FetchPlan[],
): Promise<Exported[]> {
  const { out } = options;
  if (out === undefined) return [];
  const exported: Exported[] = [];
  for (const { series, range } of plans) {
    const file = exportPath(out, series);
    exported.push({ file, candles: await exportCandles(store, series, range, file, stop) });
  }
  return exported;
}
