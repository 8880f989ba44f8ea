/** What orders do to position and account: "Account" in docs/guides/execution.md. */
import assert from "node:assert/strict";
import type { EnterIntent } from "../strategy/mod.ts";
import type { Money } from "../domain/mod.ts";
import {
  type Bench,
  type BenchSettings,
  flat,
  MINUTE,
  type Script,
  scripted,
  START,
} from "../../tests/support/scripted.ts";
import {
  add,
  after,
  buy,
  enters,
  exit,
  holding,
  reverse,
  sell,
  stops,
} from "../../tests/support/intents.ts";
import { feedAll, sharing } from "../../tests/support/shared_bench.ts";
import { ends, fills, only, rejections } from "../../tests/support/story.ts";

const account = ({ runner, series }: Bench) =>
  runner.desk.accounts.accountView(series.price, series.bid, series.ask);
const trades = (bench: Bench) => only(bench, "POSITION_CLOSED").map((event) => event.trade);

/** Says what a strategy in position answers on which bar. */
const plan =
  (steps: Record<number, ReturnType<NonNullable<Script["manage"]>>>): Script["manage"] => (bar) =>
    steps[bar] ?? null;

// First in, first out.

Deno.test("an exit makes a trade for each entry that it reaches, the oldest first", () => {
  // Bought 1 at 100 (fee 0.1) and 2 at 110 (fee 0.22); sold 1.5 at 120 = 180 (fee 0.18).
  // The exit's fee by quantity: 1 of 1.5 is 0.12, 0.5 of 1.5 is 0.06.
  // First:  1   x 20 = 20 - 0.1 - 0.12               = 19.78
  // Second: 0.5 x 10 =  5 - 0.22 / 4 (0.055) - 0.06  =  4.885
  const bench = after(
    buy(),
    [flat(100), flat(110), flat(120)],
    {},
    plan({ 1: add({ quantity: 2 }), 2: exit({ quantity: 1.5, reason: "part" }) }),
  );
  const [first, second, ...more] = trades(bench);
  assert.deepEqual(more, []);
  assert.deepEqual([first?.quantity, first?.entryPrice, first?.exitPrice], [1, 100, 120]);
  assert.deepEqual([second?.quantity, second?.entryPrice, second?.exitPrice], [0.5, 110, 120]);
  assert.deepEqual([first?.fees, first?.pnl], [0.22, 19.78]);
  assert.deepEqual([second?.fees, second?.pnl], [0.115, 4.885]);
  assert.equal(first?.entryTime, START + MINUTE);
  assert.equal(second?.entryTime, START + 2 * MINUTE);
  assert.equal(second?.exitTime, START + 3 * MINUTE);
  // What is left: 1.5 bought at 110, with 0.22 x 3 / 4 = 0.165 of its fee.
  const position = bench.runner.position();
  assert.deepEqual([position?.quantity, position?.entryPrice], [1.5, 110]);
  assert.equal(position?.realizedPnl, 24.665);
  assert.equal(position?.unrealizedPnl, 15);
  // Cash: 10,000 - 100.1 - 220.22 + 179.82 = 9,859.5; and 1.5 x 120 = 180.
  assert.equal(account(bench).cash, 9_859.5);
  assert.equal(account(bench).equity, 10_039.5);
  assert.equal(account(bench).realizedPnl, 24.665);
  assert.equal(account(bench).fees, 0.5);
});

Deno.test("the entry price that is shown is the average of what is still held", () => {
  // (1 x 100 + 3 x 104) / 4 = 103; after an exit of 2 there are 2 of 104 left.
  const manage = plan({ 1: add({ quantity: 3 }), 2: exit({ quantity: 2 }) });
  const bench = after(buy(), [flat(100), flat(104)], {}, manage);
  assert.equal(bench.runner.position()?.entryPrice, 103);
  bench.feed([flat(104)]);
  assert.equal(bench.runner.position()?.entryPrice, 104);
});

