/** Follows a runner's events with books of its own, and checks what always has to hold. */
import assert from "node:assert/strict";
import { MAX_SLIPPAGE } from "../../engine/broker/mod.ts";
import type {
  EngineEvent,
  Fill,
  Order,
  OrderStatus,
  SlippageSettings,
} from "../../engine/domain/mod.ts";
import { canBecome, isFinal } from "../../engine/machine/mod.ts";
import type { Bar, Bench } from "./scripted.ts";

/** The widest that a test may make half the spread, as a fraction of the price. */
const MAX_HALF_SPREAD = 0.003;
const OPENING: ReadonlySet<string> = new Set(["ENTRY", "ADD", "REVERSE"]);

/** All in whole ticks, lots and money units. */
export class Audit {
  /** Signed: below 0 for a short. */
  position = 0;
  cash: number;
  fees = 0;
  funding = 0;
  /** Of all trades. */
  pnl = 0;
  readonly #bench: Bench;
  readonly #initial: number;
  /** How far beyond a candle's range an order may trade, as a fraction. */
  readonly #mostAway: number;
  readonly #orders = new Map<string, Order>();
  #read = 0;
  #sequence: number;
  #time = -Infinity;

  constructor(bench: Bench) {
    this.#bench = bench;
    const { account } = bench.runner.desk.books;
    this.cash = this.#initial = account.cash;
    this.#sequence = bench.runner.sequence;
    const slippage = mostSlippage(bench.runner.settings.execution.slippage);
    // Slippage counts on top of the spread.
    this.#mostAway = (1 + MAX_HALF_SPREAD) * (1 + slippage) - 1;
  }

