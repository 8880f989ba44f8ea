import { deepEqual, equal, ok } from "node:assert/strict";
import { HOSTS, jobOf, walkColumns } from "../../../tests/support/backtests.ts";
import { MarketSeries, Runner } from "../../runner/mod.ts";
import { Backtest } from "../backtest.ts";
import { MarketRun } from "../market_run.ts";
import { SteppedEquity } from "./stepped_equity.ts";
import { StretchedEquity } from "./stretched_equity.ts";

const BARS = 3_000;
const FEE = 0.001;
const strategy = new URL("../../../tests/bench/strategies/ema_long_only_ts.ts", import.meta.url);

Deno.test("equity of every bar and time in the market follow from the trades", async () => {
  const columns = walkColumns(BARS);
  const job = await jobOf(strategy.pathname, columns);
  const backtest = await Backtest.prepare(job, HOSTS[1]!);
  while (!backtest.isDone) backtest.slice(100);
  const { trades, equity: { time, equity }, inMarket } = backtest.finish();
  ok(trades.length > 50);
  let bars = 0;
  let exposure = 0;
  // A last position may still be open at the end, and is no trade yet.
  const lastRow = columns.time.indexOf(trades.at(-1)!.exitTime);
  for (let row = 0; row <= lastRow; row++) {
    const now = time.at(row)!;
    const close = columns.close[row]!;
    let worth = job.settings.cash;
    let held = 0;
    for (const { entryTime, exitTime, entryPrice, quantity, pnl } of trades) {
      // Filled at the open of a bar, a position is there when the bar ends, and gone when its exit's bar does.
      if (exitTime < now) worth += pnl;
      else if (entryTime < now) {
        worth += (close - entryPrice - entryPrice * FEE) * quantity;
        held = close * quantity;
      }
    }
    ok(Math.abs(equity[row]! - worth) < 1e-5, `row ${row}: ${equity[row]}, not ${worth}`);
    if (held > 0) bars++;
    exposure += held / worth;
  }
  ok(inMarket.bars - bars < BARS - lastRow && inMarket.bars >= bars);
  ok(Math.abs(inMarket.exposure / inMarket.bars - exposure / bars) < 1e-4);
});

Deno.test("a stretch at a time comes to the same digits as bar by bar", async () => {
  const columns = walkColumns(BARS, "other");
  for (const spreadBps of [0, 3]) {
    const { settings, markets: [market] } = await jobOf(strategy.pathname, columns);
    const run = new MarketRun(market!, "1m", 500, true);
    const { series } = run;
    ok(series instanceof MarketSeries && run.isDirect);
    const execution = { ...settings.execution, spreadBps };
    const runner = new Runner(
      {
        id: "r1" as never,
        instrument: market!.instrument,
        ...settings,
        execution,
        decideOn: "CANDLE",
      },
      series,
      { event: () => {} },
      0,
      0,
    );
    runner.use(await HOSTS[1]!.load(settings.strategy, settings.parameters, runner.scope()));
    series.join(runner);
    const stretched = new StretchedEquity(runner.desk.books, columns.close);
    const stepped = new SteppedEquity([run], [runner], 10);
    let row = 0;
    run.onBar(() => {
      stretched.write(row);
      stepped.write(row++);
    });
    while (!run.isDone) run.advance(Infinity);
    runner.flatten();
    stretched.write(row - 1);
    stepped.write(row - 1);
    ok(runner.counters.trades > 50);
    const [one, other] = [stretched.finish(), stepped.finish()];
    deepEqual(one.equity, other.equity);
    equal(one.inMarket.bars, other.inMarket.bars);
    ok(Math.abs(one.inMarket.exposure / other.inMarket.exposure - 1) < 1e-12);
  }
});
