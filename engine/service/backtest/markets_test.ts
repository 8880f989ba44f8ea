import { deepEqual, equal, rejects, throws } from "node:assert/strict";
import { MINUTE, START, walkColumns } from "../../../tests/support/backtests.ts";
import { InputError, sliceColumns } from "../../domain/mod.ts";
import { CSV_HEADER, csvRows } from "../../feeds/candle_files/mod.ts";
import { openMarketStore } from "../../store/mod.ts";
import { fileMarket, sortBacktestFiles } from "./files.ts";
import { rangeText, usualTimeframe } from "./loaded_market.ts";
import { storedMarket } from "./stored.ts";

const HOUR = 60 * MINUTE;

async function withFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await run(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const ALL = { range: {}, skipBad: false };

Deno.test("files are sorted by what they say, their name, or the only symbol asked for", () => {
  const sorted = (files: [string, string?][], asked: string[] = []) =>
    [...sortBacktestFiles(files.map(([path, symbol]) => ({ path, symbol })), asked)]
      .map(([code, own]) => `${code} ${own.map(({ path }) => path)}`);
  deepEqual(sorted([["a/ETHUSDT-1m.csv"], ["b.csv", "BTCUSDT"], ["ETHUSDT-1m-02.zip"]]), [
    "ETHUSDT a/ETHUSDT-1m.csv,ETHUSDT-1m-02.zip",
    "BTCUSDT b.csv",
  ]);
  deepEqual(sorted([["prices.csv"]], ["GOOG"]), ["GOOG prices.csv"]);
  deepEqual(sorted([["b.csv", "ETHUSDT"], ["BTCUSDT.csv"]], ["BTCUSDT", "ETHUSDT"]), [
    "BTCUSDT BTCUSDT.csv",
    "ETHUSDT b.csv",
  ]);
  throws(() => sorted([["prices.csv"]]), /Cannot tell which symbol prices\.csv is for/);
  throws(() => sorted([["x.csv", "NOPE"]]), /Unknown symbol "NOPE"/);
  throws(() => sorted([["BTCUSDT.csv"]], ["NOPE"]), /Unknown symbol "NOPE"/);
  throws(() => sorted([["BTCUSDT.csv"]], ["ETHUSDT"]), /BTCUSDT\.csv is for BTCUSDT.*for ETHUSDT/);
  throws(() => sorted([["BTCUSDT.csv"]], ["BTCUSDT", "ETHUSDT"]), /no file for ETHUSDT/);
});

Deno.test("files of a symbol are one series, cut to the range", async () => {
  await withFolder(async (folder) => {
    const all = walkColumns(300);
    const paths = [[100, 300], [0, 100]].map(([from, to], i) => {
      const path = `${folder}/BTCUSDT-${i}.csv`;
      Deno.writeTextFileSync(path, CSV_HEADER + csvRows(sliceColumns(all, from!, to!)));
      return { path };
    });
    const whole = await fileMarket("BTCUSDT", paths, ALL);
    deepEqual(whole.columns, all);
    deepEqual([whole.candleMs, whole.origin, whole.repeated], [
      MINUTE,
      "BTCUSDT-0.csv, BTCUSDT-1.csv",
      0,
    ]);
    const range = { from: START + 50 * MINUTE, to: START + 60 * MINUTE };
    const part = await fileMarket("BTCUSDT", paths, { ...ALL, range });
    deepEqual(part.columns, { ...sliceColumns(all, 50, 60) });
    equal(part.columns.time.buffer.byteLength, 80);
    await rejects(fileMarket("BTCUSDT", paths, { ...ALL, range: { from: START + 5 * HOUR } }), {
      code: "NOT_FOUND",
      message: "No candles of BTCUSDT from 2024-01-01 05:00 UTC: there are some " +
        "from 2024-01-01 00:00 to 2024-01-01 05:00 UTC",
    });
    await rejects(
      fileMarket("BTCUSDT", paths, { ...ALL, timeframe: "1s" }),
      /timeframe cannot be 1s: BTCUSDT has candles of 1m, which make 1m, 3m/,
    );
  });
});

Deno.test("rows that are no candles end the reading, or are left out and told", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/BTCUSDT.csv`;
    const rows = csvRows(walkColumns(5)).split("\n");
    rows.splice(2, 0, rows[1]!, "nonsense,1,2,3,4,5");
    Deno.writeTextFileSync(path, CSV_HEADER + rows.join("\n"));
    const read = (skipBad: boolean) => fileMarket("BTCUSDT", [{ path }], { range: {}, skipBad });
    await rejects(read(false), /BTCUSDT\.csv:5: time "nonsense" is neither/);
    const { columns, repeated, skipped } = await read(true);
    equal(columns.time.length, 5);
    equal(repeated, 1);
    deepEqual(skipped.map((text) => text.replace(/ is neither.* \(/, " … (")), [
      'BTCUSDT.csv:5: time "nonsense" … (no time)',
    ]);
  });
});

Deno.test("the store gives the bars' own candles, else the coarsest that make them", async () => {
  const store = openMarketStore(":memory:");
  try {
    const rules = { source: "BINANCE", timeframe: "1h", range: {} } as const;
    const missing = (change: object, message: RegExp) =>
      rejects(storedMarket(store, "BTCUSDT", { ...rules, ...change }), (error: unknown) => {
        equal(error instanceof InputError && error.code, "NOT_FOUND");
        equal(message.test(String(error)), true, String(error));
        return true;
      });
    await missing(
      {},
      /The store has no candles of BTCUSDT from BINANCE that make 1h: .* none .* at all/,
    );
    const put = (timeframe: "1m" | "15m" | "4h", every: number) => {
      const { time, ...prices } = walkColumns(40);
      const columns = { ...prices, time: time.map((_, i) => START + i * every) };
      store.put({ source: "BINANCE", symbol: "BTCUSDT", timeframe }, columns);
    };
    put("1m", MINUTE);
    equal((await storedMarket(store, "BTCUSDT", rules)).candleMs, MINUTE);
    put("15m", 15 * MINUTE);
    put("4h", 4 * HOUR);
    const found = await storedMarket(store, "BTCUSDT", rules);
    deepEqual([found.candleMs, found.columns.time.length], [15 * MINUTE, 40]);
    equal(found.origin, "BTCUSDT 15m of BINANCE");
    equal((await storedMarket(store, "BTCUSDT", { ...rules, detail: "1m" })).candleMs, MINUTE);
    const range = { from: START + 30 * MINUTE, to: START + 10 * HOUR };
    const cut = (await storedMarket(store, "BTCUSDT", { ...rules, range })).columns.time;
    deepEqual([cut[0], cut.length], [START + 30 * MINUTE, 38]);
    await missing(
      { range: { to: START } },
      /No candles .* to 2024-01-01 00:00 UTC: there are some from/,
    );
    await missing({ source: "BINANCE_US" }, /there are .*15m of BINANCE from 2024-01-01 00:00 to/);
    await missing({ timeframe: "1s" }, /that make 1s: there are /);
    await missing({ detail: "1s" }, /from BINANCE of 1s: /);
    await rejects(storedMarket(store, "NOPE", rules), /Unknown symbol "NOPE"/);
    // What the exchange says about steps counts, as it does live.
    equal(found.instrument.quantityStep, 0.00001);
    const terms = { priceStep: 0.1, quantityStep: 0.001, minQuantity: 0, maxQuantity: 0 };
    store.putTerms("BINANCE", new Map([["BTCUSDT", { ...terms, minNotional: 0 }]]), 0);
    equal((await storedMarket(store, "BTCUSDT", rules)).instrument.quantityStep, 0.001);
  } finally {
    store.close();
  }
});

Deno.test("bars are of a minute, or as long as the candles", () => {
  deepEqual([1_000, MINUTE, HOUR, 24 * HOUR].map(usualTimeframe), ["1m", "1m", "1h", "1d"]);
  equal(rangeText({ to: START }), "to 2024-01-01 00:00 UTC");
  equal(rangeText({}), "at all");
});
