/**
 * Where the time of a backtest's bar goes. One iteration is {@link BARS} bars, and the start of a run. Each bench
 * is to be held against another: two averages, and a strategy that asks nothing, against bars that are told;
 * one that asks three times for one average against that; `hold`, which has a position on every bar and asks
 * for two averages once each, and `trades`, which has one on every other bar and some 23 trades in a thousand
 * bars, against all of these.
 */
import { BacktestBatch } from "../../engine/backtest/batch.ts";
import { resultOf, resultSettings } from "../../engine/backtest/result.ts";
import { requireInstrument } from "../../engine/market/mod.ts";
import { MarketSeries } from "../../engine/runner/mod.ts";
import type { ParameterValues } from "../../engine/strategy/mod.ts";
import { HOSTS, jobOf, walkColumns } from "../support/backtests.ts";

const BARS = 200_000;
const columns = walkColumns(BARS);
const bench = { group: "parts of a backtest", n: 20, warmup: 10 };
const strategyFile = (name: string) => new URL(`strategies/${name}`, import.meta.url).pathname;

function tell(periods: readonly number[]): number {
  const series = new MarketSeries(requireInstrument("BTCUSDT"), "1m", 512, "EQUAL");
  for (const period of periods) series.indicators.acquire("ema", [period]);
  series.applyBars(columns, 0, BARS);
  return series.price;
}

async function prepared(file: string, change: ParameterValues = {}) {
  const job = await jobOf(strategyFile(file), columns, { cash: 10_000_000 });
  const parameters = { ...job.settings.parameters, ...change };
  const host = HOSTS.find(({ language }) => language === job.settings.strategy.language)!;
  const run = async () => {
    const batch = await BacktestBatch.prepare(
      job.markets,
      [{ ...job.settings, parameters }],
      host,
    );
    while (!batch.isDone) batch.slice(BARS);
    return batch.finish()[0]!;
  };
  return { job, run };
}

const quiet = await prepared("quiet_ts.ts");
const idle = await prepared("ema_long_only_ts.ts", { fast: 20, slow: 20 });
const hold = await prepared("hold_ts.ts");
const trades = await prepared("ema_long_only_ts.ts");
const settings = await resultSettings(trades.job, "bench");
const record = await trades.run();

Deno.bench(`bars told, ${BARS} bars`, { ...bench, baseline: true }, () => void tell([]));
Deno.bench(`two averages as well, ${BARS} bars`, bench, () => void tell([10, 20]));
Deno.bench(`a runner whose strategy asks nothing, ${BARS} bars`, bench, async () => {
  await quiet.run();
});
Deno.bench(`a strategy that asks for averages and never trades, ${BARS} bars`, bench, async () => {
  await idle.run();
});
Deno.bench(`the same with a position all the time, ${BARS} bars`, bench, async () => {
  await hold.run();
});
Deno.bench(`the crossover with its trades, ${BARS} bars`, bench, async () => {
  await trades.run();
});
Deno.bench(`figures and hashes of that, ${BARS} bars`, bench, async () => {
  await resultOf(record, { settings, dataHash: "", elapsedMs: () => 1 });
});
