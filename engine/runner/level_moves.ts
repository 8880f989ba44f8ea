import type { PriceTicks } from "../domain/mod.ts";
import { checkStopSides, type Denial } from "../risk/mod.ts";
import type { UpdateStopsIntent } from "../strategy/mod.ts";
import type { Books } from "./books.ts";
import { stopWithTrail } from "./fill_desk.ts";
import type { OrderSlips } from "./order_slips.ts";
import { levelsDenial } from "./order_terms.ts";
import type { Protection } from "./protection.ts";

/** Moves a position's stop loss, take profit and trailing stop. */
export class LevelMoves {
  readonly #books: Books;
  readonly #slips: OrderSlips;
  readonly #protection: Protection;

  constructor(books: Books, slips: OrderSlips, protection: Protection) {
    this.#books = books;
    this.#slips = slips;
    this.#protection = protection;
  }

  /** @returns why not, or null */
  move(intent: UpdateStopsIntent, market: number, time: number): Denial | null {
    const { scale } = this.#books;
    const p = this.#books.requirePosition();
    const { stopLoss, takeProfit, trailingStop } = intent;
    const bad = levelsDenial(intent, scale);
    if (bad) return this.#refuse(bad, time);
    const ticks = scale.ticks(market);
    const trail = trailingStop === undefined ? p.trailTicks : this.#ticks(trailingStop);
    // Without a stop loss a stop that trails goes on trailing: it is taken away by its own name.
    const trails = stopLoss === null && trailingStop === undefined && trail !== null;
    const asked = stopLoss === undefined || trails ? p.stopTicks : this.#ticks(stopLoss);
    const stop = trailingStop === undefined ? asked : stopWithTrail(p.sign, asked, trail, ticks);
    const take = takeProfit === undefined ? p.takeTicks : this.#ticks(takeProfit);
    if (stop === p.stopTicks && take === p.takeTicks && trail === p.trailTicks) return null;
    // A level that was not named is not judged again: the market may have passed it for now.
    const denial = checkStopSides(
      p.side,
      stopLoss === undefined ? null : stop,
      takeProfit === undefined ? null : take,
      ticks,
      scale,
    );
    if (denial) return this.#refuse(denial, time);
    p.setLevels({ stopTicks: stop, takeTicks: take, trailTicks: trail });
    this.#protection.sync(p, time, time, market);
    return null;
  }

  #refuse(denial: Denial, time: number): Denial {
    this.#slips.triggeredRisk("stop_side", denial, time);
    return denial;
  }

  #ticks(price: number | null): PriceTicks | null {
    return price === null ? null : this.#books.scale.ticks(price);
  }
}