Deno.test("a short with several entries is first in, first out as well", () => {
  // Sold 1 at 100 (fee 0.1) and 1 at 90 (0.09); bought 1.5 at 80 = 120 (0.12: 0.08 and 0.04).
  // First:  1   x 20 = 20 - 0.1   - 0.08 = 19.82
  // Second: 0.5 x 10 =  5 - 0.045 - 0.04 =  4.915
  const bench = after(
    sell(),
    [flat(100), flat(90), flat(80)],
    {},
    plan({ 1: add(), 2: exit({ quantity: 1.5 }) }),
  );
  assert.deepEqual(trades(bench).map((trade) => [trade.side, trade.quantity, trade.pnl]), [
    ["SHORT", 1, 19.82],
    ["SHORT", 0.5, 4.915],
  ]);
  // Cash: 10,000 + 99.9 + 89.91 - 120.12 = 10,069.69; it owes 0.5 at 80.
  assert.equal(account(bench).cash, 10_069.69);
  assert.equal(account(bench).equity, 10_029.69);
});

Deno.test("a reversal out of several entries is one order, a trade for each, and a new position", () => {
  // Sold 2 + 3 at 120 in one order. Its fee 5 x 120 x 0.1 % = 0.6 goes 2 / 5 to what it closes (0.24)
  // and 3 / 5 to what it opens (0.36).
  const bench = after(
    buy(),
    [flat(100), flat(110), flat(120)],
    {},
    plan({ 1: add(), 2: reverse({ quantity: 3 }) }),
  );
  assert.deepEqual(fills(bench).at(-1), "SELL 5 @ 120 TAKER");
  // 20 - 0.1 - 0.12 and 10 - 0.11 - 0.12.
  assert.deepEqual(trades(bench).map((trade) => trade.pnl), [19.78, 9.77]);
  const position = bench.runner.position();
  assert.deepEqual([position?.side, position?.quantity, position?.entryPrice], ["SHORT", 3, 120]);
  assert.equal(position?.fees, 0.36);
  // 10,000 + 29.55 - 0.36.
  assert.equal(account(bench).equity, 10_029.19);
  assert.equal(bench.runner.state, "IN_POSITION");
});

Deno.test("fees that cannot be divided are shared out so that the parts add up to the whole", () => {
  // Bought 1 at 100, sold in three thirds of 0.33333, 0.33333 and 0.33334.
  const bench = after(
    buy(),
    [flat(100), flat(100), flat(100), flat(100)],
    {},
    plan({ 1: exit({ quantity: 0.33333 }), 2: exit({ quantity: 0.33333 }), 3: exit() }),
  );
  const all = trades(bench);
  assert.equal(all.length, 3);
  const units = (amount: number) => Math.round(amount * 1e7);
  const fees = all.reduce((sum, trade) => sum + units(trade.fees), 0);
  assert.equal(fees, units(account(bench).fees));
  assert.equal(all.reduce((sum, trade) => sum + units(trade.pnl), 0), -fees);
  assert.equal(units(account(bench).equity), units(10_000) - fees);
});

// Margin.

Deno.test("equity is cash and the position at the price it could be closed at", () => {
  // Bought at the ask 100.5, worth the bid 99.5: 10,000 - 100.5 - 0.1005 + 99.5.
  const bench = scripted(enters(buy()));
  bench.feed([flat(100), flat(100)], 0.5);
  assert.equal(account(bench).cash, 9_899.3995);
  assert.equal(account(bench).equity, 9_998.8995);
  assert.equal(account(bench).unrealizedPnl, -1);
});

Deno.test("a position holds its notional divided by the leverage", () => {
  const bench = after(buy(), [flat(100)], { execution: { leverage: 10 }, feeBps: 0 });
  assert.equal(account(bench).leverage, 10);
  assert.equal(account(bench).marginUsed, 10);
  assert.equal(account(bench).marginAvailable, 9_990);
});

Deno.test("an order that would open a position holds its margin while it waits", () => {
  const limit = buy({ order: "LIMIT", price: 95, quantity: 2 });
  const bench = after(limit, [flat(100)], { execution: { leverage: 10 }, feeBps: 0 });
  // 190 / 10.
  assert.equal(account(bench).marginUsed, 19);
  bench.feed([[100, 100, 94, 95]]);
  assert.equal(account(bench).marginUsed, 19);
});

Deno.test("orders that only close hold none", () => {
  const bench = holding(buy({ stopLoss: 90, takeProfit: 110 }), [flat(100)], { feeBps: 0 });
  assert.equal(account(bench).marginUsed, 100);
});

interface FundsCase {
  readonly name: string;
  readonly entry: EnterIntent;
  readonly open: number;
  readonly settings?: BenchSettings;
  readonly rejected: boolean;
}

