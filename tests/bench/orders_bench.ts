/**
 * Orders a second through the core, and what a bar costs on which orders rest. One iteration is
 * {@link ORDERS} orders, or {@link BARS} bars.
 */
import { Matcher, OrderBook, PricePiece, type WorkingOrder } from "../../engine/broker/mod.ts";
import {
  DEFAULT_EXECUTION,
  type Lots,
  orderId,
  type OrderSide,
  type PriceTicks,
  runnerId,
  scaleOf,
} from "../../engine/domain/mod.ts";
import { requireInstrument } from "../../engine/market/mod.ts";
import { brokerModels } from "../../engine/runner/broker_models.ts";
import { ledgerListener } from "../support/ledger_listener.ts";
import { walkRows } from "../support/bars.ts";
import { scripted } from "../support/scripted.ts";

const ORDERS = 100_000;
const BARS = 100_000;
const instrument = requireInstrument("BTCUSDT");
const scale = scaleOf(instrument);
const id = runnerId("r1");

function order(number: number, side: OrderSide, terms: Partial<WorkingOrder> = {}): WorkingOrder {
  return {
    id: orderId(id, number),
    number,
    purpose: side === "BUY" ? "ENTRY" : "EXIT",
    side,
    type: "MARKET",
    opens: side === "BUY" ? "LONG" : null,
    timeInForce: "GTC",
    postOnly: false,
    group: null,
    stopLoss: null,
    takeProfit: null,
    trailingStop: null,
    reference: 100,
    reason: null,
    submittedAt: 0,
    activeAt: 0,
    status: "SUBMITTED",
    quantity: null,
    lots: 1_000,
    filled: 0,
    limitTicks: null,
    stopTicks: null,
    trailTicks: null,
    triggered: false,
    expiresAt: null,
    since: NaN,
    updatedAt: 0,
    value: 0,
    fee: 0,
    filledAt: null,
    fillTicks: null,
    ...terms,
  };
}

function bench() {
  const book = new OrderBook(scale);
  const models = brokerModels(DEFAULT_EXECUTION, scale, id);
  const { listener, ledger } = ledgerListener();
  return { book, ledger, matcher: new Matcher(book, scale, models, listener) };
}

Deno.bench(`bare loop: price, fee and cash of ${ORDERS} orders`, {
  group: "orders",
  baseline: true,
}, () => {
  let cash = 0;
  for (let i = 0; i < ORDERS; i++) {
    const value = (10_000 + i % 100) * 1_000;
    cash += (i & 1 ? value : -value) - Math.ceil(value * 10 / 10_000);
  }
  if (cash === 0.5) throw new Error("never");
});

Deno.bench(`market orders, sent and filled: ${ORDERS}`, { group: "orders" }, () => {
  const { book, matcher, ledger } = bench();
  for (let i = 0; i < ORDERS; i++) {
    book.add(order(i + 1, i & 1 ? "SELL" : "BUY"));
    matcher.arrive(i, 100 + i % 100 / 100, NaN, NaN);
  }
  if (ledger.fees === 0) throw new Error("nothing was filled");
});

Deno.bench(`limit orders, sent, rested and filled: ${ORDERS}`, { group: "orders" }, () => {
  const { book, matcher, ledger } = bench();
  const piece = new PricePiece();
  for (let i = 0; i < ORDERS; i++) {
    const [side, ticks] = i & 1 ? ["SELL" as const, 10_050] : ["BUY" as const, 9_950];
    book.add(order(i + 1, side, { type: "LIMIT", limitTicks: ticks }));
    matcher.arrive(i, 100, NaN, NaN);
    matcher.sweep(piece.range(i, i + 1, 100, 101, 99, 100, NaN, NaN, NaN));
  }
  if (ledger.fees === 0) throw new Error("nothing was filled");
});

Deno.bench(`the same with all events: a runner that trades on every bar, ${BARS} bars`, {
  group: "orders",
}, (b) => {
  const bench = scripted({
    detect: () => true,
    filter: () => ({ action: "ENTER", side: "LONG", order: "MARKET", quantity: 0.1 }),
    manage: () => ({ action: "EXIT" }),
  }, { cash: 1_000_000, risk: { maxOrdersPerMinute: null } });
  const rows = walkRows(BARS);
  b.start();
  bench.series.apply(rows);
  b.end();
});

/** A runner in position whose orders are all far away. */
function resting(count: number) {
  const bench = scripted({
    detect: () => bench.runner.counters.opportunities === 0,
    filter: () => ({ action: "ENTER", side: "LONG", order: "MARKET", quantity: 0.001 }),
  }, { cash: 1_000_000, risk: { priceCollar: null } });
  bench.feed([[100, 100, 100, 100], [100, 100, 100, 100]]);
  const { desk } = bench.runner;
  for (let i = 0; i < count; i++) {
    const terms = {
      type: "LIMIT" as const,
      limitTicks: 1_000_000_000 + i,
      status: "ACCEPTED" as const,
    };
    desk.book.add(order(1_000 + i, "SELL", { ...terms, since: 0, lots: 10 }));
  }
  return bench;
}

const rows = walkRows(BARS);
for (const count of [0, 1, 10, 60]) {
  Deno.bench(`${BARS} bars in position with ${count} resting orders`, {
    group: "resting",
    baseline: count === 0,
  }, (b) => {
    const bench = resting(count);
    b.start();
    bench.series.apply(rows);
    b.end();
  });
}

const far = { lots: 1 as Lots, ticks: 1 as PriceTicks };
Deno.bench(`${BARS} bars with ten trailing stops, all looked at on every bar`, {
  group: "resting",
}, (b) => {
  const bench = resting(0);
  for (let i = 0; i < 10; i++) {
    const terms = {
      type: "TRAILING_STOP" as const,
      trailTicks: 1_000_000_000,
      stopTicks: far.ticks,
    };
    const now = { status: "ACCEPTED" as const, since: 0, lots: far.lots };
    bench.runner.desk.book.add(order(1_000 + i, "SELL", { ...terms, ...now }));
  }
  b.start();
  bench.series.apply(rows);
  b.end();
});
