import { deepEqual, equal, rejects } from "node:assert/strict";
import { walkColumns } from "../../../tests/support/backtests.ts";
import { dataHash, keptCandles } from "../../backtest/mod.ts";
import { type Json, sliceColumns } from "../../domain/mod.ts";
import { requireInstrument } from "../../market/mod.ts";
import { openBacktestStore, openMarketStore } from "../../store/mod.ts";
import type { BacktestInfo } from "./backtest_api.ts";
import { candlesAgain } from "./candles_again.ts";
import { storedCandles } from "./market_sources.ts";

const MINUTE = 60_000;
const SERIES = { source: "BINANCE", symbol: "BTCUSDT", timeframe: "1m" } as const;
// More than are kept one by one.
const LONG = walkColumns(25_000);
/** Steps of an exchange, other than those of the catalogue. */
const MARKET = {
  ...{ instrument: { ...requireInstrument("BTCUSDT"), quantityStep: 0.5 } },
  ...{ candleMs: MINUTE },
};

/** A backtest over these candles, and what it left. */
async function leftBy(columns: typeof LONG, source = "BINANCE") {
  const store = openBacktestStore(":memory:");
  const market = { ...MARKET, columns };
  const breathe = () => Promise.resolve();
  store.put({ id: "bt1", body: null });
  const kept = await keptCandles([market], breathe);
  await store.finish({ id: "bt1", body: null }, { trades: [], columns: kept }, breathe);
  const { priceStep, minQuantity, maxQuantity, minNotional } = market.instrument;
  const steps = { priceStep, quantityStep: 0.5, minQuantity, maxQuantity, minNotional };
  const settings: Json = { source, markets: [{ symbol: "BTCUSDT", ...steps }] };
  const [from, to] = [columns.time[0]!, columns.time.at(-1)! + MINUTE];
  const data = [{ symbol: "BTCUSDT", candleMs: MINUTE, from, to, origin: "BTCUSDT 1m of BINANCE" }];
  // Of the rest nothing is asked.
  const info = { id: "bt1", settings, data, dataHash: await dataHash([market]) } as unknown;
  return { store, info: info as BacktestInfo };
}

Deno.test("candles that were kept one by one are there whatever became of their source", async () => {
  const few = sliceColumns(LONG, 0, 500);
  const { store, info } = await leftBy(few, "SIMULATED");
  const [market] = await candlesAgain(info, store, () => Promise.resolve(null));
  deepEqual(market?.columns, { ...few });
  // In the steps that it traded in.
  equal(market?.instrument.quantityStep, 0.5);
  store.close();
});

Deno.test("others are read again from their source, and refused where it has changed or is gone", async () => {
  const { store, info } = await leftBy(LONG);
  const market = openMarketStore(":memory:");
  const again = () => candlesAgain(info, store, storedCandles(market));
  await rejects(again, {
    code: "NOT_FOUND",
    message: "The BTCUSDT candles of bt1 are not there any more: they came from " +
      "BTCUSDT 1m of BINANCE",
  });
  // The store may have more than the backtest had.
  market.put(SERIES, walkColumns(26_000));
  equal((await again())[0]?.columns.time.length, 25_000);
  const other = sliceColumns(LONG, 7, 8);
  market.put(SERIES, { ...other, volume: Float64Array.of(1) });
  await rejects(again, { code: "CONFLICT", message: /of bt1 have changed since it was asked for/ });
  market.close();
  store.close();
});

Deno.test("only what a store keeps is read from it", async () => {
  const market = openMarketStore(":memory:");
  market.put(SERIES, sliceColumns(LONG, 0, 10));
  const read = storedCandles(market);
  const range = { from: LONG.time[2]!, to: LONG.time[4]! };
  const from = (change: object) => read({ ...SERIES, candleMs: MINUTE, ...change }, range);
  equal((await from({}))?.time.length, 2);
  equal(await from({ source: "SIMULATED" }), null);
  equal(await from({ candleMs: 7 * MINUTE }), null);
  market.close();
});
