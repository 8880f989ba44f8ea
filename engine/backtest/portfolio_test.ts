import { deepEqual, equal, rejects } from "node:assert/strict";
import { HOSTS, MINUTE, START } from "../../tests/support/backtests.ts";
import { type CandleColumns, DEFAULT_RISK, emptyColumns, simpleExecution } from "../domain/mod.ts";
import { requireInstrument } from "../market/mod.ts";
import { Backtest } from "./backtest.ts";
import type { BacktestJob, BacktestMarket } from "./job.ts";
import type { BacktestRecord } from "./record.ts";
import { toArray } from "./statistics/mod.ts";

/** Buys a unit at once and keeps it. */
const HOLDER = {
  name: "holder",
  language: "lua",
  file: "holder.lua",
  path: "holder.lua",
  text: `function detect_opportunity() return {} end
    function filter_commitment() return { action = "enter_long", quantity = 1 } end
    function manage_position() end`,
};

/** Buys a unit at once and sells it with the next bar, over and over. */
const TRADER = {
  ...HOLDER,
  name: "trader",
  text: HOLDER.text.replace(
    "manage_position() end",
    `manage_position() return { action = "exit" } end`,
  ),
};

/** Candles whose open is the close before; the first opens at its own close. */
function candles(closes: readonly number[], firstMinute = 0): CandleColumns {
  const columns = emptyColumns(closes.length);
  for (const [i, close] of closes.entries()) {
    const open = closes[i - 1] ?? close;
    columns.time[i] = START + (firstMinute + i) * MINUTE;
    columns.open[i] = open;
    columns.high[i] = Math.max(open, close);
    columns.low[i] = Math.min(open, close);
    columns.close[i] = close;
    columns.volume[i] = 1;
  }
  return columns;
}

const market = (code: string, columns: CandleColumns): BacktestMarket => ({
  instrument: requireInstrument(code),
  columns,
  candleMs: MINUTE,
});

async function run(
  cash: number,
  markets: readonly BacktestMarket[],
  strategy = HOLDER,
): Promise<BacktestRecord> {
  const job: BacktestJob = {
    settings: {
      strategy,
      parameters: {},
      timeframe: "1m",
      cash,
      execution: simpleExecution(10, 0),
      risk: DEFAULT_RISK,
      windowSize: 10,
      closeAtEnd: true,
    },
    markets,
  };
  const backtest = await Backtest.prepare(job, HOSTS[0]!);
  while (!backtest.isDone) backtest.slice(1);
  return backtest.finish();
}

Deno.test("two symbols on one account by hand", async () => {
  // Each is bought at the second open, which is the first close: 100 + 0.10 and 50 + 0.05 of 1,000.
  const btc = candles([100, 110, 120, 90]);
  const eth = candles([50, 40, 60, 70]);
  const record = await run(1_000, [market("BTCUSDT", btc), market("ETHUSDT", eth)]);
  const cash = 1_000 - 100 - 50 - 0.15;
  // Closed at the last prices, 90 + 70 less a thousandth of 160.
  // At the end of the first minute the first symbol has already opened its next bar, and paid its fee.
  deepEqual([...record.equity.equity], [1_000 - 0.1, cash + 150, cash + 180, cash + 160 - 0.16]);
  deepEqual(
    record.trades.map(({ symbol, pnl }) => [symbol, pnl]),
    [
      ["BTCUSDT", 90 - 100 - 0.1 - 0.09],
      ["ETHUSDT", 70 - 50 - 0.05 - 0.07],
    ].map(([symbol, pnl]) => [symbol, Number(Number(pnl).toFixed(4))]),
  );
  equal(record.finalEquity, record.equity.equity.at(-1));
  // Half of the cash in each: (1.1 + 0.8) / 2, (1.2 + 1.2) / 2, (0.9 + 1.4) / 2.
  deepEqual(Array.from(toArray(record.equity.benchmark), (value) => Number(value.toFixed(12))), [
    1,
    0.95,
    1.2,
    1.15,
  ]);
  deepEqual(record.equity.time.length, 4, "one row a moment, not one a symbol");
});

Deno.test("what one symbol has bought is gone for the other", async () => {
  const markets = [
    market("BTCUSDT", candles([100, 100, 100])),
    market("ETHUSDT", candles([50, 50, 50])),
  ];
  const rich = await run(200, markets);
  const poor = await run(120, markets);
  deepEqual(rich.trades.map(({ symbol }) => symbol), ["BTCUSDT", "ETHUSDT"]);
  deepEqual(poor.trades.map(({ symbol }) => symbol), ["BTCUSDT"]);
  equal(poor.counts.rejected > 0, true);
});

Deno.test("a symbol that begins later joins in then", async () => {
  const record = await run(1_000, [
    market("BTCUSDT", candles([100, 110, 120, 130])),
    market("ETHUSDT", candles([50, 60], 2)),
  ]);
  deepEqual(record.trades.map(({ symbol, entryTime }) => [symbol, (entryTime - START) / MINUTE]), [
    ["BTCUSDT", 1],
    ["ETHUSDT", 3],
  ]);
  deepEqual(Array.from(toArray(record.equity.benchmark), (value) => Number(value.toFixed(12))), [
    1,
    1.05,
    1.1,
    1.25,
  ]);
});

Deno.test("symbols of two currencies are no portfolio", async () => {
  const other = { ...requireInstrument("ETHUSDT"), quote: "EUR" };
  const second = { ...market("ETHUSDT", candles([1, 1])), instrument: other };
  await rejects(
    run(1_000, [market("BTCUSDT", candles([1, 1])), second]),
    /one currency, not USDT and EUR/,
  );
});

Deno.test("what is sold with the last bar is in the final equity", async () => {
  const record = await run(1_000, [market("BTCUSDT", candles([100, 110, 90]))], TRADER);
  // Bought at the second open, 100 + 0.10, sold at the third, 110 - 0.11.
  deepEqual(record.trades.map(({ pnl }) => pnl), [9.79]);
  deepEqual([...record.equity.equity], [1_000, 1_009.9, 1_009.79]);
  equal(record.finalEquity, 1_009.79);
});

Deno.test("a single bar, on which nothing can be traded, leaves the cash", async () => {
  const record = await run(1_000, [market("BTCUSDT", candles([100]))]);
  deepEqual([...record.equity.equity], [1_000]);
  deepEqual(record.inMarket, { bars: 0, exposure: 0 });
});
