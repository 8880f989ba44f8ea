/** In which steps a live feed trades: the exchange's, those kept of it, or the ones built in. */
import assert from "node:assert/strict";
import { LiveBench, type LiveOptions } from "../../../tests/support/live_bench.ts";
import { onlyTerms } from "../../domain/mod.ts";
import { requireInstrument } from "../../market/mod.ts";
import { openMarketStore } from "../../store/mod.ts";
import type { HttpAnswer, Network } from "./network.ts";

const HOUR = 3_600_000;
const BTC = requireInstrument("BTCUSDT");
const built = onlyTerms(BTC);

/** Hours pass quickly where little happens. */
const QUIET = { tickMs: 5_000, tradesPerSecond: 0.01 } as const;

/** An exchange whose terms change: the n-th answer says n times as much for the least order. */
function changing(counted: { answers: number; failing: boolean }): LiveOptions {
  return {
    ...QUIET,
    network: (exchange): Network => ({
      connect: (url, events) => exchange.connect(url, events),
      get(url, signal): Promise<HttpAnswer> {
        if (!url.includes("exchangeInfo")) return exchange.get(url, signal);
        if (counted.failing) return Promise.reject(new Error("connection refused"));
        counted.answers++;
        const filters = [
          { filterType: "PRICE_FILTER", tickSize: "0.50000000" },
          { filterType: "LOT_SIZE", minQty: "0.00020000", maxQty: "50", stepSize: "0.00010000" },
          { filterType: "NOTIONAL", minNotional: `${counted.answers}.00000000` },
        ];
        const symbols = [{ symbol: "BTCUSDT", filters }];
        const body = JSON.stringify({ symbols });
        return Promise.resolve({ status: 200, body, header: () => null });
      },
    }),
  };
}

const minNotional = ({ feed }: LiveBench) => feed.terms(BTC).minNotional;

/** Terms as a runner that is made now would get them. */
async function prepared(bench: LiveBench): Promise<number> {
  let done = false;
  void bench.feed.prepare().then(() => done = true);
  await bench.until(() => done);
  return minNotional(bench);
}

Deno.test("a runner trades in the exchange's own steps", async () => {
  const bench = new LiveBench(changing({ answers: 0, failing: false }));
  assert.deepEqual(onlyTerms(bench.feed.terms(BTC)), built, "nobody has asked yet");
  await prepared(bench);
  assert.deepEqual(onlyTerms(bench.feed.terms(BTC)), {
    priceStep: 0.5,
    quantityStep: 0.0001,
    minQuantity: 0.0002,
    maxQuantity: 50,
    minNotional: 1,
  });
  bench.close();
});

Deno.test("the steps are asked for once a day, as long as somebody trades", async () => {
  const counted = { answers: 0, failing: false };
  const bench = new LiveBench(changing(counted));
  const { stream } = bench.watch();
  await bench.run(23 * HOUR, 10_000);
  assert.equal(counted.answers, 1);
  await bench.run(2 * HOUR, 10_000);
  assert.deepEqual([counted.answers, minNotional(bench)], [2, 2]);
  stream.close();
  await bench.run(30 * HOUR, 60_000);
  assert.equal(counted.answers, 2);
  assert.equal(await prepared(bench), 3);
  bench.close();
});

Deno.test("the steps outlast the service, and serve when the exchange cannot be reached", async () => {
  const store = openMarketStore(":memory:");
  const counted = { answers: 6, failing: false };
  const options = { ...changing(counted), feed: { store } };
  const first = new LiveBench(options);
  assert.equal(await prepared(first), 7);
  first.feed.close();
  counted.failing = true;
  const second = new LiveBench({ ...options, start: first.time.now() + 48 * HOUR });
  const asked = second.time.now();
  assert.equal(await prepared(second), 7);
  assert.ok(second.time.now() - asked <= 3_100, "nobody waits for it any longer");
  second.close();
});

Deno.test("never reached, the exchange's steps are those built in; that is said once", async () => {
  const counted = { answers: 0, failing: true };
  const bench = new LiveBench(changing(counted));
  bench.watch();
  await bench.run(3 * HOUR, 10_000);
  assert.deepEqual(onlyTerms(bench.feed.terms(BTC)), built);
  const said = bench.log.filter((line) => line.includes("steps"));
  assert.equal(said.length, 1, said.join("\n"));
  assert.match(said[0]!, /^warn Binance: the symbols' steps cannot be had, using those built in: /);
  counted.failing = false;
  await bench.run(HOUR, 10_000);
  assert.equal(minNotional(bench), 1);
  bench.close();
});
