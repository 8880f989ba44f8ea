import { deepEqual, equal } from "node:assert/strict";
import { setImmediate } from "node:timers";
import { walkColumns } from "../../../tests/support/backtests.ts";
import { type MarketStore, openMarketStore } from "../../store/mod.ts";
import { READ_BARS, readCandles } from "./read_candles.ts";

const MINUTE = 60_000;
const SERIES = { source: "BINANCE", symbol: "BTCUSDT", timeframe: "1m" } as const;
const COLUMNS = walkColumns(2 * READ_BARS + 1_000);
const ALL = { from: COLUMNS.time[0]!, to: COLUMNS.time.at(-1)! + MINUTE };

Deno.test("stored candles are read some at a stretch, and others have a turn between", async () => {
  const store = openMarketStore(":memory:");
  store.put(SERIES, COLUMNS);
  const lengths: number[] = [];
  let turns = 0;
  const counted: Pick<MarketStore, "read"> = {
    read(series, range) {
      const columns = store.read(series, range);
      lengths.push(columns.time.length);
      setImmediate(() => turns++);
      return columns;
    },
  };
  deepEqual(await readCandles(counted, SERIES, ALL), COLUMNS);
  deepEqual(lengths, [READ_BARS, READ_BARS, 1_000]);
  equal(turns, 3);
  // A part of them, and none.
  const [from, to] = [COLUMNS.time[READ_BARS - 5]!, COLUMNS.time[READ_BARS + 5]!];
  const part = await readCandles(store, SERIES, { from, to });
  deepEqual(part.time, COLUMNS.time.slice(READ_BARS - 5, READ_BARS + 5));
  equal((await readCandles(store, SERIES, { from: to, to: from })).time.length, 0);
  store.close();
});
