/**
 * Bars a second through the core: rows → window → indicators → state machine → broker → events,
 * beside a bare loop over the same numbers. One iteration is {@link BARS} bars.
 */
import { Col, ROW_WIDTH, runnerId } from "../../engine/domain/mod.ts";
import { requireInstrument } from "../../engine/market/mod.ts";
import { MarketSeries, Runner, runnerSettings } from "../../engine/runner/mod.ts";
import { createLuaHost } from "../../engine/strategy/lua/mod.ts";
import { createTsHost } from "../../engine/strategy/ts/mod.ts";
import type { StrategyHost, StrategyInstance } from "../../engine/strategy/mod.ts";
import { resolveParameters } from "../../engine/strategy/mod.ts";
import { loadStrategy } from "../../engine/service/strategies/strategy_library.ts";
import { walkRows } from "../support/bars.ts";

const BARS = 100_000;
const rows = walkRows(BARS);
const instrument = requireInstrument("BTCUSDT");
const INDICATORS = [["ema", 10], ["ema", 20], ["rsi", 14], ["sma", 50], ["atr", 14]] as const;

function makeRunner() {
  const series = new MarketSeries(instrument, "1m", 512);
  const runner = new Runner(
    runnerSettings(
      { id: runnerId("r1"), cash: 1_000_000, feeBps: 10, spreadBps: 0, decideOn: "CANDLE" },
      instrument,
    ),
    series,
    { event() {} },
    0,
    0,
  );
  series.join(runner);
  return { series, runner };
}

/** Enters and leaves every 50 bars, so that machine and broker work; costs next to nothing itself. */
function metronome(series: MarketSeries): StrategyInstance {
  const enter = {
    action: "ENTER",
    side: "LONG",
    quantity: 0.1,
    stopLoss: 1,
    order: "MARKET",
  } as const;
  return {
    detect: () => series.window.total % 50 === 0,
    filter: () => enter,
    manage: () => series.window.total % 50 === 25 ? { action: "EXIT" } : null,
    context: () => ({}),
    setContext() {},
    setParameters() {},
    close() {},
  };
}

async function hosted(host: StrategyHost, file: string) {
  const path = new URL(`../../lua-strategies/${file}`, import.meta.url).pathname;
  const { source } = await loadStrategy(path);
  const declared = await host.describe(source);
  return async () => {
    const { series, runner } = makeRunner();
    runner.use(await host.load(source, resolveParameters(declared, {}), runner.scope()));
    return { series, runner };
  };
}

Deno.bench(`bare loop over ${BARS} bars`, { group: "core", baseline: true }, () => {
  let sum = 0;
  for (let i = 0; i < rows.length; i += ROW_WIDTH) {
    sum += rows[i + Col.OPEN]! + rows[i + Col.HIGH]! - rows[i + Col.LOW]! + rows[i + Col.CLOSE]!;
  }
  if (sum === 0.5) throw new Error("never");
});

Deno.bench(`core with five indicators, ${BARS} bars`, { group: "core" }, (b) => {
  const { series, runner } = makeRunner();
  for (const [name, n] of INDICATORS) series.indicators.acquire(name, [n]);
  runner.use(metronome(series));
  b.start();
  series.apply(rows);
  b.end();
});

const ts = await hosted(createTsHost(), "ema_crossover_ts.ts");
Deno.bench(`ema_crossover as a .ts module, ${BARS} bars`, { group: "core" }, async (b) => {
  const { series, runner } = await ts();
  b.start();
  series.apply(rows);
  b.end();
  runner.close();
});

const lua = await hosted(createLuaHost(), "ema_crossover.lua");
Deno.bench(`ema_crossover in Lua, ${BARS} bars`, { group: "core" }, async (b) => {
  const { series, runner } = await lua();
  b.start();
  series.apply(rows);
  b.end();
  runner.close();
});
