import assert from "node:assert/strict";
import { InputError, type Instrument } from "../../engine/mod.ts";
import { createLuaHost } from "../../engine/strategy/lua/mod.ts";
import { createTsHost } from "../../engine/strategy/ts/mod.ts";
import { openStore } from "../../engine/store/mod.ts";
import { engineBench } from "../support/engine_bench.ts";
import { ManualFeed } from "../support/manual_feed.ts";
import { flat } from "../support/scripted.ts";

const BTC = { symbol: "BTCUSDT", strategy: "buy_and_sell" } as const;

Deno.test("a runner trades the bars it is fed, and its trade can be read", async () => {
  const bench = await engineBench();
  const { engine, feed } = bench;
  const runner = await engine.createRunner(BTC);
  assert.deepEqual([runner.id, runner.status, runner.windowSize], ["r1", "RUNNING", 500]);
  for (const price of [100, 101, 102, 103, 104]) feed.bar(flat(price));
  await bench.until((event) => event.type === "POSITION_CLOSED");
  const [trade] = engine.trades(runner.id, 10);
  assert.deepEqual([trade?.entryPrice, trade?.exitPrice, trade?.reason], [101, 103, "held"]);
  const snapshot = await engine.snapshot(runner.id);
  assert.equal(snapshot.stale, false);
  assert.equal(snapshot.stats.trades, 1);
  assert.equal((await engine.history(runner.id, 3)).length, 3);
  assert.equal(engine.summary().running, 1);
  await bench.close();
});

Deno.test("two runners watch one symbol over one stream, each with its own parameters", async () => {
  const bench = await engineBench({ shards: 1 });
  const { engine, feed } = bench;
  const one = await engine.createRunner({ ...BTC, parameters: { bars: 1 } });
  const two = await engine.createRunner({ ...BTC, parameters: { bars: 3 } });
  assert.equal(feed.live.length, 1);
  for (const price of [100, 101, 102, 103, 104, 105]) feed.bar(flat(price));
  await bench.until((event) => event.type === "POSITION_CLOSED" && event.runnerId === two.id);
  assert.equal(engine.trades(one.id, 10).at(-1)?.exitPrice, 102);
  assert.equal(engine.trades(two.id, 10).at(-1)?.exitPrice, 104);
  await engine.removeRunner(one.id);
  assert.equal(feed.live.length, 1);
  await engine.removeRunner(two.id);
  assert.equal(feed.live.length, 0);
  await bench.close();
});

Deno.test("bad input names the field, the value and what would be right", async () => {
  const bench = await engineBench({ strategies: { broken: "export const x = ;" } });
  const { engine } = bench;
  const cases: [Record<string, unknown>, string, RegExp][] = [
    [{ ...BTC, symbol: "NOPE" }, "symbol", /NOPE/],
    [{ ...BTC, strategy: "nope" }, "strategy", /Unknown strategy "nope": there are broken, buy/],
    [{ ...BTC, strategy: "broken" }, "strategy", /broken\.ts:1/],
    [{ ...BTC, timeframe: "7m" }, "timeframe", /Unknown timeframe "7m": there are 1s, 1m/],
    [{ ...BTC, windowSize: 1 }, "windowSize", /whole number from 2 to 10000/],
    [{ ...BTC, cash: -5 }, "cash", /cash cannot be -5/],
    [{ ...BTC, cash: 1e-12 }, "cash", /cash cannot be 1e-12: it has to be from 0.01 to/],
    [{ ...BTC, parameters: { bars: 99 } }, "parameters.bars", /from 1 to 10/],
    [{ ...BTC, parameters: { legs: 2 } }, "parameters.legs", /Unknown parameter "legs"/],
    [{ ...BTC, feed: "REPLAY" }, "feed", /Feed "REPLAY" is not available here/],
    [{ ...BTC, feed: "BINANCE" }, "feed", /"BINANCE" is not available here: there is SIMULATED/],
  ];
  for (const [input, field, message] of cases) {
    const create = engine.createRunner(input as unknown as typeof BTC);
    await assert.rejects(create, (error: unknown) => {
      if (!(error instanceof InputError)) throw error;
      assert.equal(error.code, "BAD_USER_INPUT");
      assert.equal(error.field, field);
      assert.match(error.message, message);
      return true;
    });
  }
  assert.equal(engine.runners().length, 0);
  await bench.close();
});

