import type { PricePiece } from "../broker/mod.ts";
import { BarPieces } from "./bar_pieces.ts";
import type { Moment } from "./moment.ts";
import type { OrderDesk } from "./order_desk.ts";
import type { RunnerSettings } from "./runner_types.ts";
import type { MarketSeries } from "./series.ts";

/**
 * What the rows of a stream bring for one runner's orders and position, before and without its strategy.
 */
export class MarketSteps {
  /** True where the runner acts on every update, not on closed bars. */
  readonly everyUpdate: boolean;
  readonly #series: MarketSeries;
  readonly #desk: OrderDesk;
  readonly #moment: Moment;
  readonly #pieces: BarPieces;
  /** True where slippage or partial fills go by the volume of candles. */
  readonly #needsTape: boolean;
  /** True where the runner was there when the bar began, or was joined by the feed. */
  #sawBeginning = false;
  /** Up to where the bar, if it is told anew after a restart, is in the state already. */
  #doneTo = -Infinity;

  constructor(settings: RunnerSettings, series: MarketSeries, desk: OrderDesk, moment: Moment) {
    const { execution, decideOn } = settings;
    this.everyUpdate = decideOn === "TICK";
    this.#series = series;
    this.#desk = desk;
    this.#moment = moment;
    this.#pieces = new BarPieces(series);
    this.#needsTape = execution.volumeShare !== null || execution.slippage.model !== "NONE";
  }

  /** See `SeriesMember`. */
  get awaitsOpen(): boolean {
    return !this.#desk.isCalm || this.everyUpdate || this.#doneTo !== -Infinity;
  }

  /** All up to that moment is in the state that was restored. */
  resumeFrom(time: number): void {
    this.#doneTo = this.#moment.now = time;
  }

  open(): void {
    this.#sawBeginning = true;
    const { time, barMs, open, bid, ask } = this.#series;
    if (!(this.#doneTo > time && this.#doneTo < time + barMs)) this.#doneTo = -Infinity;
    else if (!this.everyUpdate) return;
    this.#moment.now = time;
    if (this.#desk.isIdle) return;
    this.#desk.accounts.fund(time, open);
    this.#desk.arrive(time, open, bid, ask);
    this.#desk.sweep(this.#pieces.first(time));
  }

  /** Levels and fills inside a bar, where the runner acts on every update. */
  update(): void {
    const s = this.#series;
    const part = this.#pieces.new(this.#moment.now);
    this.#desk.sweep(part);
    this.#track(part.from, part.low, part.high);
    this.#desk.arrive(this.#moment.now, s.price, s.bid, s.ask);
  }

  /** A finer candle tells more of the way the price went than the bar's range will. */
  inner(): void {
    const { inner } = this.#series;
    if (inner.to <= this.#doneTo) return;
    if (!this.everyUpdate) this.#follow(inner);
    if (this.#needsTape) this.#desk.finished(inner.volume, inner.high, inner.low);
  }

  close(): void {
    if (!this.#desk.isCalm || this.everyUpdate) this.#trade();
    this.#finishBar();
  }

  /** @param isUnseen as {@link isUnseen} said before the moment went on */
  missed(isUnseen: boolean): void {
    const { now } = this.#moment;
    this.#desk.cancels.stale(now);
    if (!this.#desk.isIdle) {
      this.#desk.accounts.fund(now, this.#series.price);
      if (!isUnseen) this.#desk.sweep(this.#pieces.new(now));
      else if (!this.#wasTold()) this.#desk.sweep(this.#pieces.whole());
    }
    this.#finishBar();
  }

  /** @param isUnseen as for {@link missed} */
  resume(isUnseen: boolean): void {
    const { now } = this.#moment;
    this.#sawBeginning = true;
    this.#desk.cancels.stale(now);
    if (this.#desk.isIdle) return;
    const { price, bid, ask } = this.#series;
    this.#desk.accounts.fund(now, price);
    // Levels that rested in the market come before an order that could not be sent until now.
    this.#desk.sweep(isUnseen ? this.#pieces.soFar() : this.#pieces.new(now));
    this.#desk.arrive(now, price, bid, ask);
  }

  /** True while this runner has not looked into the bar: its whole range is new to it. */
  isUnseen(): boolean {
    return !this.everyUpdate || this.#moment.now <= this.#series.time;
  }

  /** What the end of a finer candle brings. */
  #follow(inner: PricePiece): void {
    this.#moment.now = inner.to;
    if (this.#desk.isIdle) return;
    this.#desk.sweep(inner);
    this.#desk.arrive(inner.to, inner.close, inner.bid, inner.ask);
  }

  /** What the end of a bar brings. */
  #trade(): void {
    if (this.#desk.isIdle) return;
    if (this.everyUpdate) return this.update();
    const s = this.#series;
    if (!this.#wasTold()) this.#desk.sweep(this.#pieces.whole());
    // Only an order that was on its way during the bar has not traded at its open.
    this.#desk.arrive(this.#moment.now, s.price, s.bid, s.ask);
  }

  /** Takes a range into the position's extremes, or only the price now where it opened within. */
  #track(from: number, low: number, high: number): void {
    const { position } = this.#desk.books;
    if (position === null) return;
    const { price } = this.#series;
    if (position.entryTime <= from) position.track(low, high);
    else position.track(price, price);
  }

  #finishBar(): void {
    const s = this.#series;
    const { position } = this.#desk.books;
    if (position !== null) {
      if (!this.everyUpdate) this.#track(s.time, s.low, s.high);
      position.barsHeld++;
    }
    if (this.#needsTape && !this.#wasTold()) this.#desk.finished(s.volume, s.high, s.low);
    this.#sawBeginning = false;
  }

  /** True where finer candles have told this runner the whole way of the bar that is over. */
  #wasTold(): boolean {
    return this.#sawBeginning && this.#series.isInnerComplete;
  }
}