const FUNDS: readonly FundsCase[] = [
  // 99.9 x 100 = 9,990 and 9.99 of fee: 9,999.99 of 10,000.
  { name: "all cash buys", entry: buy({ quantity: 99.9 }), open: 100, rejected: false },
  {
    // 99.901 x 100 = 9,990.1 and 9.9901: 10,000.0901.
    name: "a fee that cash does not cover",
    entry: buy({ quantity: 99.901 }),
    open: 100,
    rejected: true,
  },
  { name: "more than cash", entry: buy({ quantity: 101 }), open: 100, rejected: true },
  { name: "more than cash, short", entry: sell({ quantity: 101 }), open: 100, rejected: true },
  {
    // 95 x 110 = 10,450, though 95 x 100 = 9,500 was enough when it was decided.
    name: "what is too dear at the price it arrives at",
    entry: buy({ quantity: 95 }),
    open: 110,
    rejected: true,
  },
  {
    // 990 x 100 / 10 = 9,900 of margin and 99 of fee.
    name: "ten times the cash with leverage 10",
    entry: buy({ quantity: 990 }),
    open: 100,
    settings: { execution: { leverage: 10 } },
    rejected: false,
  },
  {
    // 9,910 of margin and 99.1 of fee: 10,009.1.
    name: "more than ten times the cash with leverage 10",
    entry: buy({ quantity: 991 }),
    open: 100,
    settings: { execution: { leverage: 10 } },
    rejected: true,
  },
  {
    // 105 x 95 = 9,975 and 9.975 of fee: 9,984.975; at 100 it would be too much.
    name: "a limit order by its limit",
    entry: buy({ quantity: 105, order: "LIMIT", price: 95 }),
    open: 100,
    rejected: false,
  },
];

for (const { name, entry, open, settings, rejected } of FUNDS) {
  Deno.test(`funds: ${name} is ${rejected ? "refused" : "allowed"}`, () => {
    const bench = after(entry, [flat(open)], settings);
    assert.deepEqual(rejections(bench), rejected ? ["INSUFFICIENT_FUNDS"] : []);
    if (rejected) assert.equal(bench.runner.state, "IDLE");
  });
}

Deno.test("an add needs what is left of the margin", () => {
  const manage = plan({ 1: add({ quantity: 50 }) });
  // 60 and 50 at 100 are 11,000.
  const bench = after(buy({ quantity: 60 }), [flat(100), flat(100)], {}, manage);
  assert.deepEqual(rejections(bench), ["INSUFFICIENT_FUNDS"]);
  assert.equal(bench.runner.position()?.quantity, 60);
  assert.equal(bench.runner.state, "IN_POSITION");
});

Deno.test("what is lost on the position cannot be margin for an add", () => {
  // Leverage 10: 10 at 100 hold 100 of 150. At 96 it lost 40: 110 of equity, 96 held; an add of 2
  // needs 19.2 more.
  const manage = plan({ 2: add({ quantity: 2 }) });
  const settings = { cash: 150, feeBps: 0, execution: { leverage: 10 } };
  const bench = after(buy({ quantity: 10 }), [flat(100), flat(96), flat(96)], settings, manage);
  assert.deepEqual(rejections(bench), ["INSUFFICIENT_FUNDS"]);
});

// Liquidation.

/** 1 at 100 with leverage 10 and nothing else in the account. */
const thin: BenchSettings = { cash: 10, feeBps: 0, execution: { leverage: 10 } };

Deno.test("a long is liquidated where its equity falls to the maintenance margin", () => {
  // 10 + (p - 100) = 0.005 p: p = 90 / 0.995 = 90.4522…, rounded up.
  const bench = after(buy(), [flat(100)], thin);
  assert.equal(bench.runner.position()?.liquidationPrice, 90.46);
  bench.feed([[100, 100, 90.47, 95]]);
  assert.equal(bench.runner.state, "IN_POSITION");
  bench.feed([[95, 95, 90.46, 95]]);
  assert.deepEqual(fills(bench), ["BUY 1 @ 100 TAKER", "SELL 1 @ 90.46 TAKER"]);
  assert.equal(only(bench, "ORDER_FILLED").at(-1)?.order.purpose, "LIQUIDATION");
  assert.equal(bench.runner.state, "IDLE");
  assert.equal(account(bench).equity, 0.46);
});

