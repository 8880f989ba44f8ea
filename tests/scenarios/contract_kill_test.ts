/**
 * `kill -9` at rest, and started again: every runner is shown as it was, field by field, whatever
 * became of it and of the file it came from.
 */
import assert from "node:assert/strict";
import { ServiceProcess } from "../support/service_process.ts";

const HOLDER = `
parameters = { size = { default = 0.01, min = 0.001, max = 1 }, note = { default = "x" } }
function detect_opportunity(m) return { calls = 0, since = m.timestamp, deep = { list = { 1, 2 } } } end
function filter_commitment(m)
  return { action = "enter_long", quantity = params.size, stop_loss = m.close / 2, take_profit = m.close * 2 }
end
function manage_position(m, context, indicators)
  context.calls = context.calls + 1
  context.average = indicators.ema(5)
end`;
const FLIPPER = `
function detect_opportunity() return {} end
function filter_commitment(m) return { action = "enter_short", quantity = 0.01 } end
function manage_position(m, context)
  if context.position.bars_held >= 3 then return { action = "exit", reason = "held" } end
end`;
const THROWER = `
function detect_opportunity(m) if m.count > 20 then error("enough") end end
function filter_commitment() end
function manage_position() end`;

/** Bids far below the market and asks far above it, all the time. */
const RESTER = `
function detect_opportunity() return {} end
function filter_commitment(m, context)
  if m.count < 50 then
    if context.orders then return nil end
    return { action = "enter_long", order = "limit", price = 16000, quantity = 0.01 }
  end
  return { action = "enter_long", quantity = 0.02, trailing_stop = 9000 }
end
function manage_position(m, context)
  for _, order in ipairs(context.orders or {}) do
    if order.purpose ~= "stop_loss" then return nil end
  end
  return { action = "exit", order = "limit", price = 50000, quantity = 0.01 }
end`;

const SHOWN = `query Runner($id: ID!) { runner(id: $id) {
  id symbol { code } strategy { name error } timeframe feed status parameters windowSize cash feeBps spreadBps
  decideOn createdAt
  execution { fees { makerBps takerBps } latency { model minMs maxMs } leverage seed }
  risk { maxDrawdown sizing { method fraction } } account { id name books { cash equity marginUsed } }
  snapshot {
    asOf stale status state context indicators
    candle { time open high low close volume bid ask closed }
    position { side quantity entryPrice entryTime lastPrice stopLoss takeProfit unrealizedPnl
               realizedPnl fees barsHeld funding notional liquidationPrice }
    orders { ...Working } risk { rule limit value triggered }
    account { id marginUsed marginAvailable leverage initialCash cash equity realizedPnl unrealizedPnl fees }
    stats { bars ticks opportunities trades wins losses winRate orders rejected errors droppedLogs }
    pendingOrder { id }
  }
  transitions(limit: 1000) { time from to trigger reason }
  orders(limit: 1000) { id side type purpose quantity referencePrice stopLoss takeProfit reason status
                        submittedAt filledAt fillPrice fee rejectCode rejectReason }
  trades(limit: 1000) { id side quantity entryTime entryPrice exitTime exitPrice fees pnl reason barsHeld
                        maxAdverse maxFavorable }
  events(limit: 1000) { type sequence time }
  history(limit: 1000) { time open high low close volume closed }
} }
fragment Working on Order { id purpose type status side quantity filledQuantity limitPrice stopPrice trailBy
  timeInForce group submittedAt updatedAt }`;

// deno-lint-ignore no-explicit-any -- compared, not used
type Shown = any;

/** All runners once they are `ready`: a machine that is busy may take its time for an answer. */
async function shown(
  service: ServiceProcess,
  isReady: (runner: Shown) => boolean = ({ snapshot }) => !snapshot.stale,
): Promise<Shown[]> {
  const { runners } = await service.query(`{ runners { id } }`);
  for (let tries = 0;; tries++) {
    const answers = runners.map(({ id }: { id: string }) => service.query(SHOWN, { id }));
    const all = (await Promise.all(answers)).map(({ runner }) => runner);
    if (tries === 100 || all.every(isReady)) return all;
  }
}

/** 300 minutes of a wave around 30,000. */
function csv(): string {
  const rows = Array.from({ length: 300 }, (_, i) => {
    const price = Math.round(30_000 + Math.sin(i / 7) * 100);
    const time = Date.UTC(2024, 0, 1) + i * 60_000;
    return [time, price, price + 20, price - 20, price + 5, 1].join(",");
  });
  return ["time,open,high,low,close,volume", ...rows, ""].join("\n");
}

