import { deepEqual, equal, throws } from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import {
  bars,
  candlesAt,
  marketStoreContract,
  MINUTE,
  seriesOf,
  START,
} from "../../tests/contracts/market_store_contract.ts";
import { InputError } from "../domain/mod.ts";
import { type MarketStore, openMarketStore, StoreError } from "./mod.ts";

const BTC = seriesOf("BTCUSDT");
const ALL = { from: 0, to: Infinity };

marketStoreContract("openMarketStore(memory)", () => openMarketStore(":memory:"));

marketStoreContract("openMarketStore(file)", () => {
  const folder = Deno.makeTempDirSync();
  const store = openMarketStore(`${folder}/market.sqlite`);
  return new Proxy(store, {
    get(target, name: keyof MarketStore) {
      if (name !== "close") return target[name].bind(target);
      return () => {
        target.close();
        Deno.removeSync(folder, { recursive: true });
      };
    },
  });
});

/** Calls `run` with a path in a folder of its own. */
function withPath(run: (path: string, folder: string) => void): void {
  const folder = Deno.makeTempDirSync();
  try {
    run(`${folder}/data/market.sqlite`, folder);
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

/** What SQL says, past the store. */
function sql(path: string, statement: string): void {
  const db = new DatabaseSync(path);
  db.exec(statement);
  db.close();
}

/** Everything a store says of the series, to compare before and after. */
function allOf(store: MarketStore) {
  return {
    series: store.series(),
    candles: store.read(BTC, ALL),
    covered: store.covered(BTC),
    terms: store.terms("BINANCE"),
  };
}

Deno.test("openMarketStore() finds again what was written before it was closed", () => {
  withPath((path) => {
    const store = openMarketStore(path);
    store.put(BTC, candlesAt(bars(START, 700)), { from: START, to: START + 800 * MINUTE });
    store.putTerms("BINANCE", new Map(), START);
    const before = allOf(store);
    store.close();
    store.close();
    const again = openMarketStore(path);
    deepEqual(allOf(again), before);
    equal(before.candles.time.length, 700);
    again.close();
  });
});

Deno.test("put() that fails on its way leaves everything as it was", () => {
  withPath((path) => {
    const store = openMarketStore(path);
    store.put(BTC, candlesAt(bars(START, 300)));
    const before = allOf(store);
    // Covered ranges are written after the candles of three chunks.
    sql(
      path,
      "CREATE TRIGGER t BEFORE INSERT ON covered BEGIN SELECT RAISE(ABORT, 'no more'); END",
    );
    const candles = candlesAt(bars(START, 700), 500);
    throws(
      () => store.put(BTC, candles),
      (error) => error instanceof StoreError && /Cannot write .*market\.sqlite/.test(error.message),
    );
    deepEqual(allOf(store), before);
    sql(path, "DROP TRIGGER t");
    store.put(BTC, candles);
    deepEqual(store.read(BTC, ALL), candles);
    store.close();
  });
});

Deno.test("put() does not wake the file for a candle that is none", () => {
  withPath((path) => {
    const store = openMarketStore(path);
    store.close();
    // The input is judged first, so that the sentence is about it.
    throws(() => store.put(BTC, candlesAt([START + 1])), InputError);
    throws(() => store.put(BTC, candlesAt([START])), StoreError);
    throws(() => store.read(BTC, ALL), /Cannot read .*market\.sqlite/);
  });
});

Deno.test("read() shows the last commit while another program writes", () => {
  withPath((path) => {
    const store = openMarketStore(path);
    store.put(BTC, candlesAt(bars(START, 10)));
    const other = new DatabaseSync(path);
    other.exec("BEGIN IMMEDIATE; DELETE FROM chunks");
    equal(store.read(BTC, ALL).time.length, 10);
    equal(store.tail(BTC, Infinity, 5).time.length, 5);
    other.exec("ROLLBACK");
    other.close();
    store.close();
  });
});

Deno.test("tail() does not read what lies before", () => {
  withPath((path) => {
    const store = openMarketStore(path);
    store.put(BTC, candlesAt(bars(START, 100_000)));
    // All but the last four chunks would be noticed.
    sql(
      path,
      "UPDATE chunks SET data = x'00' WHERE number <= (SELECT max(number) FROM chunks) - 4",
    );
    const { time } = store.tail(BTC, Infinity, 500);
    deepEqual([time.length, time.at(-1)], [500, START + 99_999 * MINUTE]);
    throws(() => store.tail(BTC, Infinity, 1_500), /it is damaged/);
    throws(() => store.read(BTC, ALL), /it is damaged/);
    throws(() => store.put(BTC, candlesAt([START])), /it is damaged/);
    store.put(BTC, candlesAt(bars(START + 100_000 * MINUTE, 1)));
    store.close();
  });
});

Deno.test("openMarketStore() refuses a file of a newer version", () => {
  withPath((path) => {
    openMarketStore(path).close();
    sql(path, "PRAGMA user_version = 99");
    throws(() => openMarketStore(path), /written by a newer version \(schema 99, .* knows 1\)/);
  });
});

Deno.test("openMarketStore() says that a file is damaged", () => {
  withPath((path, folder) => {
    Deno.mkdirSync(`${folder}/data`);
    Deno.writeTextFileSync(path, "not a database ".repeat(500));
    throws(() => openMarketStore(path), /Cannot open .*: it is damaged or no SQLite file/);
  });
});

Deno.test("read() says that the file is cut in its middle", () => {
  withPath((path) => {
    const store = openMarketStore(path);
    store.put(BTC, candlesAt(bars(START, 5_000)));
    store.close();
    const bytes = Deno.readFileSync(path);
    bytes.fill(0xff, 8 * 8_192);
    Deno.writeFileSync(path, bytes);
    throws(() => {
      const broken = openMarketStore(path);
      try {
        broken.read(BTC, ALL);
      } finally {
        broken.close();
      }
    }, /it is damaged or no SQLite file/);
  });
});

Deno.test("openMarketStore() says that the folder cannot be made", () => {
  withPath((_, folder) => {
    Deno.writeTextFileSync(`${folder}/file`, "");
    throws(
      () => openMarketStore(`${folder}/file/market.sqlite`),
      /Cannot open .*: its folder cannot be made: a file is in the way/,
    );
  });
});

Deno.test("remove() gives room back to the series that come after", () => {
  withPath((path) => {
    const store = openMarketStore(path);
    store.put(BTC, candlesAt(bars(START, 50_000)));
    store.close();
    const size = Deno.statSync(path).size;
    const again = openMarketStore(path);
    again.remove(BTC);
    again.put(seriesOf("ETHUSDT"), candlesAt(bars(START, 50_000)));
    again.close();
    equal(Deno.statSync(path).size, size);
  });
});