Deno.test("a short is liquidated where its equity falls to the maintenance margin", () => {
  // 10 + (100 - p) = 0.005 p: p = 110 / 1.005 = 109.4527…, rounded down.
  const bench = after(sell(), [flat(100)], thin);
  assert.equal(bench.runner.position()?.liquidationPrice, 109.45);
  bench.feed([[100, 109.45, 100, 101]]);
  assert.deepEqual(fills(bench), ["SELL 1 @ 100 TAKER", "BUY 1 @ 109.45 TAKER"]);
  assert.equal(account(bench).equity, 0.55);
});

Deno.test("a short without leverage can be liquidated too", () => {
  // 100 + (100 - p) = 0.005 p: p = 200 / 1.005 = 199.0049…, rounded down.
  const bench = after(sell(), [flat(100)], { cash: 100, feeBps: 0 });
  assert.equal(bench.runner.position()?.liquidationPrice, 199);
});

Deno.test("a long without leverage cannot", () => {
  const bench = after(buy(), [flat(100)], { cash: 100, feeBps: 0 });
  assert.equal(bench.runner.position()?.liquidationPrice, null);
  bench.feed([[100, 100, 0.01, 0.01]]);
  assert.equal(bench.runner.state, "IN_POSITION");
});

Deno.test("a bar that opens beyond the liquidation trades at its open", () => {
  const bench = after(buy(), [flat(100), [88, 89, 87, 88]], thin);
  assert.deepEqual(fills(bench).at(-1), "SELL 1 @ 88 TAKER");
  // 10 - 12: the account owes.
  assert.equal(account(bench).equity, -2);
});

Deno.test("the liquidation fee comes on top of the taker's", () => {
  // Equity 10 after the entry's fee of 0.1 out of 10.1. 90.46 x (10 + 50) bps = 0.54276.
  const settings = { cash: 10.1, execution: { leverage: 10, liquidationFeeBps: 50 } };
  const bench = after(buy(), [flat(100), [100, 100, 90, 95]], settings);
  assert.equal(only(bench, "ORDER_FILLED").at(-1)?.fill.fee, 0.54276);
});

Deno.test("the maintenance margin that is set counts", () => {
  // 10 + (p - 100) = 0.02 p: p = 90 / 0.98 = 91.8367…, rounded up.
  const execution = { leverage: 10, maintenanceMargin: 0.02 };
  const bench = after(buy(), [flat(100)], { ...thin, execution });
  assert.equal(bench.runner.position()?.liquidationPrice, 91.84);
});

Deno.test("a stop that is nearer comes before the liquidation", () => {
  const bench = after(buy({ stopLoss: 92 }), [flat(100), [100, 100, 80, 85]], thin);
  assert.deepEqual(fills(bench).at(-1), "SELL 1 @ 92 TAKER");
  assert.equal(bench.runner.state, "IDLE");
});

Deno.test("a stop that is further never gets there, and goes with the position", () => {
  const bench = after(buy({ stopLoss: 85 }), [flat(100), [100, 100, 80, 85]], thin);
  assert.deepEqual(fills(bench).at(-1), "SELL 1 @ 90.46 TAKER");
  assert.deepEqual(ends(bench), ["o2 STOP_LOSS CANCELED POSITION_CLOSED"]);
});

Deno.test("a liquidation counts in the candle of the entry", () => {
  const bench = after(buy({ order: "LIMIT", price: 100 }), [[101, 102, 90, 101]], thin);
  assert.deepEqual(fills(bench), ["BUY 1 @ 100 MAKER", "SELL 1 @ 90.46 TAKER"]);
});

Deno.test("adds and partial exits move the liquidation price", () => {
  // 1 at 100 and 1 at 98, cash 30: 30 + 2 p - 198 = 0.01 p: p = 168 / 1.99 = 84.4221…: 84.43.
  const settings = { ...thin, cash: 30 };
  const manage = plan({ 1: add(), 2: exit({ quantity: 1 }) });
  const bench = after(buy(), [flat(100), flat(98)], settings, manage);
  assert.equal(bench.runner.position()?.liquidationPrice, 84.43);
  // Sold the first at 98: 28 left, 1 at 98: 28 + p - 98 = 0.005 p: p = 70 / 0.995 = 70.3517…
  bench.feed([flat(98)]);
  assert.equal(bench.runner.position()?.liquidationPrice, 70.36);
});

