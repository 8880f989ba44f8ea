import type { Liquidity, Lots, PriceTicks, Scale } from "../../domain/mod.ts";
import type { BrokerModels } from "../models/broker_models.ts";
import type { Tape } from "../models/slippage.ts";
import type { WorkingOrder } from "../order.ts";
import type { OrderBook } from "../order_book.ts";
import { Arrivals } from "./arrivals.ts";
import { CandleVolume, type TapeData } from "./candle_volume.ts";
import { Executor } from "./executor.ts";
import type { EndStatus, MatchListener } from "./match_listener.ts";
import type { PricePiece } from "./price_path.ts";
import { Sweeps } from "./sweeps.ts";
import { TrailingStops } from "./trailing_stops.ts";

/**
 * Simulated execution: lets orders trade as the price goes its way.
 *
 * Orders arrive at single prices (a bar's open, an update, the end of a finer candle), where market
 * orders and limits that cross trade at once. What rests is looked for in every piece of the path, on
 * the careful side: orders that open first, then stops, then targets; where the path within a candle is
 * not known, the worse is assumed (`docs/guides/execution.md` has the whole table).
 */
export class Matcher {
  readonly #volume: CandleVolume;
  readonly #executor: Executor;
  readonly #arrivals: Arrivals;
  readonly #sweeps: Sweeps;

  constructor(book: OrderBook, scale: Scale, models: BrokerModels, listener: MatchListener) {
    const volume = new CandleVolume(models.volumeShare, scale);
    const executor = new Executor({ book, scale, models, listener, volume });
    const moved = (order: WorkingOrder) => listener.trailed(order);
    const trailing = new TrailingStops({ book, scale, executor, volume, moved });
    const through = models.limitFill === "THROUGH";
    this.#volume = volume;
    this.#executor = executor;
    this.#arrivals = new Arrivals(book, scale, executor, trailing);
    this.#sweeps = new Sweeps({ book, scale, executor, trailing, volume, listener, through });
  }

  /** True where a price would close the position for want of margin. */
  get liquidates(): boolean {
    const { liquidationFall, liquidationRise } = this.#sweeps;
    return liquidationFall !== -Infinity || liquidationRise !== Infinity;
  }

  /** What the last finished candle was like. */
  get tape(): Tape {
    return this.#volume.tape;
  }

  toData(): TapeData {
    return this.#volume.toData();
  }
  restore(data: TapeData): void {
    this.#volume.restore(data);
  }

  /** A price at or beyond these closes the position for want of margin; infinite where none does. */
  liquidateAt(fall: number, rise: number): void {
    this.#sweeps.liquidationFall = fall;
    this.#sweeps.liquidationRise = rise;
  }

  /** A candle is over: its volume and range are what slippage and partial fills go by until the next. */
  finished(volume: number, high: number, low: number): void {
    this.#volume.finished(volume, high, low);
  }

  /** Brings what is on its way to a price at which it can trade. */
  arrive(time: number, price: number, bid: number, ask: number): void {
    this.#arrivals.arrive(time, price, bid, ask);
  }

  /** Lets resting orders trade in a piece of the path. */
  sweep(piece: PricePiece): void {
    this.#sweeps.sweep(piece);
  }

  /** Takes an order out of the market. */
  end(order: WorkingOrder, status: EndStatus, code: string, reason: string, time: number): void {
    this.#executor.end(order, status, code, reason, time);
  }

  /** Of a group, one order that is filled whole ends the others. */
  endGroup(filled: WorkingOrder, time: number): void {
    this.#executor.endGroup(filled, time);
  }

  /** An order comes to the market at a price that is decided already. */
  takeNow(order: WorkingOrder, ticks: PriceTicks, time: number, price: number): void {
    this.#arrivals.takeNow(order, ticks, time, price);
  }

  /** Trades at a price that is already decided, as when a runner is stopped. */
  execute(
    order: WorkingOrder,
    lots: Lots,
    ticks: PriceTicks,
    liquidity: Liquidity,
    time: number,
    price: number,
  ): void {
    this.#executor.execute(order, lots, ticks, liquidity, time, price);
  }
}
