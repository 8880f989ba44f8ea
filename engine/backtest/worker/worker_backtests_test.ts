import { deepEqual, equal, match, ok, rejects } from "node:assert/strict";
import { jobOf, walkColumns } from "../../../tests/support/backtests.ts";
import { watchStandstills } from "../../../tests/support/standstills.ts";
import { InputError } from "../../domain/mod.ts";
import { RightOfWay, type RightOfWaySign } from "../../kernel/mod.ts";
import { requireInstrument } from "../../market/mod.ts";
import { systemTimers } from "../../service/real_time.ts";
import type { BacktestJob } from "../job.ts";
import type { BacktestRunner, RunProgress } from "../runner.ts";
import { workerBacktests } from "./worker_backtests.ts";

const OPTIONS = {
  url: new URL("../../../dist/backtest_worker.js", import.meta.url),
  version: "1.2.3",
  timers: systemTimers,
};
const BACKTESTS = workerBacktests(OPTIONS);
const ALWAYS_BEHIND = alwaysBehind();
/** Beside live work that never comes to an end. */
const BESIDE = workerBacktests({ ...OPTIONS, rightOfWay: ALWAYS_BEHIND });
const NEVER = new AbortController().signal;

function alwaysBehind(): RightOfWaySign {
  const rightOfWay = new RightOfWay();
  rightOfWay.begin();
  return rightOfWay.sign;
}

function withText(job: BacktestJob, change: (text: string) => string): BacktestJob {
  const { strategy } = job.settings;
  return {
    ...job,
    settings: { ...job.settings, strategy: { ...strategy, text: change(strategy.text) } },
  };
}

Deno.test("a worker without permissions gives what the caller's own thread would", async () => {
  for (const file of ["ema_long_only.lua", "ema_long_only_ts.ts"]) {
    const result = await BACKTESTS.run(await jobOf(file, walkColumns(2_000)), () => {}, NEVER);
    equal(result.status, "DONE");
    equal(
      result.tradesHash,
      "238c58270216ede1dbfbe4c1bf900b88bc76c9fa611ec82341f189685b79ff3a",
    );
    equal(result.series.equity.length, 2_000);
    equal(result.settings.version, "1.2.3");
  }
});

Deno.test("of a long backtest what is kept is handed over, and nothing that grows with its bars", async () => {
  const job = () => jobOf("ema_long_only_ts.ts", walkColumns(150_000));
  const whole = await BACKTESTS.run(await job(), () => {}, NEVER);
  const { outcome, trades, columns } = await BACKTESTS.runKept(await job(), () => {}, NEVER);
  const { trades: allTrades, series, ...rest } = whole;
  const timeless = { barsPerSecond: 0, elapsedMs: 0 };
  deepEqual({ ...outcome, ...timeless }, { ...rest, ...timeless });
  const decoder = new TextDecoder();
  deepEqual(trades.flatMap(({ json }) => JSON.parse(decoder.decode(json))), allTrades);
  deepEqual(trades.map(({ count }) => count).slice(0, -1), trades.slice(1).map(() => 500));
  equal(series.equity.length, 150_000);
  const rows = (name: string) => columns[name]?.length ?? 0;
  equal(rows("trades pnl"), allTrades.length);
  ok(rows("equity") <= 50_000 && rows("equity") > 30_000, `${rows("equity")}`);
  ok(rows("candles BTCUSDT close") <= 20_000, `${rows("candles BTCUSDT close")}`);
});

Deno.test("columns that several symbols share are let go of once", async () => {
  const columns = walkColumns(300);
  const job = await jobOf("ema_long_only_ts.ts", columns);
  const [market] = job.markets;
  const both = [market!, { ...market!, instrument: requireInstrument("ETHUSDT") }];
  const { status, series } = await BACKTESTS.run({ ...job, markets: both }, () => {}, NEVER);
  equal(status, "DONE");
  equal(series.time.length, 300);
});

