/**
 * Where the time of a bar goes: one iteration is one bar for {@link RUNNERS} runners with the Lua
 * `ema_crossover` on {@link SERIES} symbols, each step of its road by itself, warm and without pause.
 */
import { ROW_WIDTH, runnerId } from "../../engine/domain/mod.ts";
import { requireInstrument } from "../../engine/market/mod.ts";
import { MarketSeries, Runner, runnerSettings } from "../../engine/runner/mod.ts";
import { loadStrategy } from "../../engine/service/strategies/strategy_library.ts";
import { openStore, type RunnerState } from "../../engine/store/mod.ts";
import { createLuaHost } from "../../engine/strategy/lua/mod.ts";
import { resolveParameters } from "../../engine/strategy/mod.ts";
import { record } from "../contracts/store_samples.ts";
import { walkRows } from "../support/bars.ts";

const RUNNERS = 100;
const SERIES = 18;
const WARM_BARS = 1_000;
/** An iteration takes two rows: a bar's OPEN and its CLOSE. */
const BAR = 2 * ROW_WIDTH;

const rows = walkRows(50_000);
const host = createLuaHost();
const path = new URL("../../lua-strategies/ema_crossover.lua", import.meta.url).pathname;
const { source } = await loadStrategy(path);
const declared = await host.describe(source);

const instrument = requireInstrument("BTCUSDT");
const series = Array.from({ length: SERIES }, () => new MarketSeries(instrument, "1m", 512));
const runners: Runner[] = [];
for (let i = 0; i < RUNNERS; i++) {
  const own = series[i % SERIES]!;
  const money = { cash: 1_000_000, feeBps: 10, spreadBps: 0, decideOn: "CANDLE" } as const;
  const settings = runnerSettings({ id: runnerId(`r${i + 1}`), ...money }, instrument);
  const runner = new Runner(settings, own, { event() {} }, 0, 0);
  const values = resolveParameters(declared, { fast: 5 + i % 4, slow: 15 + 5 * (i % 3) });
  runner.use(await host.load(source, values, runner.scope()));
  own.join(runner);
  runners.push(runner);
}

let bar = 0;
function nextBar(): void {
  const at = (bar++ * BAR) % rows.length;
  const one = rows.subarray(at, at + BAR);
  for (const each of series) each.apply(one);
}

/** As a shard hands them over. */
function states(): RunnerState[] {
  return runners.map((runner) => ({
    runnerId: runner.id,
    sequence: runner.sequence,
    lastBarTime: runner.lastBarTime,
    data: JSON.parse(JSON.stringify(runner.toData())),
  }));
}

for (let i = 0; i < WARM_BARS; i++) nextBar();
const handed = states();
const folder = await Deno.makeTempDir({ prefix: "bench-" });
const store = openStore(`${folder}/bench.sqlite`);
store.commit({ runners: runners.map(({ id }) => record(id)), events: [] });
let seen: unknown = 0;

const options = (baseline = false) => ({ group: "one bar of 100 runners", baseline });

Deno.bench("decide: window, indicators, 100 strategies", options(true), nextBar);
Deno.bench("take the 100 states", options(), () => {
  seen = runners.map((runner) => runner.toData());
});
Deno.bench("copy them from thread to thread", options(), () => {
  seen = structuredClone(handed);
});
Deno.bench("commit them", options(), () => store.commit({ states: handed }));

globalThis.addEventListener("unload", () => {
  console.assert(seen !== undefined);
  store.close();
  Deno.removeSync(folder, { recursive: true });
});