async function settled(service: ServiceProcess, ids: readonly string[]): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const { runners } = await service.query(`{ runners { id status health { feedStatus } } }`);
    const open = runners.filter((
      r: { id: string; status: string; health: { feedStatus: string } },
    ) => ids.includes(r.id) && r.status === "RUNNING" && r.health.feedStatus !== "ENDED");
    if (open.length === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error("the replay did not end");
}

Deno.test("after kill -9 every runner is as it was last seen", async () => {
  const folder = await Deno.makeTempDir();
  const strategies = `${folder}/strategies`;
  await Deno.mkdir(strategies);
  const files = {
    holder: HOLDER,
    flipper: FLIPPER,
    thrower: THROWER,
    gone: HOLDER,
    rester: RESTER,
  };
  for (const [name, text] of Object.entries(files)) {
    await Deno.writeTextFile(`${strategies}/${name}.lua`, text);
  }
  await Deno.writeTextFile(`${folder}/bars.csv`, csv());
  const common = ["start", "--port", "0", "--data-dir", `${folder}/data`, "--log-level", "error"];
  const replay = ["--replay", `BTCUSDT=${folder}/bars.csv`, "--speed", "max"];
  const args = [...common, "--strategies", strategies];

  const first = await ServiceProcess.start([...args, ...replay]);
  const create = async (more: Record<string, unknown>): Promise<string> => {
    const input = { symbol: "BTCUSDT", feed: "REPLAY", ...more };
    const query =
      `mutation Create($input: CreateRunnerInput!) { createRunner(input: $input) { id } }`;
    return (await first.query(query, { input })).createRunner.id;
  };
  const account = (await first.query(
    `mutation { createAccount(input: { name: "shared", cash: 20000, risk: { maxDrawdown: 0.9 } }) { id } }`,
  )).createAccount.id;
  const command = (name: string, id: string) =>
    first.query(`mutation Command($id: ID!) { ${name}(id: $id) { id } }`, { id });
  const ids = [
    await create({ strategy: "holder", parameters: { size: 0.02 }, cash: 5_000, windowSize: 100 }),
    await create({ strategy: "flipper", feeBps: 7, spreadBps: 3 }),
    await create({ strategy: "flipper", timeframe: "5m" }),
    await create({ strategy: "thrower" }),
    await create({ strategy: "gone" }),
    await create({ strategy: "holder", autostart: false }),
    await create({
      strategy: "rester",
      execution: { latency: { model: "UNIFORM", minMs: 0, maxMs: 60_000 }, leverage: 2, seed: "k" },
      risk: { maxDrawdown: 0.5 },
    }),
    await create({ strategy: "rester", account }),
    await create({ strategy: "flipper", account }),
  ];
  const paused = await create({ strategy: "holder" });
  const stopped = await create({ strategy: "holder" });
  await settled(first, [...ids, paused, stopped]);
  await command("pauseRunner", paused);
  await first.query(
    `mutation Change($id: ID!) { updateRunner(id: $id, parameters: { note: "new" }) { id } }`,
    { id: paused },
  );
  await command("stopRunner", stopped);
  const before = await shown(first);
  await first.stop("SIGKILL");
  const statuses = before.map((r: { status: string }) => r.status);
  assert.deepEqual(statuses.toSorted(), [
    ...["FAILED", "PAUSED", "PAUSED", ...Array(7).fill("RUNNING"), "STOPPED"],
  ]);

  const resters = before.filter(({ strategy }) => strategy.name === "rester");
  for (const { snapshot } of resters) {
    const waiting = snapshot.orders.map(({ purpose }: { purpose: string }) => purpose);
    assert.deepEqual(waiting, ["STOP_LOSS", "EXIT"]);
  }

  await Deno.remove(`${strategies}/gone.lua`);
  // Once without the file it replays, once with it.
  for (const feed of [[], replay]) {
    const service = await ServiceProcess.start([...args, ...feed]);
    try {
      if (feed.length > 0) await settled(service, ids);
      const after = await shown(
        service,
        ({ snapshot, history }) => !snapshot.stale && history.length > 0 === feed.length > 0,
      );
      for (const [i, runner] of after.entries()) {
        const was = structuredClone(before[i]);
        // Indicators come back with the bars they are made of, and bars with their feed.
        if (feed.length === 0 || runner.status === "STOPPED") {
          delete was.snapshot.indicators;
          delete runner.snapshot.indicators;
        }
        if (feed.length === 0) {
          assert.deepEqual(runner.history, []);
          delete was.history;
          delete runner.history;
        }
        assert.deepEqual(runner, was, `${runner.id}, ${runner.strategy.name}, ${runner.status}`);
      }
      assert.equal(after.length, before.length);
    } finally {
      await service.stop("SIGKILL");
    }
  }
  await Deno.remove(folder, { recursive: true });
});