Deno.test("a trade after a liquidation needs money that is not there", () => {
  const bench = scripted({ detect: () => true, filter: () => buy() }, thin);
  bench.feed([flat(100), flat(100), [100, 100, 90, 95], flat(95), flat(95)]);
  assert.ok(rejections(bench).every((code) => code === "INSUFFICIENT_FUNDS"));
  assert.ok(rejections(bench).length > 0);
});

// Funding.

Deno.test("funding is kept apart from fees, and is in no trade's P&L", () => {
  // 1 at 100 from 01:00 on; 10 bps of 100 at 08:00 are 0.1. Sold at 100 at 10:00.
  const settings: BenchSettings = {
    timeframe: "1h",
    feeBps: 10,
    execution: { fundingBps: 10, fundingHours: 8 },
  };
  const bench = after(
    buy(),
    Array.from({ length: 9 }, () => flat(100)),
    settings,
    plan({ 9: exit() }),
  );
  assert.equal(bench.runner.position()?.funding, 0.1);
  assert.equal(bench.runner.position()?.fees, 0.1);
  assert.equal(account(bench).funding, 0.1);
  // 10,000 - 0.1 of fee - 0.1 of funding.
  assert.equal(account(bench).equity, 9_999.8);
  bench.feed([flat(100)]);
  assert.deepEqual(trades(bench).map((trade) => [trade.pnl, trade.fees]), [[-0.2, 0.2]]);
  assert.equal(account(bench).realizedPnl, -0.2);
  assert.equal(account(bench).fees, 0.2);
  assert.equal(account(bench).funding, 0.1);
  assert.equal(account(bench).equity, 9_999.7);
});

Deno.test("funding that is paid brings the liquidation nearer", () => {
  // 9.9 + (p - 100) = 0.005 p: p = 90.1 / 0.995 = 90.5527…
  const execution = { leverage: 10, fundingBps: 10 };
  const settings: BenchSettings = { ...thin, timeframe: "1h", execution };
  const bench = after(buy(), Array.from({ length: 9 }, () => flat(100)), settings);
  assert.equal(bench.runner.position()?.liquidationPrice, 90.56);
});

// Levels that move with the position stay whole.

Deno.test("a position that was moved by update_stops shows its levels", () => {
  const bench = holding(buy(), [flat(100)], {}, plan({ 2: stops({ stopLoss: 90 }) }));
  assert.equal(bench.runner.position()?.stopLoss, 90);
});

// Shared accounts.

Deno.test("a shared account is the sum of what its runners did and hold", () => {
  const benches = sharing([
    { symbol: "BTCUSDT", script: enters(buy({ quantity: 0.5 })) },
    { symbol: "DOGEUSDT", script: enters(sell({ quantity: 1_000 })) },
  ]);
  feedAll(benches, [flat(100), flat(0.2)], [flat(100), flat(0.2)], [flat(104), flat(0.18)]);
  // Bitcoin: 50 paid, 0.05 of fee, worth 52: +2 - 0.05. Dogecoin: 200 received, 0.2 of fee, owes 180:
  // +20 - 0.2. Equity 10,000 + 22 - 0.25.
  for (const bench of benches) {
    const view = account(bench);
    assert.equal(view.id, "a1");
    assert.equal(view.initialCash, 10_000);
    assert.equal(view.equity, 10_021.75);
    assert.equal(view.cash, 10_149.75);
    assert.equal(view.unrealizedPnl, 22);
    assert.equal(view.fees, 0.25);
    // 52 + 180 without leverage.
    assert.equal(view.marginUsed, 232);
  }
});

Deno.test("runners on one account cannot spend the same money twice", () => {
  const benches = sharing([
    { symbol: "BTCUSDT", script: enters(buy({ quantity: 60 })) },
    { symbol: "ETHUSDT", script: enters(buy({ quantity: 60 })) },
  ]);
  feedAll(benches, [flat(100), flat(100)], [flat(100), flat(100)]);
  assert.deepEqual(benches.map(rejections), [[], ["INSUFFICIENT_FUNDS"]]);
});

