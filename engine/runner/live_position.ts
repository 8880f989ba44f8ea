import type { PositionView } from "../strategy/mod.ts";
import type { OrderDesk } from "./order_desk.ts";
import type { MarketSeries } from "./series.ts";

/** A runner's position as its strategy sees it: always the present, nothing copied. */
export class LivePosition implements PositionView {
  readonly #desk: OrderDesk;
  readonly #series: MarketSeries;

  constructor(desk: OrderDesk, series: MarketSeries) {
    this.#desk = desk;
    this.#series = series;
  }

  get side(): "LONG" | "SHORT" | null {
    return this.#desk.books.position?.side ?? null;
  }
  get quantity(): number {
    const p = this.#desk.books.position;
    return p ? this.#desk.books.scale.toQuantity(p.lots) : 0;
  }
  get entryPrice(): number {
    const p = this.#desk.books.position;
    return p ? this.#desk.books.scale.toPrice(p.averageTicks) : NaN;
  }
  /** At the price the position could be closed at, before the exit's fee. */
  get unrealizedPnl(): number {
    const p = this.#desk.books.position;
    if (!p) return 0;
    const { price, bid, ask } = this.#series;
    return this.#desk.books.scale.toMoney(
      p.unrealized(this.#desk.books.markTicks(price, bid, ask)),
    );
  }
  get barsHeld(): number {
    return this.#desk.books.position?.barsHeld ?? 0;
  }
  /** NaN where none is set. */
  get stopLoss(): number {
    const ticks = this.#desk.books.position?.stopTicks;
    return ticks === null || ticks === undefined ? NaN : this.#desk.books.scale.toPrice(ticks);
  }
  get takeProfit(): number {
    const ticks = this.#desk.books.position?.takeTicks;
    return ticks === null || ticks === undefined ? NaN : this.#desk.books.scale.toPrice(ticks);
  }
}
