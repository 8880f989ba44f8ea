/**
 * One decision a bar, EMA crossover, in Lua through the host, beside the same in TypeScript and a
 * bare loop. One iteration is {@link BARS} bars, window and both averages included.
 */
import { IndicatorSet } from "../../indicators/mod.ts";
import { CandleWindow, MarketView } from "../../market/mod.ts";
import { restingOrder, scriptedAccount, ScriptedOrders } from "../scripted_scope.ts";
import type { PositionView, StrategyScope } from "../strategy.ts";
import { createLuaHost } from "./mod.ts";

const BARS = 100_000;
const closes = new Float64Array(BARS);
for (let i = 0; i < BARS; i++) closes[i] = 100 + Math.sin(i / 37) * 5 + Math.sin(i / 1.7);

const CROSSOVER = `
function detect_opportunity(market_data, context, indicators)
  local fast = indicators.ema(10)
  local slow = indicators.ema(20)
  if fast and slow and fast > slow and market_data.close < 0 then
    return { signal = "bullish" }
  end
  return nil
end
function filter_commitment() return nil end
function manage_position() return nil end
`;
const NOTHING = CROSSOVER.replace(/local fast[\s\S]+?return nil/, "return nil");

const flat: PositionView = {
  side: null,
  quantity: 0,
  entryPrice: 0,
  unrealizedPnl: 0,
  barsHeld: 0,
  stopLoss: 0,
  takeProfit: 0,
};

/** Looks through its orders on every bar. */
const ORDERS = CROSSOVER.replace(
  "function filter_commitment() return nil end",
  `
function filter_commitment(market_data, context)
  local orders, open = context.orders, 0
  for i = 1, orders and #orders or 0 do open = open + orders[i].quantity - orders[i].filled end
  if open < 0 then return { action = "cancel_analysis" } end
end`,
);

function market() {
  const window = new CandleWindow(500);
  const indicators = new IndicatorSet(window);
  const view = new MarketView("BTCUSDT", "1m", window);
  const orders = new ScriptedOrders();
  const account = scriptedAccount();
  const scope: StrategyScope = {
    market: view,
    indicators,
    position: flat,
    orders,
    account,
    log() {},
  };
  const feed = (i: number) => {
    const close = closes[i]!;
    window.push(i * 60_000, close, close + 1, close - 1, close, 1);
    indicators.update();
    view.showClosed();
  };
  return { scope, view, indicators, orders, feed };
}

function source(text: string) {
  return { name: "bench", language: "lua", file: "bench.lua", path: "bench.lua", text };
}

async function lua(text: string, b: Deno.BenchContext) {
  const { scope, feed } = market();
  const instance = await createLuaHost().load(source(text), {}, scope);
  instance.detect();
  b.start();
  let found = 0;
  for (let i = 0; i < BARS; i++) {
    feed(i);
    if (instance.detect()) found++;
  }
  b.end();
  instance.close();
  if (found) throw new Error("the bench looks for what is not there");
}

Deno.bench(`bare loop, ${BARS} bars`, { group: "lua", baseline: true }, () => {
  let sum = 0;
  for (let i = 0; i < BARS; i++) sum += closes[i]! > 100 ? 1 : 2;
  if (sum === 0) throw new Error("never");
});

Deno.bench(`TypeScript, ${BARS} bars`, { group: "lua" }, (b) => {
  const { indicators, view, feed } = market();
  const fast = indicators.acquire("ema", [10]);
  const slow = indicators.acquire("ema", [20]);
  b.start();
  let found = 0;
  for (let i = 0; i < BARS; i++) {
    feed(i);
    if (fast.value(0, 0) > slow.value(0, 0) && view.close < 0) found++;
  }
  b.end();
  if (found) throw new Error("the bench looks for what is not there");
});

Deno.bench(
  `Lua, a call that does nothing, ${BARS} bars`,
  { group: "lua" },
  async (b) => await lua(NOTHING, b),
);
Deno.bench(
  `Lua, EMA crossover, ${BARS} bars`,
  { group: "lua" },
  async (b) => await lua(CROSSOVER, b),
);
for (const n of [0, 1, 10]) {
  Deno.bench(`Lua, looks at ${n} resting orders, ${BARS} bars`, { group: "orders" }, async (b) => {
    const { scope, orders, feed } = market();
    const instance = await createLuaHost().load(source(ORDERS), {}, scope);
    orders.set(...Array.from({ length: n }, (_, i) => restingOrder({ id: `${i}` })));
    feed(0);
    b.start();
    for (let i = 1; i < BARS; i++) {
      feed(i);
      instance.filter();
    }
    b.end();
    instance.close();
  });
}
