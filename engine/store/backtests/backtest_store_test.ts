import { deepEqual, equal, throws } from "node:assert/strict";
import { runnerId } from "../../domain/mod.ts";
import { trade } from "../../../tests/contracts/store_samples.ts";
import { MAX_KEPT_BACKTESTS, openBacktestStore } from "./backtest_store.ts";

const TRADES = Array.from({ length: 1_203 }, (_, n) => trade(runnerId("b1"), n + 1));
const COLUMNS = {
  time: Float64Array.from({ length: 999 }, (_, i) => i * 60_000),
  equity: Float64Array.from({ length: 999 }, (_, i) => 10_000 + Math.sin(i)),
};

function withStore(test: (path: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    test(`${folder}/backtests.sqlite`);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("a result is there again after the file was opened anew, page by page", () => {
  withStore((path) => {
    const first = openBacktestStore(path);
    equal(first.nextNumber(), 1);
    first.put({ id: "bt1", body: { status: "RUNNING" } });
    deepEqual(first.columns("bt1", ["time"]), {});
    first.finish({ id: "bt1", body: { status: "DONE" } }, { trades: TRADES, columns: COLUMNS });
    first.close();
    const again = openBacktestStore(path);
    deepEqual(again.list(), [{ id: "bt1", body: { status: "DONE" } }]);
    equal(again.tradeCount("bt1"), 1_203);
    deepEqual(again.trades("bt1", 3, 499), TRADES.slice(499, 502));
    deepEqual(again.trades("bt1", 5_000, 1_200), TRADES.slice(1_200));
    deepEqual(again.trades("bt1", 10, 9_999), []);
    deepEqual(again.columns("bt1", ["time", "equity", "other"]), COLUMNS);
    deepEqual(again.columns("bt1", ["time"]), { time: COLUMNS.time });
    again.remove("bt1");
    deepEqual([again.list(), again.trades("bt1", 10, 0), again.columns("bt1", ["time"])], [
      [],
      [],
      {},
    ]);
    equal(again.nextNumber(), 2);
    again.close();
  });
});

Deno.test("the newest come first, and with too many the oldest go", () => {
  const store = openBacktestStore(":memory:");
  for (let n = 1; n <= MAX_KEPT_BACKTESTS + 3; n++) store.put({ id: `bt${n}`, body: n });
  const kept = store.list();
  deepEqual([kept.length, kept[0]?.id, kept.at(-1)?.id], [
    MAX_KEPT_BACKTESTS,
    `bt${MAX_KEPT_BACKTESTS + 3}`,
    "bt4",
  ]);
  store.close();
});

Deno.test("a file that is no store is refused in words", () => {
  withStore((path) => {
    Deno.writeTextFileSync(path, "no database".repeat(100));
    throws(() => openBacktestStore(path), /Cannot open .*damaged or no SQLite file/);
  });
});