Deno.test("symbols name only the feeds that are offered", async () => {
  const bench = await engineBench();
  const symbols = bench.engine.symbols();
  assert.equal(symbols.length, 18);
  assert.deepEqual([...new Set(symbols.flatMap((symbol) => symbol.feeds))], ["SIMULATED"]);
  await bench.close();
});

/** A feed with steps of its own, as an exchange has. */
class Exchange extends ManualFeed {
  readonly #priceStep: number;
  prepared = 0;

  constructor(priceStep: number) {
    super("BINANCE");
    this.#priceStep = priceStep;
  }

  prepare(): Promise<void> {
    this.prepared++;
    return Promise.resolve();
  }

  terms(instrument: Instrument): Instrument {
    return { ...instrument, priceStep: this.#priceStep, minNotional: 7 };
  }
}

Deno.test("a runner trades in the steps its feed had when it was made, also after a restart", async () => {
  const store = openStore(":memory:");
  const exchange = new Exchange(0.5);
  const first = await engineBench({ store, feed: exchange });
  const { id, instrument } = await first.engine.createRunner({ ...BTC, parameters: { bars: 3 } });
  assert.equal(exchange.prepared, 1);
  assert.deepEqual([instrument.priceStep, instrument.minNotional], [0.5, 7]);
  assert.deepEqual(first.engine.terms("BTCUSDT", "BINANCE"), {
    priceStep: 0.5,
    quantityStep: 0.00001,
    minQuantity: instrument.minQuantity,
    maxQuantity: instrument.maxQuantity,
    minNotional: 7,
  });
  // Bought at 101.2, in halves rounded against the buyer.
  for (const price of [100, 101.2]) first.feed.bar(flat(price));
  await first.until((event) => event.type === "POSITION_OPENED");
  const before = await first.engine.snapshot(id);
  assert.equal(before.position?.entryPrice, 101.5);
  await first.close();

  const second = await engineBench({ store, feed: new Exchange(0.2) });
  assert.equal(second.engine.terms("BTCUSDT", "BINANCE").priceStep, 0.2);
  assert.equal(second.engine.runner(id)?.instrument.priceStep, 0.5);
  const after = await second.engine.snapshot(id);
  assert.deepEqual([after.position, after.account], [before.position, before.account]);
  // Sold at 103.3: 103 in halves.
  for (const price of [102, 102, 103.3]) second.feed.bar(flat(price));
  await second.until((event) => event.type === "POSITION_CLOSED");
  assert.equal(second.engine.trades(id, 1)[0]?.exitPrice, 103);
  await second.close();
  store.close();
});

Deno.test("a runner from before feeds had steps of their own keeps the catalogue's", async () => {
  const store = openStore(":memory:");
  const first = await engineBench({ store, feed: new Exchange(0.5) });
  const { id } = await first.engine.createRunner(BTC);
  await first.close();
  const [record] = store.runners();
  assert.ok(record);
  const { terms, ...old } = record;
  assert.equal(terms?.priceStep, 0.5);
  store.commit({ runners: [old] });
  const second = await engineBench({ store, feed: new Exchange(0.5) });
  assert.equal(second.engine.runner(id)?.instrument.priceStep, 0.01);
  await second.close();
  store.close();
});

Deno.test("terms name an unknown symbol, and a feed that is not offered", async () => {
  const bench = await engineBench();
  const { engine } = bench;
  assert.equal(engine.terms("BTCUSDT", "SIMULATED").priceStep, 0.01);
  assert.throws(() => engine.terms("NOPE", "SIMULATED"), /Unknown symbol "NOPE"/);
  assert.throws(
    () => engine.terms("BTCUSDT", "BINANCE"),
    /Feed "BINANCE" is not available here: there is SIMULATED/,
  );
  await bench.close();
});

Deno.test("pause, resume and stop are committed before they are answered", async () => {
  const bench = await engineBench();
  const { engine, feed } = bench;
  const { id } = await engine.createRunner(BTC);
  assert.equal((await engine.pauseRunner(id)).status, "PAUSED");
  feed.bar(flat(100));
  feed.bar(flat(101));
  const snapshot = await engine.snapshot(id);
  assert.equal(snapshot.state, "IDLE");
  assert.equal((await engine.resumeRunner(id)).status, "RUNNING");
  assert.equal((await engine.stopRunner(id)).status, "STOPPED");
  assert.equal(feed.live.length, 0);
  await assert.rejects(engine.resumeRunner(id), /Runner r1 is stopped: it cannot be resumed/);
  assert.equal((await engine.snapshot(id)).status, "STOPPED");
  assert.equal((await engine.history(id, 10)).length, 2);
  await bench.close();
});

Deno.test("a restart on the same store brings a runner back as it was", async () => {
  const store = openStore(":memory:");
  const first = await engineBench({ store });
  const { id } = await first.engine.createRunner({ ...BTC, parameters: { bars: 5 } });
  for (const price of [100, 101, 102]) first.feed.bar(flat(price));
  await first.until((event) => event.type === "POSITION_OPENED");
  const before = await first.engine.snapshot(id);
  await first.close();

  const second = await engineBench({ store });
  const after = await second.engine.snapshot(id);
  assert.deepEqual(after.position, before.position);
  assert.deepEqual(after.account, before.account);
  assert.deepEqual(after.context, before.context);
  assert.equal(after.state, "IN_POSITION");
  assert.deepEqual(second.engine.runner(id)?.parameters, { bars: 5 });
  for (const price of [103, 104, 105, 106, 107]) second.feed.bar(flat(price));
  await second.until((event) => event.type === "POSITION_CLOSED");
  const sequences = second.engine.events({ runnerId: id, limit: 100 }).map((e) => e.sequence);
  assert.deepEqual(sequences, Array.from(sequences, (_, i) => sequences.length - i));
  await second.close();
  store.close();
});

Deno.test("a stream with a beginning is resumed behind the last committed bar", async () => {
  const store = openStore(":memory:");
  const first = await engineBench({ store, feed: new ManualFeed("REPLAY", false) });
  const { id } = await first.engine.createRunner(BTC);
  first.feed.bar(flat(100));
  await first.engine.snapshot(id);
  const time = first.feed.time - 60_000;
  await first.close();
  const second = await engineBench({ store, feed: new ManualFeed("REPLAY", false) });
  assert.equal(second.feed.opened[0]?.request.after, time);
  await second.close();
  store.close();
});

Deno.test("runners of a silent shard move to a new one, say so, and go on", async () => {
  const bench = await engineBench({ shards: 1 });
  const { engine, feed, time, shards } = bench;
  const { id } = await engine.createRunner({ ...BTC, parameters: { bars: 9 } });
  for (const price of [100, 101, 102]) feed.bar(flat(price));
  await bench.until((event) => event.type === "POSITION_OPENED");
  const before = await engine.snapshot(id);
  shards.deaf.add(0);
  assert.equal((await engine.snapshot(id)).stale, true);
  time.advance(7_000);
  const moved = await bench.until((event) =>
    event.type === "RUNNER_STATUS_CHANGED" && event.reason !== null
  );
  assert.match(
    moved.type === "RUNNER_STATUS_CHANGED" ? moved.reason ?? "" : "",
    /moved: shard 1 did not answer for \d+ ms/,
  );
  assert.equal(engine.runnerHealth(id).restarts, 1);
  const after = await engine.snapshot(id);
  assert.deepEqual([after.stale, after.position], [false, before.position]);
  await bench.until((event) => event.type === "FEED_STATUS_CHANGED" && event.sequence === 2);
  feed.bar(flat(103));
  const { position } = await engine.snapshot(id);
  assert.equal(position?.lastPrice, 103);
  await bench.close();
});

Deno.test("a shard that crashes disturbs only its own runners, and those only for a moment", async () => {
  const bench = await engineBench({ shards: 2 });
  const { engine, shards } = bench;
  const one = await engine.createRunner(BTC);
  const two = await engine.createRunner({ ...BTC, symbol: "ETHUSDT" });
  const lost = engine.runnerHealth(one.id).shard ?? 0;
  assert.notEqual(engine.runnerHealth(two.id).shard, lost);
  shards.listeners[lost - 1]?.crashed("out of memory");
  await bench.until((event) => event.type === "RUNNER_STATUS_CHANGED" && event.runnerId === one.id);
  assert.equal(engine.runnerHealth(one.id).restarts, 1);
  assert.equal(engine.runnerHealth(two.id).restarts, 0);
  assert.equal((await engine.snapshot(one.id)).stale, false);
  await bench.close();
});

Deno.test("a runner that uses up its budget is taken away from the others and goes on", async () => {
  const bench = await engineBench({
    shards: 1,
    hosts: () => [createTsHost(), createLuaHost()],
    lua: {
      greedy: `
        function detect_opportunity(market)
          if market.close == 100.5 then while true do end end
          log.info("on")
        end
        function filter_commitment() end
        function manage_position() end`,
    },
  });
  const { engine, feed } = bench;
  const good = await engine.createRunner(BTC);
  const greedy = await engine.createRunner({ symbol: "BTCUSDT", strategy: "greedy" });
  assert.equal(engine.runnerHealth(greedy.id).shard, engine.runnerHealth(good.id).shard);
  feed.bar(flat(100.5));
  const error = await bench.until((event) => event.type === "STRATEGY_ERROR");
  assert.equal(error.type === "STRATEGY_ERROR" && error.code, "INSTRUCTION_LIMIT");
  await bench.until((event) => event.type === "RUNNER_STATUS_CHANGED");
  await feed.whenOpened(2);
  assert.notEqual(engine.runnerHealth(greedy.id).shard, engine.runnerHealth(good.id).shard);
  assert.equal(engine.runnerHealth(good.id).restarts, 0);
  feed.bar(flat(101));
  feed.bar(flat(102));
  await bench.until((event) => event.type === "STRATEGY_LOG" && event.runnerId === greedy.id);
  assert.equal(engine.runner(greedy.id)?.status, "RUNNING");
  await bench.close();
});

Deno.test("a strategy that uses up its budget in rehearsal never comes near the others", async () => {
  const bench = await engineBench({
    shards: 1,
    hosts: () => [createTsHost(), createLuaHost()],
    lua: {
      greedy: `
        function detect_opportunity() while true do end end
        function filter_commitment() end
        function manage_position() end`,
    },
  });
  const { engine } = bench;
  const good = await engine.createRunner(BTC);
  const greedy = await engine.createRunner({ symbol: "BTCUSDT", strategy: "greedy" });
  assert.notEqual(engine.runnerHealth(greedy.id).shard, engine.runnerHealth(good.id).shard);
  await bench.close();
});

Deno.test("a changed strategy is used by new runners, and by a running one on request", async () => {
  const folder = await Deno.makeTempDir();
  const text = (reason: string) => `
    export function detectOpportunity() { return {}; }
    export function filterCommitment() { return { action: "cancel_analysis", reason: "${reason}" }; }
    export function managePosition() { return null; }
  `;
  const bench = await engineBench({ strategies: { changing: text("old") } });
  const { engine, feed } = bench;
  const path = (await engine.strategies()).find(({ name }) => name === "changing")?.path ?? "";
  const old = await engine.createRunner({ symbol: "BTCUSDT", strategy: "changing" });
  await Deno.writeTextFile(path, text("brand new"));
  const fresh = await engine.createRunner({ symbol: "BTCUSDT", strategy: "changing" });
  const reason = async (id: string) => {
    feed.bar(flat(100));
    await engine.snapshot(id);
    return engine.transitions(id, 1)[0]?.reason;
  };
  assert.equal(await reason(old.id), "old");
  assert.equal(await reason(fresh.id), "brand new");
  await engine.reloadStrategy(old.id);
  assert.equal(await reason(old.id), "brand new");
  await bench.close();
  await Deno.remove(folder, { recursive: true });
});

Deno.test("nothing is published that the store has not taken", async () => {
  const store = openStore(":memory:");
  const bench = await engineBench({ store });
  const { engine, feed, time } = bench;
  const { id } = await engine.createRunner(BTC);
  const commit = store.commit.bind(store);
  store.commit = () => {
    throw new Error("disk full");
  };
  for (const price of [100, 101, 102]) feed.bar(flat(price));
  await engine.snapshot(id);
  assert.equal(bench.events.some((event) => event.type === "POSITION_OPENED"), false);
  assert.equal(engine.health().status, "unavailable");
  assert.match(engine.health().reasons[0] ?? "", /disk full/);
  store.commit = commit;
  time.advance(1_000);
  await bench.until((event) => event.type === "POSITION_OPENED");
  assert.equal(engine.health().status, "ok");
  await bench.close();
  store.close();
});