  /** @param range the candle that the newest events fell into */
  check([, high, low]: Bar): void {
    const { events, runner } = this.#bench;
    for (; this.#read < events.length; this.#read++) this.#take(events[this.#read]!, high, low);
    assert.notEqual(runner.status, "FAILED", runner.lastError ?? "");
    this.#checkMoney();
    this.#checkOrders();
    this.#checkState();
    this.#checkProtection();
  }

  #take(event: EngineEvent, high: number, low: number): void {
    assert.equal(event.sequence, ++this.#sequence);
    assert.ok(event.time >= this.#time, `${event.type} at ${event.time} after ${this.#time}`);
    this.#time = event.time;
    if ("order" in event) this.#follow(event.order);
    if (event.type === "ORDER_FILLED" || event.type === "ORDER_PARTIALLY_FILLED") {
      this.#checkPlace(event.fill, high, low);
      this.#book(event.order, event.fill);
    } else if (event.type === "FUNDING_PAID") {
      this.funding += this.#units(event.amount);
      this.cash -= this.#units(event.amount);
    } else if (event.type === "POSITION_CLOSED") this.pnl += this.#units(event.trade.pnl);
  }

  #follow(order: Order): void {
    const before = this.#orders.get(order.id);
    this.#orders.set(order.id, order);
    if (!before) {
      const first: readonly OrderStatus[] = ["SUBMITTED", "REJECTED"];
      return assert.ok(first.includes(order.status), `${order.id} begins ${order.status}`);
    }
    const stays = before.status === order.status && !isFinal(order.status);
    const step = `${order.id} from ${before.status} to ${order.status}`;
    assert.ok(stays || canBecome(before.status, order.status), step);
    assert.ok(order.filledQuantity >= before.filledQuantity, step);
    assert.ok(order.status === "REJECTED" || order.filledQuantity <= order.quantity, step);
  }

  /** Within the candle, but for spread and slippage against the trader. */
  #checkPlace({ side, price, liquidity }: Fill, high: number, low: number): void {
    const isBuy = side === "BUY";
    const tick = this.#bench.runner.desk.books.scale.priceStep;
    const top = (isBuy ? high * (1 + this.#mostAway) : high) + tick / 2;
    const bottom = (isBuy ? low : low * (1 - this.#mostAway)) - tick * 3 / 2;
    const place = `${side} at ${price} as ${liquidity} in ${low} to ${high}`;
    assert.ok(price <= top + (isBuy ? tick : 0) && price >= bottom + (isBuy ? tick : 0), place);
  }

  #book(order: Order, fill: Fill): void {
    const { scale } = this.#bench.runner.desk.books;
    const lots = scale.lotsDown(fill.quantity);
    const ticks = scale.ticks(fill.price);
    const fee = this.#units(fill.fee);
    const sign = fill.side === "BUY" ? 1 : -1;
    assert.ok(lots > 0);
    if (order.reduceOnly) {
      const closes = `${order.id} closes ${lots} of ${this.position}`;
      assert.ok(sign * this.position < 0 && lots <= Math.abs(this.position), closes);
    }
    this.position += sign * lots;
    this.cash -= sign * lots * ticks + fee;
    this.fees += fee;
    if (OPENING.has(order.purpose) && sign * this.position > 0) this.#checkMargin(ticks);
  }

  /** Right after it was opened or added to, at the price it was filled at. */
  #checkMargin(ticks: number): void {
    const { share, scale } = this.#bench.runner.desk.books;
    const { leverage } = this.#bench.runner.settings.execution;
    const equity = this.cash + this.position * ticks + share.equity(scale);
    const margin = Math.abs(this.position) * ticks / leverage + share.margin(scale);
    // Others on the account may have it in finer units: a unit for each sum.
    assert.ok(margin <= equity + 2, `margin ${margin} of equity ${equity}`);
  }

  #checkMoney(): void {
    const { runner, series } = this.#bench;
    const { books } = runner.desk;
    const { account, position, share } = books;
    assert.equal((position?.sign ?? 1) * (position?.lots ?? 0), this.position);
    for (const key of ["cash", "fees", "funding"] as const) {
      assert.equal(account[key], this[key], key);
    }
    assert.equal(account.realized, this.pnl);
    const mark = books.markTicks(series.price, series.bid, series.ask);
    const others = share.equity(books.scale);
    const equity = books.equity(mark) - others;
    assert.equal(equity, this.cash + this.position * mark);
    const unrealized = position?.unrealized(mark) ?? 0;
    const openFees = position?.entryFeeLeft ?? 0;
    assert.equal(equity, this.#initial + this.pnl + unrealized - openFees - this.funding);
    assert.ok(Number.isSafeInteger(equity));
  }

  /** What events say is at work is in the book, and nothing else. */
  #checkOrders(): void {
    const shown = this.#bench.runner.desk.orderViews();
    for (const order of shown) {
      const known = this.#orders.get(order.id);
      assert.ok(!isFinal(order.status), `${order.id} is ${order.status} and in the book`);
      assert.equal(order.status, known?.status, order.id);
      assert.equal(order.filledQuantity, known?.filledQuantity, order.id);
    }
    const ids = new Set<string>(shown.map((order) => order.id));
    for (const { id, status } of this.#orders.values()) {
      assert.ok(ids.has(id) || isFinal(status), `${id} is ${status} and not in the book`);
    }
  }

  /** Stop loss and take profit rest where the position has levels, each for all of it. */
  #checkProtection(): void {
    const { runner } = this.#bench;
    const position = runner.position();
    const { suspended } = runner.desk.toData();
    const levels = [["STOP_LOSS", "stopLoss"], ["TAKE_PROFIT", "takeProfit"]] as const;
    for (const [purpose, key] of levels) {
      const orders = runner.desk.orderViews().filter((order) => order.purpose === purpose);
      const level = suspended ? null : position?.[key] ?? null;
      assert.deepEqual(
        orders.map((order) => order.stopPrice ?? order.limitPrice),
        level === null ? [] : [level],
      );
      for (const { quantity, filledQuantity } of orders) {
        const { scale } = runner.desk.books;
        const left = scale.lotsDown(quantity) - scale.lotsDown(filledQuantity);
        assert.equal(left, Math.abs(this.position), purpose);
      }
    }
  }

  #checkState(): void {
    const { runner } = this.#bench;
    assert.equal(runner.state === "IN_POSITION", this.position !== 0, runner.state);
    const orders = runner.desk.orderViews();
    if (runner.state === "IDLE") assert.deepEqual(orders.map((order) => order.purpose), []);
    for (const order of orders) {
      if (!order.reduceOnly || this.position === 0) continue;
      assert.equal(order.side, this.position > 0 ? "SELL" : "BUY");
    }
  }

  #units(amount: number): number {
    return Math.round(amount / this.#bench.runner.desk.books.scale.toMoney(1));
  }
}

function mostSlippage(slippage: SlippageSettings): number {
  switch (slippage.model) {
    case "NONE":
      return 0;
    case "FIXED":
      return slippage.bps / 10_000;
    case "VOLUME_SHARE":
      return slippage.impact;
    case "SQUARE_ROOT":
      return MAX_SLIPPAGE;
  }
}
