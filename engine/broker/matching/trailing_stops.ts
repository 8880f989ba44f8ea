import type { Scale } from "../../domain/mod.ts";
import { isFinal } from "../../machine/mod.ts";
import type { WorkingOrder } from "../order.ts";
import type { OrderBook } from "../order_book.ts";
import type { CandleVolume } from "./candle_volume.ts";
import type { Executor } from "./executor.ts";
import type { PricePiece } from "./price_path.ts";

/** What stops have to do with that trail. */
export interface TrailingParts {
  readonly book: OrderBook;
  readonly scale: Scale;
  readonly executor: Executor;
  readonly volume: CandleVolume;
  /** A stop has moved. */
  moved(order: WorkingOrder): void;
}

const NONE: readonly WorkingOrder[] = [];

/** Lets stops follow the price at their distance. */
export class TrailingStops {
  readonly #parts: TrailingParts;

  constructor(parts: TrailingParts) {
    this.#parts = parts;
  }

  /**
   * Moves them by what the piece brought. The stop that stood before it has been looked for already; the
   * moved one counts where the piece ends beyond it, because the price then came through.
   * @returns false where none has moved
   */
  follow(piece: PricePiece): boolean {
    const { book, executor } = this.#parts;
    let reached: WorkingOrder[] | null = null;
    let moved = false;
    for (const order of book.orders) {
      if (order.trailTicks === null || order.triggered || !(order.since <= piece.to)) continue;
      const whole = order.since <= piece.from && !executor.inside;
      const sells = order.side === "SELL";
      const best = whole ? (sells ? piece.high : piece.low) : piece.close;
      if (!this.move(order, best)) continue;
      moved = true;
      // Where it stands now it stands from here on: what the price did before says nothing about it.
      order.since = Math.max(order.since, piece.to);
      const level = book.level(order);
      if (sells ? piece.close <= level : piece.close >= level) (reached ??= []).push(order);
    }
    for (const order of reached ?? NONE) this.#goOff(order, piece);
    return moved;
  }

  /** Moves one, where `best` is the best price since. @returns false where it stays */
  move(order: WorkingOrder, best: number): boolean {
    const { scale } = this.#parts;
    const sells = order.side === "SELL";
    const distance = order.trailTicks!;
    const ticks = sells ? scale.ticksDown(best) - distance : scale.ticksUp(best) + distance;
    const before = order.stopTicks;
    const moved = Math.max(1, ticks);
    if (before !== null && (sells ? moved <= before : moved >= before)) return false;
    order.stopTicks = moved;
    this.#parts.moved(order);
    return true;
  }

  #goOff(order: WorkingOrder, piece: PricePiece): void {
    if (isFinal(order.status)) return;
    const { book, executor, volume } = this.#parts;
    volume.beginPiece(piece);
    const level = book.level(order);
    order.triggered = true;
    const ticks = executor.takerTicks(order, level, piece.bid, piece.ask);
    const lots = executor.tradable(order, ticks, piece.to);
    if (lots > 0) executor.execute(order, lots, ticks, "TAKER", piece.to, level);
    else executor.tellTriggered(order, piece.to);
  }
}