Deno.test("the same symbol twice on one account: each runner has its own position", () => {
  const benches = sharing([
    { symbol: "BTCUSDT", script: enters(buy()) },
    { symbol: "BTCUSDT", script: enters(sell()) },
  ]);
  feedAll(benches, [flat(100), flat(100)], [flat(100), flat(100)], [flat(110), flat(110)]);
  assert.deepEqual(benches.map((bench) => bench.runner.position()?.side), ["LONG", "SHORT"]);
  // +10 and -10, and two fees of 0.1.
  assert.equal(account(benches[0]!).equity, 9_999.8);
});

Deno.test("a limit on the account counts for all of its runners", () => {
  const risk = { maxOpenPositions: 1 };
  const benches = sharing([
    { symbol: "BTCUSDT", script: enters(buy()), settings: { risk } },
    { symbol: "ETHUSDT", script: enters(buy()), settings: { risk } },
  ]);
  feedAll(benches, [flat(100), flat(100)], [flat(100), flat(100)]);
  assert.deepEqual(benches.map(rejections), [[], ["MAX_OPEN_POSITIONS"]]);
});

Deno.test("exposure of the account counts for all of its runners", () => {
  const risk = { maxExposure: 0.01 };
  const benches = sharing([
    { symbol: "BTCUSDT", script: enters(buy({ quantity: 0.6 })), settings: { risk } },
    { symbol: "ETHUSDT", script: enters(buy({ quantity: 0.6 })), settings: { risk } },
  ]);
  feedAll(benches, [flat(100), flat(100)], [flat(100), flat(100)]);
  // 60 and 60 are more than 100.
  assert.deepEqual(benches.map(rejections), [[], ["MAX_EXPOSURE"]]);
});

Deno.test("what a runner on the account lost, another cannot trade with", () => {
  const benches = sharing([
    { symbol: "BTCUSDT", script: enters(buy({ quantity: 99 })) },
    {
      symbol: "ETHUSDT",
      script: { detect: (bar) => bar === 3, filter: () => buy({ quantity: 60 }) },
    },
  ]);
  // The first loses half: 99 x 50 = 4,950 and fees; then it is closed by hand.
  feedAll(benches, [flat(100), flat(100)], [flat(100), flat(100)], [flat(50), flat(100)]);
  benches[0]!.runner.flatten();
  feedAll(benches, [flat(50), flat(100)], [flat(50), flat(100)]);
  assert.deepEqual(rejections(benches[1]!), ["INSUFFICIENT_FUNDS"]);
});

Deno.test("an account's sums are exact with symbols of different steps", () => {
  // Money units: 0.01 x 0.00001 = 1e-7, and 0.00001 x 1 = 1e-5.
  const benches = sharing([
    { symbol: "BTCUSDT", script: enters(buy({ quantity: 0.12345 }), plan({ 2: exit() })) },
    { symbol: "DOGEUSDT", script: enters(buy({ quantity: 777 }), plan({ 3: exit() })) },
  ], 1_000.0000003);
  feedAll(
    benches,
    [flat(101.01), flat(0.12345)],
    [flat(101.01), flat(0.12345)],
    [flat(101.01), flat(0.12345)],
    [flat(99.99), flat(0.12345)],
    [flat(99.99), flat(0.12346)],
  );
  // Bitcoin: 0.12345 x 101.01 = 12.4696845, fee 0.0124696845 up to 0.0124697;
  // out at 99.99 = 12.3437655, fee 0.0123437655 up to 0.0123438: -0.125919 - 0.0248135 = -0.1507325.
  // Dogecoin: 777 x 0.12345 = 95.92065, fee 0.09592065 up to 0.09593;
  // out at 0.12346 = 95.92842, fee 0.09592842 up to 0.09593: 0.00777 - 0.19186 = -0.18409.
  const realized = -0.1507325 - 0.18409;
  const view = account(benches[0]!);
  assert.equal(view.realizedPnl, Number(realized.toFixed(7)));
  assert.equal(view.equity, Number((1_000.0000003 + realized).toFixed(7)));
});

Deno.test("money is counted in whole units", () => {
  const bench = holding(buy({ quantity: 0.12345 }), [flat(99.99)]);
  const { account: ledger } = bench.runner.desk.books;
  const cash: Money = ledger.cash;
  assert.ok(Number.isSafeInteger(cash));
});