Deno.test("beside live work that is always behind, a backtest ends, and comes to the same", async () => {
  for (const file of ["ema_long_only.lua", "ema_long_only_ts.ts"]) {
    const job = () => jobOf(file, walkColumns(20_000));
    const runIn = async (backtests: BacktestRunner) => {
      const asked = await job();
      const run = () => backtests.runKept(asked, () => {}, NEVER);
      return await watchStandstills(ALWAYS_BEHIND, run);
    };
    const { result: alone, standstills: none } = await runIn(BACKTESTS);
    const { result: beside, standstills } = await runIn(BESIDE);
    equal(none, 0);
    ok(standstills > 0);
    const timeless = { barsPerSecond: 0, elapsedMs: 0 };
    deepEqual({ ...beside.outcome, ...timeless }, { ...alone.outcome, ...timeless });
    deepEqual(beside.trades, alone.trades);
    deepEqual(beside.columns, alone.columns);
  }
});

Deno.test("beside live work that is always behind, a backtest ends soon when it is aborted", async () => {
  const stop = new AbortController();
  const job = await jobOf("ema_long_only.lua", walkColumns(3_000_000));
  const { status, figures } = await BESIDE.run(job, ({ trades }) => {
    if (trades > 0) stop.abort();
  }, stop.signal);
  equal(status, "CANCELED");
  ok(figures.bars < 3_000_000 && figures.bars > 0);
});

Deno.test("describe() tells what a strategy declares, or what is wrong with it", async () => {
  const { settings: { strategy } } = await jobOf("ema_long_only.lua", walkColumns(1));
  const { parameters, error } = await BACKTESTS.describe(strategy);
  equal(error, null);
  deepEqual(parameters.map(({ name }) => name), ["fast", "slow"]);
  const broken = await BACKTESTS.describe({ ...strategy, text: "function (" });
  match(broken.error!, /ema_long_only\.lua:1: /);
});

Deno.test("columns are handed over, unless they are shared", async () => {
  const columns = walkColumns(500);
  const shared = Object.fromEntries(
    Object.entries(walkColumns(500)).map(([name, column]) => {
      const copy = new Float64Array(new SharedArrayBuffer(column.byteLength));
      copy.set(column);
      return [name, copy];
    }),
  );
  const first = await BACKTESTS.run(await jobOf("ema_long_only.lua", columns), () => {}, NEVER);
  equal(columns.time.length, 0);
  const job = await jobOf("ema_long_only.lua", { ...walkColumns(0), ...shared });
  const again = await Promise.all([1, 2].map(() => BACKTESTS.run(job, () => {}, NEVER)));
  deepEqual(again.map(({ dataHash }) => dataHash), [first.dataHash, first.dataHash]);
  deepEqual(again.map(({ tradesHash }) => tradesHash), [first.tradesHash, first.tradesHash]);
});

Deno.test("a hash of the candles that is known is believed, and not made again", async () => {
  const job = await jobOf("ema_long_only.lua", walkColumns(100));
  const { dataHash } = await BACKTESTS.run({ ...job, dataHash: "known" }, () => {}, NEVER);
  equal(dataHash, "known");
});

Deno.test("an aborted run ends soon and hands over what there is", async () => {
  const stop = new AbortController();
  const told: RunProgress[] = [];
  const job = await jobOf("ema_long_only.lua", walkColumns(3_000_000));
  const result = await BACKTESTS.run(job, (progress) => {
    told.push(progress);
    if (progress.trades > 0) stop.abort();
  }, stop.signal);
  equal(result.status, "CANCELED");
  ok(result.trades.length >= told.at(-1)!.trades);
  ok(result.figures.bars < 3_000_000 && result.figures.bars > 0);
});

Deno.test("a strategy that does not load rejects as bad input", async () => {
  const job = withText(await jobOf("ema_long_only.lua", walkColumns(10)), () => "x = = 1");
  await rejects(BACKTESTS.run(job, () => {}, NEVER), (error) => {
    ok(error instanceof InputError);
    equal(error.code, "BAD_USER_INPUT");
    match(error.message, /ema_long_only\.lua:1: /);
    return true;
  });
});

Deno.test("a strategy has no permission in there", async () => {
  const job = withText(
    await jobOf("ema_long_only_ts.ts", walkColumns(500)),
    (text) => text.replace("const { fast, slow }", "Deno.readTextFileSync('deno.json');$&"),
  );
  const { status, error } = await BACKTESTS.run(job, () => {}, NEVER);
  equal(status, "FAILED");
  match(error!, /Requires read access/);
});
