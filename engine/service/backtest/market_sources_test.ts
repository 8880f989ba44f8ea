import { deepEqual, equal, rejects } from "node:assert/strict";
import { MINUTE, START, walkColumns } from "../../../tests/support/backtests.ts";
import { FakeTime } from "../../../tests/support/fake_time.ts";
import { type CandleColumns, type Instrument, sliceColumns } from "../../domain/mod.ts";
import { CSV_HEADER, csvRows } from "../../feeds/candle_files/mod.ts";
import {
  createReplayFeed,
  createSimulatedFeed,
  type MarketFeed,
  type StreamSink,
} from "../../feeds/mod.ts";
import { requireInstrument } from "../../market/mod.ts";
import { openMarketStore } from "../../store/mod.ts";
import { systemClock, systemTimers } from "../real_time.ts";
import { MarketSources } from "./market_sources.ts";
import type { AskedMarket } from "./prepared_backtest.ts";

const ASKED: AskedMarket = {
  symbols: ["BTCUSDT"],
  source: "REPLAY",
  timeframe: "15m",
  range: {},
  bars: 10,
};

/** What there is of candles where a service has these feeds and nothing in its store. */
async function withSources(
  feeds: readonly MarketFeed[],
  test: (sources: MarketSources) => Promise<void>,
): Promise<void> {
  const store = openMarketStore(":memory:");
  try {
    await test(new MarketSources(store, feeds));
  } finally {
    store.close();
    for (const feed of feeds) feed.close();
  }
}

/** A feed that has these candles as its past, and of which nothing else is asked. */
function pastFeed(columns: CandleColumns, more: Partial<MarketFeed> = {}): MarketFeed {
  return {
    kind: "REPLAY",
    shared: false,
    check() {},
    open(_asked, sink: StreamSink) {
      sink.history(columns);
      return { close() {} };
    },
    close() {},
    ...more,
  };
}

function simulated(time: FakeTime): MarketFeed {
  return createSimulatedFeed({ seed: 7, speed: 1, clock: time, timers: time });
}

Deno.test("a source that is not there is refused with those that are, each once", async () => {
  const feeds = (["SIMULATED", "BINANCE"] as const).map((kind) =>
    pastFeed(walkColumns(1), { kind })
  );
  await withSources(feeds, async (sources) => {
    await rejects(
      sources.load("BTCUSDT", ASKED),
      /No candles of REPLAY here: there are BINANCE, BINANCE_US, SIMULATED$/,
    );
  });
});

Deno.test("a source without candles says so", async () => {
  await withSources([pastFeed(walkColumns(0))], async (sources) => {
    await rejects(
      sources.load("BTCUSDT", ASKED),
      /REPLAY has no 15m candles of BTCUSDT to test on/,
    );
  });
});

Deno.test("what is replayed is a past to test on: its last bars, in candles that tell the way within", async () => {
  const all = walkColumns(300);
  const folder = await Deno.makeTempDir();
  const path = `${folder}/BTCUSDT-1m.csv`;
  Deno.writeTextFileSync(path, CSV_HEADER + csvRows(all));
  const pace = { speed: 1, clock: systemClock, timers: systemTimers };
  // They can be had again, as long as the same file is there.
  const origin = { source: "REPLAY", symbol: "BTCUSDT", candleMs: MINUTE } as const;
  const range = { from: START + 150 * MINUTE, to: START + 152 * MINUTE };
  try {
    await withSources([createReplayFeed({ files: [{ path }], ...pace })], async (sources) => {
      const { columns, candleMs } = await sources.load("BTCUSDT", ASKED);
      // Ten bars of fifteen minutes, told by the minutes that runners are told of too.
      deepEqual([columns.time.length, candleMs], [150, MINUTE]);
      deepEqual(columns, { ...sliceColumns(all, 150, 300) });
      deepEqual(await sources.again(origin, range), { ...sliceColumns(all, 150, 152) });
      equal(await sources.again({ ...origin, candleMs: 7 * MINUTE }, range), null);
    });
    await withSources([], async (sources) => equal(await sources.again(origin, range), null));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("what is replayed is tested in the steps that its runners trade in", async () => {
  const terms = (known: Instrument) => ({ ...known, priceStep: 0.5, minNotional: 25 });
  await withSources([pastFeed(walkColumns(3), { terms })], async (sources) => {
    const { instrument } = await sources.load("BTCUSDT", ASKED);
    const { code, priceStep, quantityStep, minNotional } = instrument;
    const { quantityStep: usual } = requireInstrument("BTCUSDT");
    deepEqual([code, priceStep, quantityStep, minNotional], ["BTCUSDT", 0.5, usual, 25]);
  });
});

Deno.test("a market that runners share is where it was after a backtest took its past", async () => {
  const time = new FakeTime(START);
  await withSources([simulated(time)], async (sources) => {
    const asked = { ...ASKED, source: "SIMULATED" } as const;
    const timesOf = async (timeframe: "1m" | "15m") =>
      (await sources.load("BTCUSDT", { ...asked, timeframe })).columns.time;
    const { columns } = await sources.load("BTCUSDT", asked);
    deepEqual([columns.time.length, columns.time[9]], [10, START - 15 * MINUTE]);
    deepEqual(await timesOf("15m"), columns.time);
    time.advance(2 * MINUTE);
    equal((await timesOf("1m"))[9], START + MINUTE);
  });
});

Deno.test("a past that has to be made is no longer than can be made soon, of all symbols together", async () => {
  await withSources([simulated(new FakeTime(START))], async (sources) => {
    const three = ["BTCUSDT", "ETHUSDT", "SOLUSDT"];
    const fault = (symbols: readonly string[], timeframe: "1m" | "1d", bars: number) =>
      sources.load("BTCUSDT", { ...ASKED, source: "SIMULATED", symbols, timeframe, bars })
        .then(() => "", (error) => error.message);
    const tooMany = "bars cannot be 20001: it has to be a whole number from 1 to";
    equal(await fault(three, "1m", 20_001), `${tooMany} 20000`);
    equal(await fault(["BTCUSDT"], "1d", 20_001), `${tooMany} 5000 at 1d`);
    // 120,000 hours are 5,000 days.
    equal(await fault(three, "1d", 20_001), `${tooMany} 1666 of 3 symbols at 1d`);
    equal(await fault(three, "1d", 2), "");
  });
});
