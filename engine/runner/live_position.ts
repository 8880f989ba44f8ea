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
    return this.#desk.position?.side ?? null;
  }
  get quantity(): number {
    const p = this.#desk.position;
    return p ? this.#desk.scale.toQuantity(p.lots) : 0;
  }
  get entryPrice(): number {
    const p = this.#desk.position;
    return p ? this.#desk.scale.toPrice(p.entryTicks) : NaN;
  }
  /** At the price the position could be closed at, before the exit's fee. */
  get unrealizedPnl(): number {
    const p = this.#desk.position;
    if (!p) return 0;
    const { price, bid, ask } = this.#series;
    return this.#desk.scale.toMoney(p.unrealized(this.#desk.markTicks(price, bid, ask)));
  }
  get barsHeld(): number {
    return this.#desk.position?.barsHeld ?? 0;
  }
  /** NaN where none is set. */
  get stopLoss(): number {
    const ticks = this.#desk.position?.stopTicks;
    return ticks === null || ticks === undefined ? NaN : this.#desk.scale.toPrice(ticks);
  }
  get takeProfit(): number {
    const ticks = this.#desk.position?.takeTicks;
    return ticks === null || ticks === undefined ? NaN : this.#desk.scale.toPrice(ticks);
  }
}
