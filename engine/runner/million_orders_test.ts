/** A million orders of all kinds, matched and booked: money adds up to the last unit at every look. */
import assert from "node:assert/strict";
import { Matcher, OrderBook, OWN_ACCOUNT, PricePiece, type WorkingOrder } from "../broker/mod.ts";
import {
  DEFAULT_EXECUTION,
  type ExecutionSettings,
  ORDER_TYPES,
  runnerId,
  scaleOf,
  type Side,
} from "../domain/mod.ts";
import { Prng } from "../kernel/mod.ts";
import { isFinal } from "../machine/mod.ts";
import { requireInstrument } from "../market/mod.ts";
import { BooksListener } from "../../tests/support/books_listener.ts";
import { Books } from "./books.ts";
import { brokerModels, markPrice } from "./broker_models.ts";
import { RunnerCounters } from "./counters.ts";
import { Emitter } from "./emitter.ts";
import { OrderSlips } from "./order_slips.ts";

const ORDERS = 1_000_000;
/** More than so many make room before the next comes. */
const MAX_RESTING = 12;
/** Once in so many orders on average. */
const CHECK_EVERY = 5_000;
const SEED = "a million orders";

const EXECUTION: ExecutionSettings = {
  ...DEFAULT_EXECUTION,
  fees: { makerBps: 3.3, takerBps: 7.7, tiers: [{ volume: 1e6, makerBps: 1, takerBps: 5 }] },
  spreadBps: 3,
  slippage: { model: "SQUARE_ROOT", coefficient: 0.7 },
  volumeShare: 0.25,
};

function marketOf(symbol: string) {
  const instrument = requireInstrument(symbol);
  const scale = scaleOf(instrument);
  const emitter = new Emitter(runnerId("r1"), symbol, 0, () => {}, new Set());
  const counters = new RunnerCounters();
  const mark = markPrice(EXECUTION, scale);
  const books = new Books(instrument, 1_000_000, OWN_ACCOUNT, mark, emitter, counters);
  const book = new OrderBook(scale);
  const listener = new BooksListener(books);
  const models = brokerModels(EXECUTION, scale, "r1");
  const matcher = new Matcher(book, scale, models, listener);
  const slips = new OrderSlips(scale, emitter, counters);
  return { scale, books, book, listener, matcher, slips };
}
type Market = ReturnType<typeof marketOf>;

const below = (random: Prng, most: number): number => random.next() % most;

/** An order of any kind within 60 ticks of the market; some only close, some belong to a group. */
function anyOrder({ slips, scale }: Market, random: Prng, ticks: number, time: number) {
  const type = ORDER_TYPES[below(random, ORDER_TYPES.length)]!;
  const buys = below(random, 2) === 0;
  const opens: Side | null = below(random, 4) === 0 ? null : buys ? "LONG" : "SHORT";
  const near = () => Math.max(1, ticks + below(random, 121) - 60);
  const trails = type === "TRAILING_STOP";
  const order: WorkingOrder = slips.write({
    purpose: opens === null ? "EXIT" : "ENTRY",
    side: buys ? "BUY" : "SELL",
    type,
    reference: scale.toPrice(ticks),
    reason: null,
    submittedAt: time,
  }, {
    opens,
    group: below(random, 3) === 0 ? `${below(random, 3)}` : null,
    lots: (1 + below(random, 5_000)) as WorkingOrder["lots"],
    limitTicks: type === "LIMIT" || type === "STOP_LIMIT" ? near() : null,
    stopTicks: type === "LIMIT" || type === "MARKET" || trails ? null : near(),
    trailTicks: trails ? 1 + below(random, 60) : null,
  });
  if (below(random, 5) === 0) order.expiresAt = time + below(random, 20_000);
  return order;
}

function checkMoney({ books, book, listener }: Market, price: number): void {
  const { account, position } = books;
  assert.equal((position?.sign ?? 1) * (position?.lots ?? 0), listener.lots);
  const mark = books.markTicks(price, NaN, NaN);
  const equity = books.equity(mark);
  assert.equal(equity, account.cash + listener.lots * mark);
  const open = (position?.unrealized(mark) ?? 0) - (position?.entryFeeLeft ?? 0);
  assert.equal(equity, account.initial + account.realized + open);
  assert.equal(account.realized, listener.pnl);
  assert.ok(Number.isSafeInteger(equity));
  assert.ok(book.orders.every((order) => !isFinal(order.status)));
}

for (const symbol of ["BTCUSDT", "DOGEUSDT"]) {
  Deno.test(`books of half a million random orders of ${symbol} add up at every look`, () => {
    const random = Prng.from(`${SEED} of ${symbol}`);
    const market = marketOf(symbol);
    const { scale, book, listener, matcher } = market;
    const piece = new PricePiece();
    let ticks = 10_000;
    let time = 0;
    for (let n = 0; n < ORDERS / 2; n++) {
      if (book.size >= MAX_RESTING) {
        matcher.end(book.orders[below(random, MAX_RESTING)]!, "CANCELED", "USER", "room", time);
        book.refresh();
      }
      book.add(anyOrder(market, random, ticks, time));
      const [open, high, low] = [ticks, ticks + below(random, 40), ticks - below(random, 40)];
      ticks = Math.min(15_000, Math.max(5_000, low + below(random, high - low + 1)));
      const price = (at: number) => scale.toPrice(at);
      const volume = scale.toQuantity(below(random, 60_000));
      matcher.arrive(time, price(open), NaN, NaN);
      const [top, bottom] = [Math.max(high, ticks), Math.min(low, ticks)];
      matcher.sweep(piece.range(
        time,
        time += 1_000,
        price(open),
        price(top),
        price(bottom),
        price(ticks),
        NaN,
        NaN,
        volume,
      ));
      matcher.finished(volume, price(top), price(bottom));
      if (below(random, CHECK_EVERY) === 0) checkMoney(market, price(ticks));
    }
    checkMoney(market, scale.toPrice(ticks));
    // Or the law would hold for want of trade.
    assert.ok(listener.fills > ORDERS / 4, `${listener.fills} fills`);
    assert.ok(listener.ends > ORDERS / 20, `${listener.ends} ends`);
  });
}
